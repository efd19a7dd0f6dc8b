import { loadDefinition } from '@fairway/compiler';
import { kinds } from '@fairway/kinds';
import { sha256Hex } from '@fairway/kubernetes';
import { schemaTools, shapeOf, valueAt, type Shape, type WorkloadKind } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { testNow } from './compile-files.ts';

/** Defaulted fields that a profile gives, because they depend on the choice of it. */
const fromProfiles = new Map([['health.startTimeout', ['LanguageProfile', 'startTimeout'] as const]]);

const { definition } = loadDefinition([], { now: testNow, sha256: sha256Hex });
const workloads = kinds.filter(
  (kind): kind is Extract<(typeof kinds)[number], WorkloadKind> => kind.layer === 'workload',
);

/** Paths of the fields that are marked `defaulted`; `[]` for entries of a list. */
function defaultedFields(shape: Shape, path: string): string[] {
  const own = shape.meta.defaulted === true ? [path] : [];
  if (shape.type === 'object') {
    return [
      ...own,
      ...Object.entries(shape.fields).flatMap(([name, field]) =>
        defaultedFields(field.shape, path === '' ? name : `${path}.${name}`),
      ),
    ];
  }
  return shape.type === 'list' ? [...own, ...defaultedFields(shape.item, `${path}[]`)] : own;
}

describe.each(workloads.map((kind) => [kind.kind, kind] as const))('%s', (name, kind) => {
  const slices = kind.parts.map((part) => part.schema(schemaTools));
  const shape = shapeOf(schemaTools.z.strictObject(Object.assign({}, ...slices)));
  const defaults = definition.all('KindDefault').find(({ spec }) => spec.kind === name)?.spec.defaults;
  const missing = defaultedFields(shape, '').filter((path) => valueAt(defaults, path.split('.')) === undefined);

  it('has a default for every field that says so, in KindDefault or in every profile', () => {
    expect(missing.filter((path) => !fromProfiles.has(path))).toEqual([]);
    for (const path of missing) {
      const [profile, field] = fromProfiles.get(path) ?? ['LanguageProfile', ''];
      for (const { spec } of definition.all(profile)) expect(spec).toHaveProperty(field);
    }
  });

  it('has no default for a field that it does not have', () => {
    const fields = shape.type === 'object' ? Object.keys(shape.fields) : [];
    expect(Object.keys(defaults ?? {}).filter((field) => !fields.includes(field))).toEqual([]);
  });
});
