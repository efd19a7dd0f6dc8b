import { describe, expect, it } from 'vitest';
import { emitAll, fullCluster, makeContext, makeEndpoint, makeWorkload } from '../testing.ts';
import { rollout } from './rollout.ts';

const canary = { strategy: 'canary', canary: { percentage: 10, duration: 600 } } as const;
const steps = [{ setWeight: 10 }, { pause: { duration: '600s' } }];

function rolloutOf(
  overrides: Parameters<typeof makeWorkload>[0],
  surroundings: Parameters<typeof makeContext>[1] = {},
) {
  const node = makeWorkload(overrides);
  const context = makeContext(node, surroundings);
  const [object] = emitAll(rollout, node, context);
  const spec = object?.['spec'] as { readonly strategy?: unknown; readonly replicas?: number } | undefined;
  return {
    object,
    spec,
    codes: context.problems.map(({ code, severity }) => [code, severity]),
    problems: context.problems,
  };
}

describe('rollout', () => {
  it('splits traffic at the gateway where there is a router and a route', () => {
    const { object, spec, codes } = rolloutOf({ rollout: canary }, { nodes: [makeEndpoint()] });
    expect(object).toMatchObject({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'orders-api' },
    });
    expect(spec?.strategy).toEqual({
      canary: {
        stableService: 'orders-api',
        canaryService: 'orders-api-canary',
        maxSurge: '25%',
        maxUnavailable: 0,
        dynamicStableScale: false,
        scaleDownDelaySeconds: 30,
        abortScaleDownDelaySeconds: 30,
        trafficRouting: {
          plugins: {
            'argoproj-labs/gatewayAPI': { httpRoute: 'orders-api', namespace: 'order-management-prod' },
          },
        },
        steps,
      },
    });
    expect(spec?.replicas).toBeUndefined();
    expect(codes).toEqual([]);
  });

  it('writes the weights of a GRPCRoute for gRPC', () => {
    const { spec } = rolloutOf({ rollout: canary }, { nodes: [makeEndpoint({ protocol: 'grpc' })] });
    expect(spec).toMatchObject({
      strategy: {
        canary: { trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { grpcRoute: 'orders-api' } } } },
      },
    });
  });

  it('writes the weights of every route of the endpoint', () => {
    const routes = [
      { path: '/', class: 'internal', timeout: 30 },
      { path: '/reports', class: 'internal', timeout: 300 },
    ];
    const { spec } = rolloutOf({ rollout: canary }, { nodes: [makeEndpoint({ routes })] });
    const httpRoutes = [
      { name: 'orders-api', useHeaderRoutes: false },
      { name: 'orders-api.path-reports', useHeaderRoutes: false },
    ];
    expect(spec?.strategy).toMatchObject({
      canary: { trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { httpRoutes } } } },
    });
  });

  it('counts pods where nothing splits the traffic, and says that one pod is the least', () => {
    const { spec, problems } = rolloutOf({ rollout: canary });
    expect(spec?.strategy).toEqual({ canary: { maxSurge: '25%', maxUnavailable: 0, steps } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'FWY4102', severity: 'note' });
    expect(problems[0]?.message).toBe(
      '10 % of 3 replicas is less than one pod: on cluster eks-eu the canary of orders-api is one whole pod, about 34 % of the work',
    );
  });

  it('says nothing where the percentage is a pod or more', () => {
    expect(rolloutOf({ rollout: canary, scaling: { min: 10, max: 10 } }).codes).toEqual([]);
  });

  it('counts pods behind an ingress controller and where the router is none', () => {
    const gateways = { internal: { ...fullCluster.gateways.internal, listeners: [], product: 'ingressNginx' } };
    const ingress = rolloutOf({ rollout: canary }, { nodes: [makeEndpoint()], cluster: { gateways } });
    expect(ingress.spec?.strategy).not.toHaveProperty('canary.trafficRouting');
    const capabilities = { argoRollouts: { version: '1.9.1', router: 'none' } } as const;
    const none = rolloutOf({ rollout: canary }, { nodes: [makeEndpoint()], cluster: { capabilities } });
    expect(none.spec?.strategy).not.toHaveProperty('canary.trafficRouting');
  });

  it('runs both versions side by side for blueGreen', () => {
    const { spec } = rolloutOf({ rollout: { strategy: 'blueGreen' }, scaling: { min: 2, max: 2 } });
    expect(spec?.replicas).toBe(2);
    expect(spec?.strategy).toEqual({
      blueGreen: {
        activeService: 'orders-api',
        previewService: 'orders-api-preview',
        autoPromotionEnabled: true,
        maxUnavailable: 0,
        scaleDownDelaySeconds: 30,
        abortScaleDownDelaySeconds: 30,
      },
    });
  });

  it('is an error on a cluster without Argo Rollouts, release or not', () => {
    for (const image of [null, 'x:1']) {
      const { object, codes, problems } = rolloutOf(
        { rollout: canary, image },
        { cluster: { capabilities: {} } },
      );
      expect(object).toBeUndefined();
      expect(codes).toEqual([['FWY4101', undefined]]);
      expect(problems[0]?.fix).toContain('reliability.rollout: rolling');
    }
  });

  it('is left out for other strategies and without a release', () => {
    expect(rolloutOf({}).object).toBeUndefined();
    expect(rolloutOf({ rollout: canary, image: null }).object).toBeUndefined();
  });
});
