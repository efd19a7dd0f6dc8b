import { z } from 'zod';
import { governanceFields, scopeFields } from '../governance.ts';
import { defineDefinitionKind } from '../kind.ts';

const MOMENT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$/;

function moment(description: string) {
  return z
    .string()
    .regex(MOMENT)
    .meta({ description: `${description} A date, or a moment with time zone (ISO 8601).` });
}

/** A time in which nothing is released. */
export const freezeWindow = defineDefinitionKind({
  kind: 'FreezeWindow',
  layer: 'governance',
  description: 'A time in which nothing is released.',
  spec: ({ fields }) => ({
    ...governanceFields(),
    ...scopeFields(),
    from: moment('When it begins.'),
    to: moment('When it ends.'),
    allow: fields
      .list(
        fields.choice(['rollback', 'configReload', 'breakGlass'], 'A kind of change.'),
        'What goes through all the same.',
      )
      .optional(),
  }),
});

export type FreezeWindowSpec = z.infer<typeof freezeWindow.spec>;
