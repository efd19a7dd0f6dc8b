import {
  hubVersion,
  schemaTools,
  shapeOf,
  type Constraint,
  type ConversionStep,
  type Field,
  type IntentKind,
  type Part,
  type Platform,
  type SchemaVersion,
  type Shape,
} from '@fairway/model';
import { olderShape } from './older-shape.ts';
import { varyTree, type VaryTree } from './vary.ts';

export type ObjectShape = Extract<Shape, { type: 'object' }>;

/** Everything that is derived from the hub schema of one kind. */
export interface KindSchema {
  readonly kind: IntentKind;
  /** Shape of `spec` in each schema version; the hub's is the only one that is written down. */
  readonly spec: Readonly<Record<SchemaVersion, ObjectShape>>;
  /** Steps from `v1alpha1` to the hub. */
  readonly steps: readonly ConversionStep[];
  readonly constraints: readonly Constraint[];
  /** What `environments.<env>` may set. */
  readonly vary: VaryTree;
  /** Parts in order, with the place of their slice below `spec`. */
  readonly parts: readonly PlacedPart[];
}

/** A part and where its slice stands: `[]` for Fairway's own, `['extensions', plugin]` for a plugin's. */
export interface PlacedPart {
  readonly part: Part;
  readonly at: readonly string[];
  /** Top-level fields of its slice. */
  readonly fields: readonly string[];
}

const memo = new WeakMap<Platform, ReadonlyMap<string, KindSchema>>();

/**
 * The schemas of all kinds of a platform, by kind name; other spellings of a kind lead to the same schema.
 * Derived once per platform.
 */
export function kindSchemas(platform: Platform): ReadonlyMap<string, KindSchema> {
  const known = memo.get(platform);
  if (known !== undefined) return known;
  const schemas = new Map<string, KindSchema>();
  for (const kind of platform.kinds.values()) {
    const schema = derive(kind, platform);
    schemas.set(kind.kind, schema);
    if ('aliases' in kind) for (const alias of kind.aliases ?? []) schemas.set(alias, schema);
  }
  memo.set(platform, schemas);
  return schemas;
}

function derive(kind: IntentKind, platform: Platform): KindSchema {
  if (kind.layer !== 'workload') {
    const spec = objectShape(kind.schema(schemaTools), kind.description);
    return {
      kind,
      spec: { v1beta1: spec, v1alpha1: spec },
      steps: [],
      constraints: kind.constraints ?? [],
      vary: varyTree(kind.vary),
      parts: [],
    };
  }
  const added = platform.extensions.get(kind.kind) ?? [];
  const parts = [
    ...kind.parts.map((part) => place(part, [])),
    ...added.map(({ plugin, part }) => place(part, ['extensions', plugin])),
  ];
  const spec = specShape(kind.description, parts);
  const steps = parts.flatMap(({ part, at }) =>
    (part.conversions?.v1alpha1 ?? []).map((step) => (at.length === 0 ? step : belowPath(step, at.join('.')))),
  );
  return {
    kind,
    spec: { [hubVersion]: spec, v1alpha1: olderShape(spec, steps) },
    steps,
    constraints: [...(kind.constraints ?? []), ...parts.flatMap(constraintsOf)],
    vary: varyTree(parts.flatMap(({ part, at }) => part.vary.map((path) => [...at, path].join('.')))),
    parts,
  };
}

interface PartWithFields extends PlacedPart {
  readonly slice: ObjectShape;
}

function place(part: Part, at: readonly string[]): PartWithFields {
  const slice = objectShape(part.schema(schemaTools), part.docs.summary);
  return { part, at, slice, fields: Object.keys(slice.fields) };
}

function objectShape(fields: Readonly<Record<string, unknown>>, description: string): ObjectShape {
  const shape = shapeOf(schemaTools.z.strictObject(fields as Record<string, never>).meta({ description }));
  return shape as ObjectShape;
}

function specShape(description: string, parts: readonly PartWithFields[]): ObjectShape {
  const fields: Record<string, Field> = {};
  const extensions: Record<string, Record<string, Field>> = {};
  for (const { at, slice } of parts) {
    const plugin = at[1];
    const target = plugin === undefined ? fields : (extensions[plugin] ??= {});
    for (const [name, field] of Object.entries(slice.fields)) target[name] = field;
  }
  if (Object.keys(extensions).length > 0) fields['extensions'] = extensionsField(extensions);
  return { type: 'object', meta: { description }, fields, open: false };
}

function extensionsField(extensions: Readonly<Record<string, Record<string, Field>>>): Field {
  const plugins: Record<string, Field> = {};
  for (const [plugin, fields] of Object.entries(extensions)) {
    const meta = { description: `Fields that ${plugin} adds.` };
    plugins[plugin] = { required: false, shape: { type: 'object', meta, fields, open: false } };
  }
  const meta = { description: 'Fields that the organization adds to the kind, by plugin.' };
  return { required: false, shape: { type: 'object', meta, fields: plugins, open: false } };
}

function constraintsOf({ part, at }: PlacedPart): readonly Constraint[] {
  const constraints = part.constraints ?? [];
  if (at.length === 0) return constraints;
  const prefix = at.join('.');
  return constraints.map((constraint) => {
    if ('at' in constraint && constraint.at !== undefined)
      return { ...constraint, at: `${prefix}.${constraint.at}` };
    if (constraint.rule === 'exactlyOne') return { ...constraint, at: prefix };
    if (constraint.rule === 'immutable') return { ...constraint, path: `${prefix}.${constraint.path}` };
    return { ...constraint, at: prefix };
  });
}

function belowPath(step: ConversionStep, prefix: string): ConversionStep {
  const below = (path: string): string => `${prefix}.${path}`;
  switch (step.step) {
    case 'rename':
    case 'move':
      return { ...step, from: below(step.from), to: below(step.to) };
    case 'mapValues':
      return { ...step, path: below(step.path) };
    case 'split':
      return { ...step, at: below(step.at) };
  }
}
