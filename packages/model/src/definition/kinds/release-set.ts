import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** Which image each service runs in one environment. */
export const releaseSet = defineDefinitionKind({
  kind: 'ReleaseSet',
  layer: 'releases',
  description: 'Which image each service runs in one environment.',
  spec: ({ fields }) => ({
    environment: fields.reference('Environment', 'The environment.'),
    services: fields.map(
      fields.text('`name` or `system/name`.'),
      fields.object({ image: fields.image('The image.') }, 'What it runs.'),
      'Images by service.',
    ),
  }),
});

export type ReleaseSetSpec = z.infer<typeof releaseSet.spec>;
