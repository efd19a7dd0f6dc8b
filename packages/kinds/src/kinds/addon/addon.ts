import { defineKind } from '@fairway/model';

/** Something that the platform team installs once per cluster. */
export const addonKind = defineKind({
  layer: 'record',
  kind: 'Addon',
  plural: 'addons',
  description: 'Something that the platform team installs once per cluster.',
  schema: ({ fields }) => ({
    owner: fields.reference('Team', 'The team that is responsible.').optional(),
    description: fields.text('What it is for.').optional(),
  }),
  vary: [],
  upcoming: 'An Addon cannot be compiled yet; it comes with the onboarding of platform add-ons.',
});
