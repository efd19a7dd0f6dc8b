import {
  hubVersion,
  isObject,
  type Definition,
  type DefinitionDocument,
  type JsonObject,
  type Platform,
  type SchemaVersion,
  type Shape,
} from '@fairway/model';
import { fromHub } from '../schema/convert.ts';
import { mergeValues } from '../resolve/merge.ts';
import { listKeysOf } from '../schema/list-keys.ts';
import { kindSchemas, type KindSchema, type ObjectShape } from '../schema/kind-schema.ts';
import type { VaryTree } from '../schema/vary.ts';

/** What every output is made from: the kinds, and the organization with its defaults. */
export interface OutputSource {
  readonly platform: Platform;
  readonly definition: Definition;
}

/** An API version of the organization that is served. */
export interface PublishedVersion {
  readonly name: string;
  /** `platform.example.com/v1beta1`. */
  readonly apiVersion: string;
  readonly schema: SchemaVersion;
  readonly deprecated?: Definition['organization']['api']['versions'][number]['deprecated'];
}

/** One kind of the organization's API. */
export interface PublishedKind {
  /** `WebService`. */
  readonly name: string;
  /** The name first, then other spellings that are read. */
  readonly spellings: readonly string[];
  readonly schema: KindSchema;
  /** The documents that hold its defaults, the stronger one last. */
  readonly defaults: readonly DefinitionDocument[];
}

/** The served API versions, in the order of the organization's document. */
export function publishedVersions({ definition }: OutputSource): PublishedVersion[] {
  const { group, versions } = definition.organization.api;
  return versions
    .filter(({ served }) => served)
    .map(({ name, schema, deprecated }) => ({
      name,
      apiVersion: `${group}/${name}`,
      schema,
      ...(deprecated === undefined ? {} : { deprecated }),
    }));
}

/** The kinds that developers write, sorted by name; a kind with several spellings once. */
export function publishedKinds({ platform, definition }: OutputSource): PublishedKind[] {
  const kinds = [...new Set(kindSchemas(platform).values())].map((schema): PublishedKind => {
    const name = schema.kind.kind;
    const aliases = 'aliases' in schema.kind ? (schema.kind.aliases ?? []) : [];
    return { name, spellings: [name, ...aliases], schema, defaults: defaultDocuments(definition, name) };
  });
  return kinds.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The documents with the defaults of a kind: Fairway's own, then the organization's. */
export function defaultDocuments(definition: Definition, kind: string): DefinitionDocument[] {
  const builtIn = definition.builtIn('KindDefault', fileNameOf(kind));
  const current = definition.all('KindDefault').filter((one) => one.spec.kind === kind && one !== builtIn);
  return builtIn === undefined ? current : [builtIn, ...current];
}

/** What one document of defaults says. */
export function defaultValues(document: DefinitionDocument): JsonObject {
  const { defaults } = document.spec as { readonly defaults?: unknown };
  return isObject(defaults) ? (defaults as JsonObject) : {};
}

/** What documents of a kind get when they say nothing, in the spelling of a version. */
export function defaultsOf(kind: PublishedKind, version: SchemaVersion): JsonObject {
  const keys = listKeysOf(kind.schema);
  let merged: unknown = {};
  for (const document of kind.defaults) {
    merged = mergeValues(merged, defaultValues(document), (path) => keys.get(path));
  }
  return (version === hubVersion ? merged : fromHub(merged, kind.schema.steps)) as JsonObject;
}

/** What `environments.<env>` may set, in the spelling of a version: nothing is required, only varying fields are there. */
export function overrideShape({ schema }: PublishedKind, version: SchemaVersion): ObjectShape {
  const hub = varying(schema.spec[hubVersion], schema.vary) as ObjectShape;
  return version === hubVersion ? hub : olderOverride(schema.spec[version], schema, hub);
}

/**
 * The older override: the fields of the older shape that hold a varying field of the hub.
 * Found by converting: a field varies where its hub spelling does.
 */
function olderOverride(shape: ObjectShape, schema: KindSchema, hub: ObjectShape): ObjectShape {
  const tree = olderVary(schema);
  return tree === schema.vary && schema.steps.length === 0 ? hub : (varying(shape, tree) as ObjectShape);
}

/** The tree of varying fields in the spelling of the older version. */
export function olderVary({ vary, steps }: KindSchema): VaryTree {
  let tree = vary;
  for (const step of steps.toReversed()) {
    if (step.step !== 'rename' && step.step !== 'move') continue;
    const to = names(step.to);
    const moved = take(tree, to);
    if (moved !== undefined) tree = put(tree, names(step.from), moved);
    else if (covered(tree, to)) tree = put(tree, names(step.from), true);
  }
  return tree;
}

function names(path: string): string[] {
  return path.replaceAll('[]', '').split('.');
}

function take(tree: VaryTree, path: readonly string[]): VaryTree | true | undefined {
  let here: VaryTree | true | undefined = tree;
  for (const name of path) {
    if (here === undefined || here === true) return undefined;
    here = Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return here;
}

function covered(tree: VaryTree, path: readonly string[]): boolean {
  let here: VaryTree | true | undefined = tree;
  for (const name of path) {
    if (here === true) return true;
    here = here !== undefined && Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return here === true;
}

function put(tree: VaryTree, path: readonly string[], value: VaryTree | true): VaryTree {
  const [name, ...rest] = path;
  if (name === undefined) return tree;
  const below = Object.hasOwn(tree, name) ? tree[name] : undefined;
  if (below === true) return tree;
  return { ...tree, [name]: rest.length === 0 ? value : put(below ?? {}, rest, value) };
}

/** The part of a shape that a tree names. In keyed lists the key stays, since it says which entry is meant. */
export function varying(shape: Shape, tree: VaryTree | true): Shape {
  if (tree === true) return shape;
  if (shape.type === 'list') return { ...shape, item: withKey(shape.item, varying(shape.item, tree), shape) };
  if (shape.type !== 'object') return shape;
  const fields: Record<string, ObjectShape['fields'][string]> = {};
  for (const [name, field] of Object.entries(shape.fields)) {
    const below = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (below !== undefined) fields[name] = { ...field, shape: varying(field.shape, below) };
  }
  return { ...shape, fields };
}

function withKey(whole: Shape, part: Shape, list: Extract<Shape, { type: 'list' }>): Shape {
  if (whole.type !== 'object' || part.type !== 'object') return part;
  const fields = { ...part.fields };
  for (const key of listKeys(list)) {
    const field = whole.fields[key];
    if (field !== undefined) fields[key] = field;
  }
  return { ...part, fields };
}

/** The fields that tell a list's entries apart: `queue|topic` names two, `service|external.host` `service` and `external`. */
export function listKeys(list: Extract<Shape, { type: 'list' }>): string[] {
  const { listKey } = list.meta;
  return listKey === undefined ? [] : listKey.split('|').map((one) => one.split('.')[0] as string);
}

/** Whether a field stays required where the others may be left out: the key of a keyed list with one key. */
export function isKeyOf(list: Extract<Shape, { type: 'list' }> | undefined, name: string): boolean {
  if (list === undefined) return false;
  const keys = listKeys(list);
  return keys.length === 1 && keys[0] === name;
}

/** `WebService` as a file name: `web-service`. */
export function fileNameOf(kind: string): string {
  return kind
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
