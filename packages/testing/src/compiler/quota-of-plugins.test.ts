import type { KubernetesObject } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { acmeFolder, loadOrganization } from '../organization.ts';

const acme = await loadOrganization(acmeFolder);
const environments = acme.definition.environments.map(({ name }) => name);

/** Objects by the cluster and namespace that they are in. */
function namespacesOf(environment: string): ReadonlyMap<string, readonly KubernetesObject[]> {
  const found = new Map<string, KubernetesObject[]>();
  for (const { id, objects } of acme.compile(environment).units) {
    const place = id.slice(0, id.lastIndexOf('/'));
    found.set(place, [...(found.get(place) ?? []), ...objects]);
  }
  return found;
}

describe('the quota of a namespace counts what plugins make', () => {
  it.each(environments)('room for all versions of every immutable ConfigMap in %s', (environment) => {
    for (const [place, objects] of namespacesOf(environment)) {
      const configMaps = objects.filter(({ kind, immutable }) => kind === 'ConfigMap' && immutable === true);
      const quota = objects.find(({ kind }) => kind === 'ResourceQuota')?.['spec'] as {
        readonly hard: Readonly<Record<string, string>>;
      };
      // The certificate of the cluster is in every namespace; a ConfigMap has the current version, five kept, and one that goes.
      expect([place, Number(quota.hard['configmaps']) >= 1 + 7 * configMaps.length]).toEqual([place, true]);
    }
  });

  it('acme has a namespace where that matters', () => {
    const objects = namespacesOf('dev').get('dev/aws-frankfurt/order-management-dev') ?? [];
    expect(objects.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name)).toEqual([
      expect.stringMatching(/^orders-api-[0-9a-f]{8}$/),
      expect.stringMatching(/^orders-api-maintenance-[0-9a-f]{8}$/),
    ]);
  });
});
