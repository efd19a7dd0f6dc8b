import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** A named set of cloud permissions that workloads may take on. */
export const identityProfile = defineDefinitionKind({
  kind: 'IdentityProfile',
  layer: 'definition',
  description: 'A named set of cloud permissions that workloads may take on.',
  spec: ({ fields, withMeta }) => ({
    description: fields.text('What it is for.').optional(),
    aws: fields
      .object(
        {
          permissions: fields.list(
            fields.text('An action, such as `secretsmanager:GetSecretValue`.'),
            'Actions.',
          ),
          resources: withMeta(
            fields.list(withMeta(fields.text('An ARN.'), { placeholders: true }), 'What they apply to.'),
            { placeholders: true },
          ),
        },
        'On AWS.',
      )
      .optional(),
    azure: fields
      .object(
        {
          permissions: fields.list(fields.text('A role, such as `Key Vault Secrets User`.'), 'Roles.'),
          scope: withMeta(fields.text('What they apply to.'), { placeholders: true }),
          identities: fields
            .map(
              fields.reference('Environment', 'An environment.'),
              fields.object(
                {
                  clientId: fields.text('Client id of the managed identity.'),
                  principalId: fields.text('Principal id of the managed identity.'),
                  resourceId: fields.text('Resource id of the managed identity.'),
                },
                'A managed identity that exists already.',
              ),
              'Managed identities by environment.',
            )
            .optional(),
        },
        'On Azure.',
      )
      .optional(),
  }),
});

export type IdentityProfileSpec = z.infer<typeof identityProfile.spec>;
