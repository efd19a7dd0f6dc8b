import { defineKind, definePart, type Plugin } from '@fairway/model';

const part = definePart({
  name: 'sample',
  docs: { summary: 'A sample.' },
  schema: ({ z, fields }) => ({
    owner: fields.reference('Team', 'The team.').optional(),
    mode: fields.choice(['fast', 'safe', 'off'], 'Mode.').optional(),
    level: fields.choice(['low', 'middle', 'high'], 'Level.').optional(),
    count: fields.integer(1, 9, 'Count.').optional(),
    cpu: fields
      .object({ low: fields.cpu('Low.').optional(), high: fields.cpu('High.').optional() }, 'CPU.')
      .optional(),
    size: fields
      .object({ low: fields.bytes('Low.').optional(), high: fields.bytes('High.').optional() }, 'Sizes.')
      .optional(),
    waits: fields
      .keyedList(
        fields.object(
          {
            name: fields.name('Name.'),
            in: fields.duration('Low, under a word that CEL keeps.').optional(),
            high: fields.duration('High.').optional(),
          },
          'One wait.',
        ),
        'name',
        'Waits.',
      )
      .optional(),
    free: z.unknown().meta({ description: 'Anything.' }).optional(),
    mixed: z
      .union([fields.list(z.string(), 'Many.'), fields.text('One.')])
      .meta({ description: 'Many or one.' })
      .optional(),
    plain: fields.text('Text.').optional(),
  }),
  vary: ['waits'],
  constraints: [
    { rule: 'immutable', path: 'mode' },
    { rule: 'oneOfWhen', path: 'level', values: ['high'], when: { path: 'mode', values: ['safe', 'off'] } },
    { rule: 'oneOfWhen', path: 'count', values: [7, 8], when: { path: 'level', values: ['middle'] } },
    { rule: 'atMost', path: 'cpu.low', other: 'cpu.high' },
    { rule: 'atMost', path: 'size.low', other: 'size.high' },
    { rule: 'atMost', at: 'waits', path: 'in', other: 'high' },
    { rule: 'requires', path: 'free', other: 'plain' },
    { rule: 'requires', path: 'level', values: ['low'], other: 'mixed' },
    { rule: 'requires', path: 'mixed', other: 'cpu.low' },
  ],
  lower: () => [],
});

/** A kind of a platform team that declares every constraint there is, on every format that can be compared. */
export const samplePlugin: Plugin = {
  apiVersion: 1,
  name: 'sample',
  kinds: [
    defineKind({
      layer: 'workload',
      kind: 'SampleService',
      plural: 'sampleservices',
      description: 'A sample.',
      shape: 'service',
      parts: [part],
      defaultPlacement: 'each',
    }),
  ],
};
