import { defineKind } from '@fairway/model';
import { dataConstraints, dataFields, dataUpcoming, dataVary } from '../../touch/data-fields.ts';

/** A relational database. */
export const databaseKind = defineKind({
  layer: 'data',
  kind: 'Database',
  plural: 'databases',
  description: 'A relational database.',
  upcoming: dataUpcoming,
  schema: (tools) => {
    const { fields } = tools;
    return {
      ...dataFields(tools),
      type: fields.choice(['postgresql', 'mysql'], 'Product.'),
      version: fields.text('Major version, as a text: `"17"`.').optional(),
      size: fields
        .reference('DatabaseProfile', 'CPU and memory: `small`, `medium`, `large`, `xlarge`.')
        .optional(),
      storage: fields.bytes('Space for data. It can grow, never shrink.').optional(),
      highAvailability: fields.flag('A standby in another zone takes over.').optional(),
      extensions: fields
        .list(fields.text('An extension.'), 'Extensions of the product, such as `pg_trgm`.')
        .optional(),
      backup: fields
        .object(
          {
            enabled: fields.flag('Whether backups are made.').optional(),
            retention: fields.duration('How long they are kept.').optional(),
          },
          'Backups.',
        )
        .optional(),
    };
  },
  vary: [...dataVary, 'size', 'storage', 'version', 'highAvailability', 'backup'],
  constraints: [...dataConstraints, { rule: 'immutable', path: 'type' }],
});
