import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Address, Addressed } from './index.ts';
import { formatAddress, matchesAddress, parseAddress } from './index.ts';

function parsed(text: string): Address {
  const result = parseAddress(text);
  if (!result.ok) throw new Error(result.reason);
  return result.address;
}

describe('addresses', () => {
  test.each<[string, Address]>([
    ['Deployment/orders-api', { kind: 'Deployment', name: 'orders-api' }],
    ['orders/ConfigMap/a.b', { namespace: 'orders', kind: 'ConfigMap', name: 'a.b' }],
    ['eu-1/orders/Service/api', { cluster: 'eu-1', namespace: 'orders', kind: 'Service', name: 'api' }],
    ['workload/orders-api', { kind: 'workload', name: 'orders-api' }],
  ])('%s', (text, address) => {
    expect(parsed(text)).toEqual(address);
    expect(formatAddress(address)).toBe(text);
  });

  test.each(['', 'orders-api', 'deployment/x', 'a/b/c/Kind/x', 'Kind/', '/x', 'Kind/a b'])(
    '%j is refused',
    (text) => {
      const result = parseAddress(text);
      expect(result.ok ? '' : result.reason).toMatch(/write|written/);
    },
  );

  test('printing and reading are inverse', () => {
    const name = fc.stringMatching(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/);
    const kind = fc.oneof(fc.stringMatching(/^[A-Z][A-Za-z]*$/), fc.constant('workload'));
    const address = fc.oneof(
      fc.record({ kind, name }),
      fc.record({ namespace: name, kind, name }),
      fc.record({ cluster: name, namespace: name, kind, name }),
    );
    fc.assert(
      fc.property(address, (value) => {
        expect(parsed(formatAddress(value))).toEqual(value);
      }),
    );
  });

  const deployment: Addressed = {
    cluster: 'eu-1',
    namespace: 'orders',
    kind: 'Deployment',
    name: 'api',
    unit: 'api',
  };
  const job: Addressed = { ...deployment, kind: 'Job', name: 'api-x4bnp4pa' };

  test.each<[string, Addressed, boolean]>([
    ['Deployment/api', deployment, true],
    ['Deployment/web', deployment, false],
    ['orders/Deployment/api', deployment, true],
    ['eu-1/orders/Deployment/api', deployment, true],
    ['us-1/orders/Deployment/api', deployment, false],
    ['workload/api', deployment, true],
    ['workload/api', job, true],
    ['workload/api', { ...job, name: 'api-migrate' }, false],
    ['workload/api', { ...deployment, kind: 'Service' }, false],
    ['eu-1/ClusterRole/x', { cluster: 'eu-1', kind: 'ClusterRole', name: 'x' }, true],
    ['us-1/ClusterRole/x', { cluster: 'eu-1', kind: 'ClusterRole', name: 'x' }, false],
  ])('%s', (text, object, expected) => {
    expect(matchesAddress(parsed(text), object)).toBe(expected);
  });
});
