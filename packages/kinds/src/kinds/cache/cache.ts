import { defineKind } from '@fairway/model';
import { dataConstraints, dataFields, dataUpcoming, dataVary } from '../../touch/data-fields.ts';

/** A key-value store in memory. */
export const cacheKind = defineKind({
  layer: 'data',
  kind: 'Cache',
  plural: 'caches',
  description: 'A key-value store in memory.',
  upcoming: dataUpcoming,
  schema: (tools) => {
    const { fields } = tools;
    return {
      ...dataFields(tools),
      type: fields.choice(['redis', 'valkey'], 'Product.'),
      version: fields.text('Major version, as a text: `"8"`.').optional(),
      size: fields.reference('CacheProfile', 'Memory: `small`, `medium`, `large`.').optional(),
      highAvailability: fields.flag('A replica in another zone takes over.').optional(),
    };
  },
  vary: [...dataVary, 'size', 'version', 'highAvailability'],
  constraints: [...dataConstraints, { rule: 'immutable', path: 'type' }],
});
