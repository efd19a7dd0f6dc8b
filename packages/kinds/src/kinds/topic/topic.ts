import { defineKind } from '@fairway/model';
import { dataConstraints, dataFields, dataUpcoming, dataVary } from '../../touch/data-fields.ts';

/** A stream of messages that every group of consumers reads. */
export const topicKind = defineKind({
  layer: 'data',
  kind: 'Topic',
  plural: 'topics',
  description: 'A stream of messages that every group of consumers reads.',
  upcoming: dataUpcoming,
  schema: (tools) => {
    const { fields } = tools;
    return {
      ...dataFields(tools),
      type: fields.text('Product, where it matters; the platform chooses otherwise.').optional(),
      partitions: fields
        .integer(1, 1_000, 'Parts that are read in parallel; can grow, never shrink.')
        .optional(),
      retention: fields.duration('How long messages are kept.').optional(),
    };
  },
  vary: [...dataVary],
  constraints: [...dataConstraints],
});
