import { describe, expect, it } from 'vitest';
import { emitAll, expectedMetadata, makeContext, makeEndpoint, makeJob, makeWorkload } from '../testing.ts';
import { monitor } from './monitor.ts';

function monitorsOf(
  overrides: Parameters<typeof makeWorkload>[0],
  surroundings: Parameters<typeof makeContext>[1] = {},
) {
  const node = makeWorkload(overrides);
  return emitAll(monitor, node, makeContext(node, surroundings));
}

describe('monitor', () => {
  it('scrapes through the Service', () => {
    expect(monitorsOf({})).toEqual([
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: expectedMetadata(),
        spec: {
          jobLabel: 'app.kubernetes.io/instance',
          selector: { matchLabels: { 'app.kubernetes.io/instance': 'orders-api' } },
          endpoints: [
            {
              port: 'http',
              path: '/metrics',
              scheme: 'http',
              interval: '30s',
              scrapeTimeout: '10s',
              honorLabels: false,
              relabelings: [{ action: 'replace', targetLabel: 'service', replacement: 'orders-api' }],
            },
          ],
          sampleLimit: 10_000,
          labelLimit: 50,
          labelNameLengthLimit: 200,
          labelValueLengthLimit: 1_000,
        },
      },
    ]);
  });

  it('scrapes pods of workers, and of services with a Service per version', () => {
    const ports = [{ name: 'http', port: 8080, protocol: 'http' } as const];
    const worker = monitorsOf({ shape: 'worker', ports, telemetry: { port: 9090, path: '/m', traces: false } });
    expect(worker).toMatchObject([
      { kind: 'PodMonitor', spec: { podMetricsEndpoints: [{ port: 'metrics', path: '/m' }] } },
    ]);
    const canary = { rollout: { strategy: 'canary' } } as const;
    expect(monitorsOf(canary, { nodes: [makeEndpoint()] })).toMatchObject([{ kind: 'PodMonitor' }]);
    expect(monitorsOf(canary)).toMatchObject([{ kind: 'ServiceMonitor' }]);
  });

  it('is left out without a path, without a port, and without the operator', () => {
    expect(monitorsOf({ telemetry: { path: null, traces: false } })).toEqual([]);
    expect(monitorsOf({}, { cluster: { capabilities: {} } })).toEqual([]);
    const job = makeJob();
    expect(emitAll(monitor, job, makeContext(job))).toEqual([]);
  });
});
