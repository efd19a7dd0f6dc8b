import { isObject, type JsonObject } from '@fairway/model';

/** Why a definition that is there is not in force; `undefined` where it is. */
export function notInForce(definition: JsonObject): string | undefined {
  const conditions = conditionsOf(definition);
  const terminating = conditions.get('Terminating');
  if (terminating?.status === 'True') return 'it is being deleted';
  const names = conditions.get('NamesAccepted');
  if (names !== undefined && names.status !== 'True') return `its names are refused (${names.message})`;
  const established = conditions.get('Established');
  if (established?.status !== 'True') return 'it is not established';
  const nonStructural = conditions.get('NonStructuralSchema');
  if (nonStructural?.status === 'True') return `its schema is not structural (${nonStructural.message})`;
  return undefined;
}

interface Condition {
  readonly status: string;
  readonly message: string;
}

function conditionsOf(definition: JsonObject): ReadonlyMap<string, Condition> {
  const { status } = definition;
  const list: unknown = isObject(status) ? status['conditions'] : undefined;
  const found = new Map<string, Condition>();
  for (const one of Array.isArray(list) ? (list as unknown[]) : []) {
    if (!isObject(one)) continue;
    const { message, status: value, type } = one;
    if (typeof type !== 'string' || typeof value !== 'string') continue;
    found.set(type, { status: value, message: typeof message === 'string' ? message : 'no reason given' });
  }
  return found;
}

/** The versions of a definition that are served. */
export function servedVersions(definition: JsonObject): readonly string[] {
  const { spec } = definition;
  const versions: unknown = isObject(spec) ? spec['versions'] : undefined;
  return (Array.isArray(versions) ? (versions as unknown[]) : []).flatMap((one) =>
    isObject(one) && one['served'] === true && typeof one['name'] === 'string' ? [one['name']] : [],
  );
}

/** Labels and annotations by which products mark their definitions with their own version. */
const VERSIONS = [
  ['annotations', 'gateway.networking.k8s.io/bundle-version'],
  ['annotations', 'operator.prometheus.io/version'],
  ['labels', 'app.kubernetes.io/version'],
] as const;

/** The product's version as a definition tells it, without a leading `v`; `undefined` where it does not. */
export function productVersion(definition: JsonObject): string | undefined {
  const { metadata } = definition;
  if (!isObject(metadata)) return undefined;
  for (const [place, name] of VERSIONS) {
    const marks = metadata[place];
    const value = isObject(marks) ? marks[name] : undefined;
    if (typeof value === 'string' && value !== '') return value.replace(/^v(?=\d)/, '');
  }
  return undefined;
}
