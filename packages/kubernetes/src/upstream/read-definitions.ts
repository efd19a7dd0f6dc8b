import { formatFieldPath, type FieldPath } from '../field-path/index.ts';
import { compactSchema } from './compact.ts';
import { schemaAt } from './json-path.ts';
import { isRecord, isText, type Report } from './reading.ts';
import type { ScalePaths, Schema, SourceKind, UpstreamSource } from './schema.ts';
import { checkStructural } from './structural.ts';

/** What is wrong with a resource definition. */
export interface DefinitionProblem {
  /** Its position in what was given. */
  readonly index: number;
  /** Its `metadata.name`; empty if it has none. */
  readonly name: string;
  /** Where in it, as field paths are written; empty for the whole object. */
  readonly path: string;
  readonly message: string;
}

/** Definitions that were read, and what kept others from being read. */
export interface DefinitionsRead {
  readonly source: UpstreamSource;
  readonly problems: readonly DefinitionProblem[];
}

/** What a source says of itself. */
export type SourceFacts = Pick<UpstreamSource, 'name'> &
  Partial<Pick<UpstreamSource, 'product' | 'version' | 'repository' | 'commit' | 'digest' | 'license'>>;

interface Definition {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
}

/**
 * Makes a source from CustomResourceDefinition objects (apiextensions.k8s.io/v1). Never throws: what is broken becomes
 * a problem, and a version with problems is left out, as are versions that are not served unless they are asked for.
 * Facts that are not given are empty texts.
 */
export function readDefinitions(
  objects: readonly unknown[],
  facts: SourceFacts,
  versions: 'served' | 'all' = 'served',
): DefinitionsRead {
  const problems: DefinitionProblem[] = [];
  const kinds = new Map<string, SourceKind>();
  const definitions: Record<string, string> = {};
  for (const [index, object] of objects.entries()) {
    const name = nameOf(object);
    const report: Report = (path, message) =>
      problems.push({ index, name, path: formatFieldPath(path), message });
    for (const { kind, schema, served } of readDefinition(object, report)) {
      if (!served && versions === 'served') continue;
      const { definition } = kind;
      if (kinds.has(definition)) {
        report([], `${kind.kind} of ${kind.apiVersion} is defined twice`);
        continue;
      }
      kinds.set(definition, kind);
      definitions[definition] = JSON.stringify(schema);
    }
  }
  const { name, product = '', version = '', repository = '', commit, digest = '', license = '' } = facts;
  const said = { name, product, version, repository, ...(commit === undefined ? {} : { commit }) };
  return { source: { ...said, digest, license, kinds: [...kinds.values()], definitions }, problems };
}

