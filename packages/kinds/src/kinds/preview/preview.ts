import { defineKind } from '@fairway/model';

/** A short-lived environment of a pull request. */
export const previewKind = defineKind({
  layer: 'record',
  kind: 'Preview',
  plural: 'previews',
  description: 'A short-lived environment of a pull request.',
  schema: ({ fields }) => ({
    owner: fields.reference('Team', 'The team that is responsible.').optional(),
    system: fields.reference('System', 'The system it shows.').optional(),
    description: fields.text('What it is for.').optional(),
  }),
  vary: [],
  upcoming: 'A Preview cannot be compiled yet; it comes with delivery.',
});
