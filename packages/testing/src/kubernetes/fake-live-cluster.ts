import { compareText, type LiveCluster, type Observed } from '@fairway/model';
import { readingRights, servedBy, type ClusterState } from './cluster-state.ts';

/** A {@link LiveCluster} without a cluster. */
export function fakeLiveCluster(state: ClusterState): LiveCluster {
  const { definitions, denied, identities, programs, silent, version } = state;
  const answer = <Value>(right: string, value: Value): Promise<Observed<Value>> =>
    Promise.resolve(denied.includes(right) ? { known: false, missingRight: right } : { known: true, value });
  return {
    name: 'fake (https://fake.example.com)',
    version: () => Promise.resolve({ full: version, minor: /^v(\d+\.\d+)/.exec(version)?.[1] ?? '' }),
    servedKinds: () => {
      const kinds = servedBy(state).toSorted(
        (a, b) => compareText(a.apiVersion, b.apiVersion) || compareText(a.kind, b.kind),
      );
      return answer('get /apis', { kinds, silent });
    },
    customResourceDefinition: (name) => {
      const found = definitions.find((one) => (one['metadata'] as { name: string }).name === name);
      return answer(readingRights.definition, found ?? null);
    },
    apiServerIdentities: () => answer(readingRights.identities, identities.toSorted(compareText)),
    programs: (names) => {
      const found = programs
        .filter(({ name }) => names.includes(name))
        .map(({ name, namespace, version: label, image }) => ({
          name,
          namespace,
          version: (label ?? /:([^/:@]+)(?:@|$)/.exec(image)?.[1] ?? '').replace(/^v/, ''),
        }))
        .sort((a, b) => compareText(a.namespace, b.namespace) || compareText(a.name, b.name));
      return answer(readingRights.programs, found);
    },
    may: ({ verb, group, resource, namespace }) => {
      const subject = group === '' ? resource : `${resource}.${group}`;
      const right = `${verb} ${subject}${namespace === undefined ? '' : ` in ${namespace}`}`;
      return Promise.resolve({ known: true, value: !denied.includes(right) });
    },
  };
}
