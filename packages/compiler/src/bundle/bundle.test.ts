import {
  createPlatform,
  definePart,
  isObject,
  schemaTools,
  shapeOf,
  withValueAt,
  type Path,
  type Plugin,
} from '@fairway/model';
import { definitionKinds } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { platformBundle, readPlatformBundle } from './bundle.ts';
import { schemaFromShape } from './schema-from-shape.ts';

describe('a schema from a shape', () => {
  it.each(definitionKinds.map(({ kind, spec }) => [kind, spec] as const))('has the shape of %s', (_, spec) => {
    const shape = shapeOf(spec);
    expect(shapeOf(schemaFromShape(shape))).toEqual(shape);
  });

  it('keeps bounds, lengths, patterns, and marks', () => {
    const { z, fields, defaulted } = schemaTools;
    const schema = z.strictObject({
      count: fields.integer(2, 9, 'How many.', 'pieces'),
      share: defaulted(z.number().min(0).max(1).meta({ description: 'How much.' })),
      words: fields.keyedList(fields.name('A word.'), 'name', 'Words.').min(1).max(3).optional(),
      always: z.literal(true).meta({ description: 'Yes.' }),
      any: z.unknown().meta({ description: 'Anything.' }).optional(),
    });
    expect(shapeOf(schemaFromShape(shapeOf(schema)))).toEqual(shapeOf(schema));
  });
});

describe('a bundle', () => {
  const own = definePart({
    name: 'own',
    docs: { summary: 'Own.' },
    schema: ({ fields }) => ({ own: fields.flag('Own.') }),
    vary: [],
    lower: () => [],
  });
  const added = definePart({
    name: 'motto',
    docs: { summary: 'A motto.' },
    schema: ({ fields }) => ({ motto: fields.text('The motto.').optional() }),
    vary: ['motto'],
    lower: () => {
      throw new Error('plugins are not run');
    },
  });
  const plugin: Plugin = {
    apiVersion: 1,
    name: 'house',
    extend: { WebService: [added] },
    kinds: [
      {
        layer: 'workload',
        kind: 'Feed',
        plural: 'feeds',
        description: 'A feed.',
        shape: 'worker',
        parts: [own, added],
        defaultPlacement: 'each',
      },
    ],
  };

  const { fields, z } = schemaTools;
  const withFields: Plugin = {
    apiVersion: 1,
    name: 'records',
    kinds: [
      {
        layer: 'record',
        kind: 'Note',
        plural: 'notes',
        description: 'A note.',
        vary: ['size'],
        constraints: [{ rule: 'exactlyOne', fields: ['size', 'words'] }],
        schema: () => ({
          size: fields.integer(1, 9, 'How many.').optional(),
          words: fields.keyedList(fields.name('A word.'), 'name', 'Words.').min(1).optional(),
          either: z.union([z.literal(true), fields.map(fields.name('A key.'), fields.flag('On.'), 'Map.')]),
        }),
      },
    ],
  };

  it('brings back kinds and parts, Fairway’s own by identity, without their code', () => {
    const { plugins, diagnostics } = readPlatformBundle(platformBundle([plugin], [own]), [own]);
    expect(diagnostics).toEqual([]);
    const [read] = plugins;
    const part = read?.extend?.['WebService']?.[0];
    expect(part).toMatchObject({ name: 'motto', vary: ['motto'] });
    expect(Object.keys(part?.schema(schemaTools) ?? {})).toEqual(['motto']);
    expect([...(part?.lower({} as never) ?? [])]).toEqual([]);
    const [kind] = read?.kinds ?? [];
    expect(kind).toMatchObject({ kind: 'Feed', defaultPlacement: 'each' });
    expect(kind?.layer === 'workload' && kind.parts[0] === own && kind.parts[1]?.name).toBe('motto');
  });

  it('with anything damaged in it is told or does no harm', () => {
    const sources = [platformBundle([plugin], [own]), platformBundle([withFields], [own])];
    for (const source of sources) {
      expect(readPlatformBundle(source, [own]).diagnostics).toEqual([]);
      for (const place of places(JSON.parse(source))) {
        for (const damage of [null, 7, 'x', [], {}]) {
          const text = JSON.stringify(withValueAt(JSON.parse(source), place, damage));
          const read = readPlatformBundle(text, [own]);
          if (read.diagnostics.length > 0) continue;
          const platform = createPlatform({ plugins: [...read.plugins], sha256: (one) => one });
          for (const kind of platform.kinds.values()) {
            if (kind.layer === 'workload') for (const part of kind.parts) part.schema(schemaTools);
            else if (kind.layer !== 'alias') kind.schema(schemaTools);
          }
          for (const { extend = {} } of read.plugins)
            for (const part of Object.values(extend).flat())
              shapeOf(schemaTools.z.strictObject(part.schema(schemaTools)));
        }
      }
    }
  });

  it.each(['', '<<<<<<<', '[]', '{"apiVersion": "other"}'])('that is %j is told', (text) => {
    expect(readPlatformBundle(text, [])).toMatchObject({
      plugins: [],
      diagnostics: [{ code: 'FWY4034', file: 'platform/schemas.json' }],
    });
  });
});

/** Every place in a value, itself left out. */
function places(value: unknown): readonly Path[] {
  const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, below]): Path[] => [
    [key],
    ...places(below).map((path): Path => [key, ...path]),
  ]);
}