function nameOf(object: unknown): string {
  const metadata = isRecord(object) ? object['metadata'] : undefined;
  const name = isRecord(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

interface Version {
  readonly kind: SourceKind;
  readonly schema: Schema;
  readonly served: boolean;
}

function* readDefinition(object: unknown, report: Report): Generator<Version> {
  if (!isRecord(object)) return report([], 'not an object');
  const { apiVersion, kind, spec } = object;
  if (apiVersion !== 'apiextensions.k8s.io/v1' || kind !== 'CustomResourceDefinition')
    return report([], 'not a CustomResourceDefinition of apiextensions.k8s.io/v1');
  if (!isRecord(spec)) return report(['spec'], 'the spec is missing');
  const definition = readSpec(spec, report);
  const versions = spec['versions'];
  if (!Array.isArray(versions) || versions.length === 0)
    return report(['spec', 'versions'], 'a definition has at least one version');
  if (definition === undefined) return;
  for (const [position, version] of versions.entries()) {
    const path: FieldPath = ['spec', 'versions', position];
    if (!isRecord(version)) report(path, 'a version is an object');
    else yield* readVersion(version, definition, path, report);
  }
}

function readSpec(spec: Readonly<Record<string, unknown>>, report: Report): Definition | undefined {
  const names = isRecord(spec['names']) ? spec['names'] : {};
  const { group, scope } = spec;
  const { kind, plural } = names;
  if (!isText(group)) report(['spec', 'group'], 'the group is missing');
  if (!isText(kind)) report(['spec', 'names', 'kind'], 'the kind is missing');
  if (!isText(plural)) report(['spec', 'names', 'plural'], 'the plural name is missing');
  if (scope !== 'Namespaced' && scope !== 'Cluster')
    report(['spec', 'scope'], 'the scope is Namespaced or Cluster');
  else if (isText(group) && isText(kind) && isText(plural)) return { group, kind, plural, scope };
  return undefined;
}

function* readVersion(
  version: Readonly<Record<string, unknown>>,
  { group, kind, plural, scope }: Definition,
  path: FieldPath,
  report: Report,
): Generator<Version> {
  const { name } = version;
  if (!isText(name)) return report([...path, 'name'], 'the name of the version is missing');
  const where: FieldPath = [...path.slice(0, 2), { key: 'name', value: name }];
  const raw = isRecord(version['schema']) ? version['schema']['openAPIV3Schema'] : undefined;
  const schemaPath = [...where, 'schema', 'openAPIV3Schema'];
  if (raw === undefined || raw === null) return report(schemaPath, 'the schema is missing');
  let sound = true;
  const reportSchema: Report = (at, message) => {
    sound = false;
    report(at, message);
  };
  const schema = compactSchema(raw, schemaPath, reportSchema);
  const flags = readFlags(version);
  if (sound) checkStructural(schema, schemaPath, reportSchema, flags.status === true);
  if (!sound) return;
  checkSelectable(flags.selectable ?? [], schema, [...where, 'selectableFields'], report);
  const apiVersion = `${group}/${name}`;
  const definition = `${plural}.${apiVersion}`;
  yield {
    kind: { apiVersion, kind, plural, scope, definition, ...flags },
    schema: withObjectFields(schema),
    served: version['served'] !== false,
  };
}

const SELECTABLE: ReadonlySet<unknown> = new Set(['string', 'boolean', 'integer']);

/** Fields that selectors may use are texts, flags, or whole numbers that the definition itself declares. */
function checkSelectable(fields: readonly string[], schema: Schema, path: FieldPath, report: Report): void {
  for (const field of fields) {
    const at = [...path, { key: 'jsonPath', value: field }, 'jsonPath'];
    const found = schemaAt(schema, field, 'names');
    if (found === undefined) report(at, `${JSON.stringify(field)} leads to no field of the schema`);
    else if (!SELECTABLE.has(found.type))
      report(at, 'a selectable field is of type string, boolean, or integer');
    else if (field.startsWith('.metadata.')) report(at, 'fields of metadata are selectable without this');
  }
}

function readFlags(version: Readonly<Record<string, unknown>>): Partial<SourceKind> {
  const subresources = isRecord(version['subresources']) ? version['subresources'] : {};
  const fields = Array.isArray(version['selectableFields']) ? (version['selectableFields'] as unknown[]) : [];
  const selectable = fields.flatMap((field) =>
    isRecord(field) && isText(field['jsonPath']) ? field['jsonPath'] : [],
  );
  const scale = readScale(subresources['scale']);
  return {
    ...(version['storage'] === true ? { storage: true } : {}),
    ...(isRecord(subresources['status']) ? { status: true } : {}),
    ...(scale === undefined ? {} : { scale }),
    ...(selectable.length === 0 ? {} : { selectable }),
    ...(version['deprecated'] === true ? { deprecated: true } : {}),
  };
}

function readScale(scale: unknown): ScalePaths | undefined {
  if (!isRecord(scale)) return undefined;
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = scale;
  if (!isText(specReplicasPath) || !isText(statusReplicasPath)) return undefined;
  const paths = { specReplicasPath, statusReplicasPath };
  return isText(labelSelectorPath) ? { ...paths, labelSelectorPath } : paths;
}

/** Every object has these fields, whether or not its definition names them. */
function withObjectFields(schema: Schema): Schema {
  const { properties = {} } = schema;
  const text = { type: 'string' } as const;
  const all: Readonly<Record<string, Schema>> = {
    ...properties,
    apiVersion: properties['apiVersion'] ?? text,
    kind: properties['kind'] ?? text,
    metadata: properties['metadata'] ?? { type: 'object' },
  };
  const names = Object.keys(all).sort();
  return { ...schema, properties: Object.fromEntries(names.map((name) => [name, all[name] ?? {}])) };
}
