import { isObject, type ConversionStep, type SchemaVersion, type Shape } from '@fairway/model';
import type { KindSchema } from '../schema/kind-schema.ts';
import type { VaryTree } from '../schema/vary.ts';

/** Whether environments may set a field: all of it, some fields of it, or nothing. */
export type Varies = 'yes' | 'in part' | 'no';

/** One field of a kind at any depth. */
export interface FieldRow {
  /** `secrets[].path`, `runtime.env.<key>`; below `spec`. */
  readonly path: string;
  readonly names: readonly string[];
  readonly shape: Shape;
  readonly required: boolean;
  /** What applies where nothing is written; `undefined` where nothing does. */
  readonly fallback: unknown;
  readonly varies: Varies;
}

/** Every field below a shape, depth first, in the order of the schema. */
export function fieldRows(shape: Shape, fallback: unknown, vary: VaryTree | true | undefined): FieldRow[] {
  const rows: FieldRow[] = [];
  visit(shape, [], fallback, vary, rows);
  return rows;
}

function visit(
  shape: Shape,
  names: readonly string[],
  fallback: unknown,
  vary: VaryTree | true | undefined,
  rows: FieldRow[],
): void {
  if (shape.type === 'list') visit(shape.item, [...names, '[]'], undefined, vary, rows);
  if (shape.type === 'map')
    visit(shape.value, [...names, '<key>'], undefined, vary === true ? true : undefined, rows);
  if (shape.type === 'union')
    for (const option of shape.options)
      if (option.type !== 'string') visit(option, names, undefined, vary, rows);
  if (shape.type !== 'object') return;
  for (const [name, field] of Object.entries(shape.fields)) {
    const below =
      vary === true ? true : vary !== undefined && Object.hasOwn(vary, name) ? vary[name] : undefined;
    const value = isObject(fallback) && Object.hasOwn(fallback, name) ? fallback[name] : undefined;
    const path = [...names, name];
    rows.push({
      path: pathOf(path),
      names: path,
      shape: field.shape,
      required: field.required,
      fallback: field.shape.type === 'object' ? undefined : value,
      varies: below === true ? 'yes' : below === undefined ? 'no' : 'in part',
    });
    visit(field.shape, path, value, below, rows);
  }
}

function pathOf(names: readonly string[]): string {
  return names.reduce(
    (text, name) => (name === '[]' ? `${text}[]` : text === '' ? name : `${text}.${name}`),
    '',
  );
}

/** How older versions spell a field, as a sentence per step that touches it. */
export function olderSpellings(
  schema: KindSchema,
  path: string,
): { readonly version: SchemaVersion; readonly words: string }[] {
  return schema.steps.flatMap((step) => {
    const words = spellingOf(step, path);
    return words === undefined ? [] : [{ version: 'v1alpha1' as const, words }];
  });
}

function spellingOf(step: ConversionStep, path: string): string | undefined {
  switch (step.step) {
    case 'rename':
    case 'move':
      return step.to === path ? `\`${step.from}\`` : undefined;
    case 'mapValues': {
      if (step.path !== path) return undefined;
      return Object.entries(step.values)
        .map(([older, newer]) => `\`${older}\` for \`${newer}\``)
        .join(', ');
    }
    case 'split': {
      const found = Object.entries(step.into).find(([, field]) => `${step.at}.${field}` === path);
      if (found === undefined) return undefined;
      return `\`${step.at}.${step.value}\` with \`${step.selector}: ${found[0]}\``;
    }
  }
}

/** The constraints that speak of a field. */
export function constraintsOn(
  schema: Pick<KindSchema, 'constraints'>,
  path: string,
): KindSchema['constraints'] {
  const plain = path.replaceAll('[]', '');
  return schema.constraints.filter((constraint) => {
    const at =
      'at' in constraint && constraint.at !== undefined ? `${constraint.at.replaceAll('[]', '')}.` : '';
    const fields =
      constraint.rule === 'exactlyOne'
        ? constraint.fields
        : constraint.rule === 'oneOfWhen'
          ? [constraint.path, constraint.when.path]
          : 'other' in constraint
            ? [constraint.path, constraint.other]
            : [constraint.path];
    return fields.some((field) => `${at}${field}` === plain);
  });
}
