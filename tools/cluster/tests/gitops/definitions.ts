import { builtinSources, definitionsOf } from '@fairway/kubernetes';
import type { Client, KubernetesObject } from '../../client.ts';
import { installDefinitions } from '../../definitions.ts';

/** Installs the definitions of the kinds that occur in objects and that the API server does not bring itself. */
export async function installKindsOf(client: Client, objects: Iterable<KubernetesObject>): Promise<void> {
  const wanted = new Set<string>();
  for (const { apiVersion, kind } of objects) {
    const [group = '', version] = apiVersion.split('/');
    if (version !== undefined) wanted.add(`${group}/${kind}`);
  }
  const definitions = builtinSources.flatMap((source) => definitionsOf(source));
  const needed = definitions.filter(({ spec }) => {
    const { group, names } = spec as { readonly group: string; readonly names: { readonly kind: string } };
    return wanted.has(`${group}/${names.kind}`);
  });
  await installDefinitions(client, needed as readonly object[] as readonly KubernetesObject[]);
}
