import { defineKind } from '@fairway/model';
import { dataConstraints, dataFields, dataUpcoming, dataVary } from '../../touch/data-fields.ts';

/** Messages that one of several workers takes. */
export const queueKind = defineKind({
  layer: 'data',
  kind: 'Queue',
  plural: 'queues',
  description: 'Messages that one of several workers takes.',
  upcoming: dataUpcoming,
  schema: (tools) => {
    const { fields } = tools;
    return {
      ...dataFields(tools),
      type: fields.text('Product, where it matters; the platform chooses otherwise.').optional(),
      ordered: fields.flag('Keeps the order of messages with the same key.').optional(),
      lockDuration: fields
        .duration('How long a worker has for a message before another one gets it.')
        .optional(),
      maxDeliveries: fields
        .integer(1, 1_000, 'After so many attempts a message goes to the dead letters.', 'attempts')
        .optional(),
      retention: fields.duration('How long a message waits at most.').optional(),
    };
  },
  vary: [...dataVary],
  constraints: [...dataConstraints],
});
