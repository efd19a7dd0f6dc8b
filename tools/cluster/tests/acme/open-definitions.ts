import { builtinSources } from '@fairway/kubernetes';
import type { Client, KubernetesObject } from '../../client.ts';
import { installDefinitions } from '../../definitions.ts';

/** Definitions that admit anything, for kinds whose schemas nobody publishes; gives their names. */
export async function installOpenDefinitions(
  client: Client,
  objects: readonly KubernetesObject[],
): Promise<readonly string[]> {
  const known = new Set(
    builtinSources.flatMap(({ kinds }) => kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)),
  );
  const open = [...new Set(objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`))]
    .filter((name) => !known.has(name))
    .toSorted((a, b) => (a < b ? -1 : 1));
  await installDefinitions(client, open.map(definitionOf));
  return open;
}

function definitionOf(name: string): KubernetesObject {
  const [apiVersion = '', kind = ''] = name.split(' ');
  const [group = '', version = ''] = apiVersion.split('/');
  const singular = kind.toLowerCase();
  const plural = singular.replace(/y$/, 'ie').concat('s');
  const schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, listKind: `${kind}List`, plural, singular },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}
