import { formatFieldPath, leafPaths } from '@fairway/kubernetes';
import type { GraphNode, InvariantContext, KubernetesObject } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { invariants } from '../../invariants/index.generated.ts';
import { commonReasons } from '../../why/common-reasons.ts';
import { matching } from '../../why/reasons.ts';
import { workloadEmitters } from './index.ts';
import { makeContext, makeEdge, makeEndpoint, makeJob, makeNode, makeWorkload, specOf } from './testing.ts';

const schedule = {
  cron: '0 3 * * *',
  timeZone: 'Etc/UTC',
  concurrencyPolicy: 'forbid',
  startDeadline: 300,
  history: 3,
  suspend: false,
} as const;
const manual = {
  trigger: 'manual',
  parallelism: 1,
  completions: 1,
  timeout: 60,
  retries: 0,
  spot: true,
} as const;
const files = { '/etc/orders-api/config/a.yaml': 'x', '/opt/b.ini': 'y' };

const samples: readonly (readonly [string, GraphNode])[] = [
  ['a service', makeWorkload({ files, env: { A: 'a' } })],
  ['a canary', makeWorkload({ rollout: { strategy: 'canary', canary: { percentage: 10, duration: 60 } } })],
  ['blue and green', makeWorkload({ rollout: { strategy: 'blueGreen' }, scaling: { min: 2, max: 2 } })],
  ['a service by requests', makeWorkload({ scaling: { min: 2, max: 4, metric: 'requests', target: 10 } })],
  ['a worker', makeWorkload({ shape: 'worker', preStopDelay: 0, rollout: { strategy: 'recreate' } })],
  ['a Windows service', makeWorkload({ os: 'windows' })],
  ['a scheduled job', makeJob({ shape: 'cron', schedule })],
  ['a job', makeJob()],
  ['a job by hand', makeJob({ job: manual })],
];

function objectsOf(node: GraphNode): readonly KubernetesObject[] {
  const secret = makeNode('secret', `${node.name}.database`, {
    path: 'a/b',
    as: 'env',
    keys: { X: 'x' },
    onChange: 'restart',
  });
  const certificate = makeNode('secret', `${node.name}.tls`, {
    path: 'a/tls',
    as: 'file',
    keys: {},
    onChange: 'ignore',
  });
  const other = makeWorkload({}, 'payments-api');
  const edges = [
    makeEdge('uses', node, secret),
    makeEdge('uses', node, certificate),
    makeEdge('reaches', node, other, { env: { OTHER_URL: 'url' } }),
  ];
  const context = makeContext(node, { nodes: [secret, certificate, other, makeEndpoint()], edges });
  return workloadEmitters.flatMap((emitter) => [...emitter.emit(node, context)]);
}

/** Those that look at objects of others. */
const elsewhere = new Set(['network-policy-selects', 'namespace-guarded']);

describe('emitters of workload objects', () => {
  it.each(samples)('keep every invariant: %s', (_, node) => {
    const { shape, os } = node.properties as unknown as Pick<InvariantContext, 'shape' | 'os'>;
    const context: InvariantContext = { objects: objectsOf(node), environmentClass: 'prod', shape, os };
    const broken = invariants
      .filter(({ id, appliesTo }) => appliesTo.shapes.includes(shape) && !elsewhere.has(id))
      .flatMap((invariant) =>
        [...invariant.check(context)].map(({ path, message }) => `${invariant.id}: ${path}: ${message}`),
      );
    expect(broken).toEqual([]);
  });

  it.each(samples)(
    'declare what they emit, with a reason for every field that the intent does not hold: %s',
    (_, node) => {
      const decided =
        /(^|\.)(image|command|args|replicas|containerPort|path|port|schedule|minReplicas|maxReplicas|minReplicaCount|maxReplicaCount|secretKey|property|key|appProtocol|secretName|env\[name=[^\]]*\]\.value|ports\[[^\]]*\]\.name|data\["?[^\]]*"?\]|data\..*|setWeight|steps\[\d+\].*)$/;
      const missing: string[] = [];
      for (const object of objectsOf(node)) {
        const declared = workloadEmitters
          .flatMap(({ emits }) => emits)
          .filter(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind);
        expect(declared).not.toEqual([]);
        for (const { path } of leafPaths(object)) {
          const text = formatFieldPath(path);
          if (decided.test(text)) continue;
          if (declared.some(({ reasons }) => matching(reasons, path) !== undefined)) continue;
          if (matching(commonReasons, path) === undefined) missing.push(`${object.kind} ${text}`);
        }
      }
      expect(missing).toEqual([]);
    },
  );

  it.each(samples)('select pods by the instance label and nothing more: %s', (_, node) => {
    const selectors = objectsOf(node).flatMap((object) => {
      const { selector } = specOf(object) as { selector?: { matchLabels?: object } };
      return selector === undefined ? [] : [selector.matchLabels ?? selector];
    });
    for (const selector of selectors) expect(selector).toEqual({ 'app.kubernetes.io/instance': node.name });
    const runsForEver = ['service', 'worker'].includes(String(node.properties['shape']));
    expect(selectors.length > 0).toBe(runsForEver);
  });

  it.each(samples)('make the same objects twice: %s', (_, node) => {
    expect(JSON.stringify(objectsOf(node))).toBe(JSON.stringify(objectsOf(node)));
  });
});
