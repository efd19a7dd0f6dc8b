import { describe, expect, it } from 'vitest';
import { emitAll, makeContext, makeEdge, makeJob, makeNode, makeWorkload, specOf } from '../testing.ts';
import { deployment } from './deployment.ts';

function deploymentOf(overrides: Parameters<typeof makeWorkload>[0]) {
  const node = makeWorkload(overrides);
  return emitAll(deployment, node, makeContext(node));
}

describe('deployment', () => {
  it('replaces pods a few at a time, without replicas where an autoscaler owns them', () => {
    const [object] = deploymentOf({});
    expect(object).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment' });
    expect(object?.metadata.annotations).toEqual({
      'polaris.fairwinds.com/deploymentMissingReplicas-exempt': 'true',
    });
    expect(object?.metadata.labels).toMatchObject({ 'app.kubernetes.io/version': '1.4.2' });
    const { template, ...spec } = specOf(object);
    expect(template).toBeDefined();
    expect(spec).toEqual({
      revisionHistoryLimit: 5,
      minReadySeconds: 0,
      progressDeadlineSeconds: 600,
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'orders-api' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    });
  });

  it('has a fixed number of replicas where minimum and maximum are one', () => {
    const [object] = deploymentOf({ scaling: { min: 2, max: 2 } });
    expect(object?.metadata.annotations).toBeUndefined();
    expect(object?.['spec']).toMatchObject({ replicas: 2 });
  });

  it('stops all pods first if asked to', () => {
    expect(deploymentOf({ rollout: { strategy: 'recreate' } })[0]?.['spec']).toMatchObject({
      strategy: { type: 'Recreate' },
    });
  });

  it('waits twice as long as a start may take', () => {
    const start = { type: 'tcp', port: 8080, initialDelaySeconds: 0, timeoutSeconds: 3 } as const;
    const probes = { startup: { ...start, periodSeconds: 10, failureThreshold: 60 } };
    expect(deploymentOf({ probes })[0]?.['spec']).toMatchObject({ progressDeadlineSeconds: 1_200 });
  });

  it('is left out without a release, for rollouts, and for jobs', () => {
    expect(deploymentOf({ image: null })).toEqual([]);
    expect(deploymentOf({ rollout: { strategy: 'canary' } })).toEqual([]);
    const job = makeJob();
    expect(emitAll(deployment, job, makeContext(job))).toEqual([]);
  });

  it('names the secrets that restart it where the cluster has Reloader', () => {
    const node = makeWorkload({ scaling: { min: 2, max: 2 } });
    const secret = makeNode('secret', 'orders-api.database', {
      path: 'orders/db',
      as: 'env',
      keys: {},
      onChange: 'restart',
    });
    const still = makeNode('secret', 'orders-api.tls', {
      path: 'orders/tls',
      as: 'file',
      keys: {},
      onChange: 'ignore',
    });
    const graph = {
      nodes: [secret, still],
      edges: [makeEdge('uses', node, secret), makeEdge('uses', node, still)],
    };
    const capabilities = { reloader: { version: '1.4.0' } };
    const [object] = emitAll(deployment, node, makeContext(node, { ...graph, cluster: { capabilities } }));
    expect(object?.metadata.annotations).toEqual({
      'secret.reloader.stakater.com/reload': 'orders-api.database',
    });
    expect(emitAll(deployment, node, makeContext(node, graph))[0]?.metadata.annotations).toBeUndefined();
  });
});
