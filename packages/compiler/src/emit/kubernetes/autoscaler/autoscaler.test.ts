import { describe, expect, it } from 'vitest';
import { emitAll, expectedMetadata, makeContext, makeWorkload } from '../testing.ts';
import { autoscaler } from './autoscaler.ts';

function autoscalerOf(
  overrides: Parameters<typeof makeWorkload>[0],
  surroundings: Parameters<typeof makeContext>[1] = {},
) {
  const node = makeWorkload(overrides);
  const context = makeContext(node, surroundings);
  return { object: emitAll(autoscaler, node, context)[0], codes: context.problems.map(({ code }) => code) };
}

const behavior = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: 100, periodSeconds: 30 }],
  },
  scaleDown: {
    stabilizationWindowSeconds: 300,
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
  },
};

describe('autoscaler', () => {
  it('follows CPU with a behavior that is written out', () => {
    expect(autoscalerOf({}).object).toEqual({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: expectedMetadata(),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders-api' },
        minReplicas: 3,
        maxReplicas: 20,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
          },
        ],
        behavior,
      },
    });
  });

  it('scales the Rollout where there is one, at the pace of its profile', () => {
    const scaling = {
      min: 2,
      max: 4,
      metric: 'memory',
      target: 80,
      scaleUp: { stabilization: 10, percentage: 200, period: 15 },
      scaleDown: { stabilization: 600, percentage: 25, period: 60 },
    } as const;
    const { object } = autoscalerOf({ scaling, rollout: { strategy: 'canary' } });
    expect(object?.['spec']).toMatchObject({
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' },
      metrics: [{ resource: { name: 'memory', target: { averageUtilization: 80 } } }],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 10, policies: [{ value: 200, periodSeconds: 15 }] },
        scaleDown: { stabilizationWindowSeconds: 600, policies: [{ value: 25, periodSeconds: 60 }] },
      },
    });
  });

  it('asks KEDA for requests', () => {
    const { object } = autoscalerOf({ scaling: { min: 2, max: 9, metric: 'requests', target: 50 } });
    expect(object).toEqual({
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: expectedMetadata(),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders-api' },
        minReplicaCount: 2,
        maxReplicaCount: 9,
        pollingInterval: 30,
        cooldownPeriod: 300,
        initialCooldownPeriod: 0,
        fallback: { failureThreshold: 3, replicas: 2, behavior: 'currentReplicasIfHigher' },
        advanced: { restoreToOriginalReplicaCount: false, horizontalPodAutoscalerConfig: { behavior } },
        triggers: [
          {
            type: 'prometheus',
            name: 'requests',
            metricType: 'AverageValue',
            useCachedMetrics: false,
            metadata: {
              serverAddress: 'http://prometheus-operated.monitoring.svc.cluster.local:9090',
              query:
                'sum(rate(http_server_request_duration_seconds_count{namespace="order-management-prod",job="orders-api"}[2m]))',
              threshold: '50',
              activationThreshold: '0',
              ignoreNullValues: 'false',
            },
          },
        ],
      },
    });
  });

  it.each([
    ['micrometer', 'http_server_requests_seconds_count'],
    ['promClient', 'http_request_duration_seconds_count'],
  ])('counts requests as %s names them', (dialect, metric) => {
    const scaling = { min: 1, max: 2, metric: 'requests' } as const;
    const { object } = autoscalerOf({ scaling, telemetry: { path: '/metrics', traces: false, dialect } });
    expect(JSON.stringify(object?.['spec'])).toContain(`rate(${metric}{`);
  });

  it('wakes up from nothing for messages, runs full in working hours for a schedule', () => {
    const lag = autoscalerOf({ scaling: { min: 0, max: 5, metric: 'lag', target: 500 }, shape: 'worker' });
    expect(lag.object?.['spec']).toMatchObject({ minReplicaCount: 0, fallback: { replicas: 1 } });
    const schedule = autoscalerOf({ scaling: { min: 1, max: 5, metric: 'schedule' } });
    expect(schedule.object?.['spec']).toMatchObject({
      triggers: [{ type: 'cron', metadata: { desiredReplicas: '5' } }],
    });
    expect(schedule.object?.['spec']).not.toHaveProperty('fallback');
  });

  it('is an error without KEDA', () => {
    const scaling = { min: 1, max: 5, metric: 'requests' } as const;
    expect(autoscalerOf({ scaling }, { cluster: { capabilities: {} } })).toEqual({
      object: undefined,
      codes: ['FWY4103'],
    });
  });

  it('is left out for a fixed number and without a release', () => {
    expect(autoscalerOf({ scaling: { min: 2, max: 2 } }).object).toBeUndefined();
    expect(autoscalerOf({ image: null }).object).toBeUndefined();
  });
});
