import { isObject, shapeOf } from '@fairway/model';
import { mergeValues } from '../resolve/merge.ts';
import type { Entry } from './entry.ts';

type Spec = Readonly<Record<string, unknown>>;

const STAGES: readonly string[] = ['dev', 'staging', 'prod', 'preview', 'sandbox'];

/**
 * Defaults of the definition's own kinds: Fairway's KindDefault documents, under those of the organization.
 * Lists are replaced, maps merge.
 */
export function kindDefaults(builtIn: readonly Entry[], own: readonly Entry[]): ReadonlyMap<string, Spec> {
  const defaults = new Map<string, Spec>();
  for (const entry of [...builtIn, ...own]) {
    const { kind, defaults: values } = entry.spec;
    if (entry.kind !== 'KindDefault' || entry.lifecycle.state === 'proposed') continue;
    if (typeof kind !== 'string' || !isObject(values)) continue;
    defaults.set(kind, replaceLists(defaults.get(kind) ?? {}, values));
  }
  return defaults;
}

/**
 * An entry whose missing or wrong required fields are those of the built-in document of its name, else of any of its
 * kind. That they are missing was reported; so filled, intent can still be checked against the document.
 */
export function withoutGaps(entry: Entry, builtIn: readonly Entry[]): Entry {
  const gaps: string[] = [];
  const shape = shapeOf(entry.definition.spec);
  if (shape.type !== 'object') return entry;
  for (const name in shape.fields)
    if (shape.fields[name]?.required === true && entry.spec[name] === undefined) gaps.push(name);
  if (gaps.length === 0) return entry;
  const standIn =
    builtIn.find(({ kind, name }) => kind === entry.kind && name === entry.name) ??
    builtIn.find(({ kind }) => kind === entry.kind);
  if (standIn === undefined) return entry;
  const values = Object.fromEntries(gaps.map((name) => [name, standIn.spec[name]]));
  return { ...entry, spec: { ...entry.spec, ...values } };
}

/** An entry with defaults filled in and short forms written out: the only place that knows them. */
export function filled(entry: Entry, defaults: ReadonlyMap<string, Spec>): Entry {
  const values = defaults.get(entry.kind);
  const spec =
    entry.kind === 'Organization'
      ? organizationSpec(entry.spec, values ?? {})
      : values === undefined
        ? entry.spec
        : replaceLists(values, entry.spec);
  switch (entry.kind) {
    case 'Organization':
      return { ...entry, spec: { ...spec, imageRegistries: written(spec['imageRegistries'], 'host') } };
    case 'Environment':
      return { ...entry, spec: { ...spec, clusters: written(spec['clusters'], 'name') } };
    case 'EnvironmentClass':
      return {
        ...entry,
        spec: { ...spec, stage: spec['stage'] ?? (STAGES.includes(entry.name) ? entry.name : 'staging') },
      };
    default:
      return spec === entry.spec ? entry : { ...entry, spec };
  }
}

/** The organization's defaults may name its group. */
function organizationSpec(spec: Spec, defaults: Spec): Spec {
  const api = spec['api'];
  const group = isObject(api) && typeof api['group'] === 'string' ? api['group'] : 'example.com';
  return replaceLists(
    withGroup(
      { ...defaults, api: { group, ...(isObject(defaults['api']) ? defaults['api'] : {}) } },
      group,
    ) as Spec,
    spec,
  );
}

function withGroup(value: unknown, group: string): unknown {
  if (typeof value === 'string') return value.replaceAll('{group}', group);
  if (Array.isArray(value)) return value.map((entry) => withGroup(entry, group));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withGroup(entry, group)]));
}

function replaceLists(weak: Spec, strong: Spec): Spec {
  return mergeValues(weak, strong, () => undefined) as Spec;
}

/** A list whose entries may be written as one word, with every entry as an object. */
function written(list: unknown, field: string): unknown {
  return Array.isArray(list)
    ? list.map((entry: unknown) => (typeof entry === 'string' ? { [field]: entry } : entry))
    : [];
}
