import { defineKind } from '@fairway/model';
import { dataConstraints, dataFields, dataUpcoming, dataVary } from '../../touch/data-fields.ts';

/** A folder that outlives the pods that use it. */
export const volumeKind = defineKind({
  layer: 'data',
  kind: 'Volume',
  plural: 'volumes',
  description: 'A folder that outlives the pods that use it.',
  upcoming: dataUpcoming,
  schema: (tools) => {
    const { fields } = tools;
    return {
      ...dataFields(tools),
      size: fields.bytes('How much fits in. It can grow, never shrink.'),
      mode: fields
        .choice(['single', 'shared'], '`single`: one pod at a time. `shared`: many pods at once.')
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
  vary: [...dataVary, 'size', 'backup'],
  constraints: [...dataConstraints, { rule: 'immutable', path: 'mode' }],
});
