import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** What services of one language have in common. */
export const languageProfile = defineDefinitionKind({
  kind: 'LanguageProfile',
  layer: 'definition',
  description: 'What services of one language have in common.',
  spec: ({ fields }) => ({
    displayName: fields.text('Name for people.').optional(),
    description: fields.text('What it is for.').optional(),
    startTimeout: fields.duration('How long a start may take unless the service says otherwise.'),
    dialect: fields.text('How the language names its metrics.'),
    env: fields
      .map(
        fields.text('Variable.'),
        fields.text('Its value.'),
        'Environment variables of the runtime; the service may change them.',
      )
      .optional(),
    instrumentation: fields.text('Auto-instrumentation of OpenTelemetry, where there is one.').optional(),
  }),
});

export type LanguageProfileSpec = z.infer<typeof languageProfile.spec>;
