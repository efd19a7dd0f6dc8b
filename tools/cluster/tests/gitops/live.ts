import type { Client, KubernetesObject } from '../../client.ts';
import { nameOf } from './organization.ts';

/** What objects say in the cluster, by `Kind namespace/name`, without what controllers write of their own. */
export type Live = ReadonlyMap<string, string>;

/** Written by the server or by controllers, not by whoever applies. */
const written = new Set(['resourceVersion', 'generation', 'managedFields', 'uid', 'creationTimestamp']);

/** Reads the objects of these names; those that are not there are left out. */
export async function readLive(client: Client, objects: Iterable<KubernetesObject>): Promise<Live> {
  const live = new Map<string, string>();
  const read = async (object: KubernetesObject): Promise<void> => {
    const reply = await client.get({ ...object, ...object.metadata });
    if (!reply.ok) return;
    const { status: _, metadata, ...rest } = reply.body;
    const own = Object.fromEntries(Object.entries(metadata).filter(([key]) => !written.has(key)));
    live.set(nameOf(object), JSON.stringify({ ...rest, metadata: own }));
  };
  await Promise.all([...objects].map(read));
  return live;
}

/** The identity of each object: another one after it was deleted and made again. */
export async function identities(
  client: Client,
  objects: Iterable<KubernetesObject>,
): Promise<ReadonlyMap<string, string>> {
  const uids = new Map<string, string>();
  for (const object of objects) {
    const reply = await client.get({ ...object, ...object.metadata });
    if (reply.ok) uids.set(nameOf(object), reply.body.metadata.uid ?? '');
  }
  return uids;
}

/** Names whose value differs, or that only one side has, sorted. */
export function changed(before: Live, after: Live): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).toSorted((a, b) => (a < b ? -1 : 1));
}

interface Pod extends KubernetesObject {
  readonly spec: {
    readonly volumes?: readonly {
      readonly configMap?: { readonly name: string };
      readonly secret?: { readonly secretName: string };
    }[];
    readonly containers: readonly {
      readonly env?: readonly { readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string } } }[];
      readonly envFrom?: readonly { readonly secretRef?: { readonly name: string } }[];
    }[];
  };
}

/** ConfigMaps and Secrets that pods name and that are not there: on a real node such pods would not start. */
export async function missingReferences(client: Client, namespace?: string): Promise<readonly string[]> {
  const of = namespace === undefined ? {} : { namespace };
  const list = async (kind: string): Promise<ReadonlySet<string>> => {
    const reply = await client.list<KubernetesObject>('v1', kind, of);
    if (!reply.ok) throw new Error(reply.message);
    return new Set(reply.body.items.map(({ metadata }) => nameOf({ kind, metadata })));
  };
  const there = new Set([...(await list('ConfigMap')), ...(await list('Secret'))]);
  const pods = await client.list<Pod>('v1', 'Pod', of);
  if (!pods.ok) throw new Error(pods.message);
  const missing = new Set<string>();
  for (const pod of pods.body.items) {
    for (const wanted of referencesOf(pod)) {
      if (!there.has(wanted))
        missing.add(`${wanted}, wanted by Pod ${pod.metadata.namespace}/${pod.metadata.name}`);
    }
  }
  return [...missing];
}

function referencesOf({ metadata, spec }: Pod): readonly string[] {
  const named = (kind: string, name: string | undefined): readonly string[] =>
    name === undefined ? [] : [`${kind} ${metadata.namespace ?? ''}/${name}`];
  return [
    ...(spec.volumes ?? []).flatMap(({ configMap, secret }) => [
      ...named('ConfigMap', configMap?.name),
      ...named('Secret', secret?.secretName),
    ]),
    ...spec.containers.flatMap(({ env = [], envFrom = [] }) => [
      ...env.flatMap(({ valueFrom }) => named('Secret', valueFrom?.secretKeyRef?.name)),
      ...envFrom.flatMap(({ secretRef }) => named('Secret', secretRef?.name)),
    ]),
  ];
}
