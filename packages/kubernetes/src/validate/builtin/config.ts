import { bytesOf } from '../metadata.ts';
import type { Found } from '../problem.ts';
import { isRecord, join, joinBelow, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import type { Overlay } from './words.ts';

/** Bytes that the values of a ConfigMap or Secret may have together. */
const LIMIT = 1024 * 1024;

function fieldsOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

function binaryBytes(text: string): number {
  return Math.floor((text.replaceAll(/[\r\n=]/g, '').length * 3) / 4);
}

function configMap(object: Fields): Found {
  const data = fieldsOf(object['data']);
  const binary = fieldsOf(object['binaryData']);
  let found: Found;
  let size = 0;
  for (const key in data) size += bytesOf(String(data[key]));
  for (const key in binary) {
    size += binaryBytes(String(binary[key]));
    if (data[key] !== undefined)
      found = joinBelow(found, problem('duplicate', 'data has this key too', key), 'binaryData');
  }
  return size <= LIMIT
    ? found
    : join(found, problem('length', `its values have ${size} bytes; at most ${LIMIT} are allowed`, 'data'));
}

/** What the types of Secrets ask for: all of these keys, or one of them. */
const KEYS: Readonly<Record<string, { readonly keys: readonly string[]; readonly any?: true }>> = {
  'kubernetes.io/dockercfg': { keys: ['.dockercfg'] },
  'kubernetes.io/dockerconfigjson': { keys: ['.dockerconfigjson'] },
  'kubernetes.io/basic-auth': { keys: ['username', 'password'], any: true },
  'kubernetes.io/ssh-auth': { keys: ['ssh-privatekey'] },
  'kubernetes.io/tls': { keys: ['tls.crt', 'tls.key'] },
};

const OWNER = 'kubernetes.io/service-account.name';

function secret(object: Fields): Found {
  const data = fieldsOf(object['data']);
  const text = fieldsOf(object['stringData']);
  let size = 0;
  for (const key in data) if (text[key] === undefined) size += binaryBytes(String(data[key]));
  for (const key in text) size += bytesOf(String(text[key]));
  if (size > LIMIT)
    return problem('length', `its values have ${size} bytes; at most ${LIMIT} are allowed`, 'data');
  const type = typeof object['type'] === 'string' ? object['type'] : '';
  if (type === 'kubernetes.io/service-account-token') {
    const annotations = fieldsOf(fieldsOf(object['metadata'])['annotations']);
    return (annotations[OWNER] ?? '') === ''
      ? problem('required', 'it is missing', 'metadata', 'annotations', OWNER)
      : undefined;
  }
  const wanted = KEYS[type];
  if (wanted === undefined) return undefined;
  const missing = wanted.keys.filter((key) => data[key] === undefined && text[key] === undefined);
  const enough = wanted.any === true ? missing.length < wanted.keys.length : missing.length === 0;
  if (!enough)
    return problem('required', `${type} needs ${missing.join(wanted.any === true ? ' or ' : ' and ')}`, 'data');
  return wellFormed(type, wanted.keys[0] ?? '', data, text);
}

function wellFormed(type: string, key: string, data: Fields, text: Fields): Found {
  if (!type.startsWith('kubernetes.io/docker')) return undefined;
  const content = textOf(text[key]) ?? decoded(textOf(data[key]) ?? '');
  try {
    const parsed: unknown = JSON.parse(content);
    if (parsed === null || isRecord(parsed)) return undefined;
  } catch {
    // Said below.
  }
  return problem('format', 'it is no JSON object', 'data', key);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}

const LEVELS: ReadonlySet<unknown> = new Set(['privileged', 'baseline', 'restricted']);

/** The labels that admission by Pod Security reads (`k8s.io/pod-security-admission`). */
function podSecurity(namespace: Fields): Found {
  const labels = fieldsOf(fieldsOf(namespace['metadata'])['labels']);
  let found: Found;
  for (const mode of ['enforce', 'audit', 'warn']) {
    const key = `pod-security.kubernetes.io/${mode}`;
    const level = labels[key];
    const version = labels[`${key}-version`];
    if (level !== undefined && !LEVELS.has(level))
      found = join(
        found,
        problem('enum', 'it is not one of privileged, baseline, restricted', 'metadata', 'labels', key),
      );
    if (typeof version === 'string' && !/^(?:latest|v1\.(?:0|[1-9]\d*))$/.test(version))
      found = join(
        found,
        problem('format', 'it is neither latest nor v1.x', 'metadata', 'labels', `${key}-version`),
      );
  }
  return found;
}

const keys = { keyFormat: 'config-key' };

/** ConfigMaps, Secrets, namespaces (`pkg/apis/core/validation`). */
export const config: Overlay = {
  'core.v1.Namespace': { checks: [onObject(podSecurity)] },
  'core.v1.NamespaceSpec': { properties: { finalizers: { items: { format: 'finalizer' } } } },
  'core.v1.ConfigMap': { properties: { data: keys, binaryData: keys }, checks: [onObject(configMap)] },
  'core.v1.Secret': { properties: { data: keys, stringData: keys }, checks: [onObject(secret)] },
};
