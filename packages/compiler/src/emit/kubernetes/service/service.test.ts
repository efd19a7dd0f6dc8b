import { describe, expect, it } from 'vitest';
import { emitAll, expectedMetadata, makeContext, makeEndpoint, makeWorkload } from '../testing.ts';
import { service } from './service.ts';

function servicesOf(
  overrides: Parameters<typeof makeWorkload>[0],
  surroundings: Parameters<typeof makeContext>[1] = {},
) {
  const node = makeWorkload(overrides);
  return emitAll(service, node, makeContext(node, surroundings));
}

describe('service', () => {
  it('has all ports of the workload and is there before the first release', () => {
    const ports = [
      { name: 'http', port: 8080, protocol: 'http' },
      { name: 'admin', port: 9000, protocol: 'grpc' },
      { name: 'raw', port: 9001, protocol: 'tcp' },
    ] as const;
    expect(servicesOf({ ports: [...ports], image: null })).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: expectedMetadata(),
        spec: {
          type: 'ClusterIP',
          selector: { 'app.kubernetes.io/instance': 'orders-api' },
          ports: [
            { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' },
            {
              name: 'admin',
              port: 9000,
              targetPort: 'admin',
              protocol: 'TCP',
              appProtocol: 'kubernetes.io/h2c',
            },
            { name: 'raw', port: 9001, targetPort: 'raw', protocol: 'TCP' },
          ],
          internalTrafficPolicy: 'Cluster',
          publishNotReadyAddresses: false,
          sessionAffinity: 'None',
        },
      },
    ]);
  });

  it('has a twin for the version under test', () => {
    const names = (strategy: 'rolling' | 'canary' | 'blueGreen', nodes = [makeEndpoint()]) =>
      servicesOf({ rollout: { strategy } }, { nodes }).map(({ metadata }) => metadata.name);
    expect(names('rolling')).toEqual(['orders-api']);
    expect(names('canary')).toEqual(['orders-api', 'orders-api-canary']);
    expect(names('canary', [])).toEqual(['orders-api']);
    expect(names('blueGreen')).toEqual(['orders-api', 'orders-api-preview']);
  });

  it('keeps callers at their pod if the endpoint asks for it', () => {
    expect(
      servicesOf({}, { nodes: [makeEndpoint({ sessionAffinity: 'clientIP' })] })[0]?.['spec'],
    ).toMatchObject({
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
    });
  });

  it('is left out for workers', () => {
    expect(servicesOf({ shape: 'worker' })).toEqual([]);
  });
});
