import {
  diagnostic,
  fileStart,
  isObject,
  schemaTools,
  shapeOf,
  type Diagnostic,
  type IntentKind,
  type Part,
  type Plugin,
  type RecordKind,
  type Shape,
  type WorkloadKind,
} from '@fairway/model';
import { isPluginData } from './is-bundle.ts';
import { fieldsFromShape } from './schema-from-shape.ts';

/** Where the bundle stands in an organization. */
export const bundleFile = 'platform/schemas.json';

const FORMAT = 'fairway.dev/platform-bundle/v1';

type ObjectShape = Extract<Shape, { type: 'object' }>;

/** A part as data: all that checks, editors, and documentation need of it; what it renders is left out. */
type PartData = Omit<Part, 'schema' | 'lower'> & { readonly shape: ObjectShape };

/** A kind as data; parts of Fairway's own by name. */
type KindData =
  | (Omit<WorkloadKind, 'parts'> & { readonly parts: readonly (string | PartData)[] })
  | (Omit<RecordKind, 'schema'> & { readonly fields: ObjectShape });

interface PluginData {
  readonly name: string;
  readonly kinds: readonly KindData[];
  readonly extend: Readonly<Record<string, readonly PartData[]>>;
}

/**
 * The text of `platform/schemas.json`: what plugins add to the language, as data, so that intent can be checked
 * without running their code.
 *
 * @param plugins of the organization.
 * @param parts Fairway's own, which plugins' kinds may be composed of.
 */
export function platformBundle(plugins: readonly Plugin[], parts: readonly Part[]): string {
  const data = plugins.map(({ name, kinds = [], extend = {} }): PluginData => ({
    name,
    kinds: kinds.map((kind) => kindData(kind, parts)),
    extend: Object.fromEntries(Object.entries(extend).map(([kind, added]) => [kind, added.map(partData)])),
  }));
  return `${JSON.stringify({ apiVersion: FORMAT, plugins: data }, null, 2)}\n`;
}

function kindData(kind: IntentKind, own: readonly Part[]): KindData {
  if (kind.layer === 'workload') {
    return { ...kind, parts: kind.parts.map((part) => (own.includes(part) ? part.name : partData(part))) };
  }
  const fields = sliceShape(kind.schema, kind.description);
  if (kind.layer !== 'alias') {
    const { schema: _, ...rest } = kind;
    return { ...rest, fields };
  }
  // What another kind is expanded to is code, so such a kind is only read.
  const { plural, description, vary, constraints = [] } = kind;
  return { layer: 'record', kind: kind.kind, plural, description, vary, constraints, fields };
}

/** JSON leaves functions out, `lower` too. */
function partData({ schema, ...rest }: Part): PartData {
  return { ...rest, shape: sliceShape(schema, rest.docs.summary) };
}

function sliceShape(schema: Part['schema'], description: string): ObjectShape {
  return shapeOf(schemaTools.z.strictObject(schema(schemaTools)).meta({ description })) as ObjectShape;
}

/** Plugins as data, read back; nothing of them is ever rendered. */
export function readPlatformBundle(
  text: string,
  parts: readonly Part[],
): { readonly plugins: readonly Plugin[]; readonly diagnostics: readonly Diagnostic[] } {
  const data = parsed(text);
  if (data === undefined) {
    const message = `${bundleFile} is no bundle of a platform`;
    const problem = { code: 'FWY4034', message, fix: 'write it anew with fairway platform bundle' };
    return { plugins: [], diagnostics: [diagnostic(problem, fileStart(bundleFile))] };
  }
  const byName = new Map(parts.map((part) => [part.name, part]));
  return { plugins: data.map((plugin) => pluginOf(plugin, byName)), diagnostics: [] };
}

function parsed(text: string): readonly PluginData[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value['apiVersion'] !== FORMAT) return undefined;
  const { plugins } = value;
  return Array.isArray(plugins) && plugins.every(isPluginData) ? (plugins as readonly PluginData[]) : undefined;
}

function pluginOf({ name, kinds, extend }: PluginData, parts: ReadonlyMap<string, Part>): Plugin {
  return {
    apiVersion: 1,
    name,
    kinds: kinds.map((kind) => kindOf(kind, parts)),
    extend: Object.fromEntries(Object.entries(extend).map(([kind, added]) => [kind, added.map(partOf)])),
  };
}

function kindOf(data: KindData, known: ReadonlyMap<string, Part>): IntentKind {
  if (data.layer === 'workload') {
    const { parts, ...rest } = data;
    return {
      ...rest,
      parts: parts.flatMap((part) => (typeof part === 'string' ? (known.get(part) ?? []) : partOf(part))),
    };
  }
  const { fields, ...rest } = data;
  return { ...rest, schema: () => fieldsFromShape(fields) };
}

function partOf({ shape, ...rest }: PartData): Part {
  return { ...rest, schema: () => fieldsFromShape(shape), lower: () => [] };
}
