import type { KubernetesObject } from '../../client.ts';
import { labels, plainPod } from './sample-pods.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Where samples live. */
const NAMESPACE = 'verdicts';

/** A sample of a kind, in a namespace unless it belongs to the cluster. */
export function sample(
  apiVersion: string,
  kind: string,
  name: string,
  rest: Fields,
  cluster = false,
): KubernetesObject {
  return { apiVersion, kind, metadata: { name, ...(cluster ? {} : { namespace: NAMESPACE }) }, ...rest };
}

/** The fields of a workload whose selector and template fit. */
export function workload(spec: Fields, pod: Fields = plainPod): Fields {
  return {
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels, annotations: { a: 'b' } }, spec: pod },
      ...spec,
    },
  };
}

/** What a claim asks for. */
export const claimSpec = {
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '1Gi' } },
  storageClassName: 'fast',
  volumeMode: 'Filesystem',
};
