import type { Found } from '../problem.ts';
import { isRecord, join, problem } from '../problem.ts';
import { INT32 } from '../scalars.ts';
import type { Fields } from './fields.ts';

/** What is wrong with an annotation, given its value, the pod, and what its key says behind a prefix. */
type Judge = (value: string, pod: Fields, rest: string) => string | undefined;

const SECCOMP: Judge = (value) => {
  if (value === 'runtime/default' || value === 'docker/default' || value === 'unconfined') return undefined;
  const path = value.startsWith('localhost/') ? value.slice('localhost/'.length) : '/';
  return path.startsWith('/') || path.split('/').includes('..') ? 'it is no profile of seccomp' : undefined;
};

const APP_ARMOR: Judge = (value, pod, rest) => {
  const named = ['containers', 'initContainers'].some((field) => {
    const list = pod[field];
    return Array.isArray(list) && list.some((one) => isRecord(one) && one['name'] === rest);
  });
  if (!named) return 'the pod has no container of this name';
  return value === '' || value === 'runtime/default' || value === 'unconfined' || value.startsWith('localhost/')
    ? undefined
    : 'it is no profile of AppArmor';
};

const COST: Judge = (value) => {
  const isNumber = /^(?:0|-\d+|[1-9]\d*)$/.test(value) && Number(value) >= -INT32 && Number(value) < INT32;
  return isNumber ? undefined : 'it is no whole number of 32 bits';
};

const MIRROR: Judge = (_value, pod) =>
  (pod['nodeName'] ?? '') === '' ? 'a mirror of a pod has a nodeName' : undefined;

const WHOLE: ReadonlyMap<string, Judge> = new Map([
  ['controller.kubernetes.io/pod-deletion-cost', COST],
  ['kubernetes.io/config.mirror', MIRROR],
  ['seccomp.security.alpha.kubernetes.io/pod', SECCOMP],
]);

const PREFIXES: ReadonlyMap<string, Judge> = new Map([
  ['container.apparmor.security.beta.kubernetes.io', APP_ARMOR],
  ['container.seccomp.security.alpha.kubernetes.io', SECCOMP],
]);

/** Annotations that the API server reads in pods and their templates (`ValidatePodSpecificAnnotations`). */
export function podAnnotations({ metadata, spec }: Fields): Found {
  const annotations = isRecord(metadata) ? metadata['annotations'] : undefined;
  if (!isRecord(annotations) || !isRecord(spec)) return undefined;
  let found: Found;
  for (const key in annotations) {
    const slash = key.indexOf('/');
    const judge = WHOLE.get(key) ?? PREFIXES.get(key.slice(0, slash));
    const value = annotations[key] ?? '';
    const wrong = typeof value === 'string' ? judge?.(value, spec, key.slice(slash + 1)) : undefined;
    if (wrong !== undefined) found = join(found, problem('format', wrong, 'metadata', 'annotations', key));
  }
  return found;
}
