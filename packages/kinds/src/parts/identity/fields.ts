import type { SchemaTools, SpecOf } from '@fairway/model';

/** Fields of `identity`. */
export function identityFields({ fields, withMeta }: SchemaTools) {
  const profile = (cloud: string) =>
    fields
      .reference('IdentityProfile', `Profile of the platform that says what the workload may do on ${cloud}.`)
      .optional();
  return {
    aws: fields
      .object(
        {
          profile: profile('AWS'),
          permissions: fields
            .list(fields.text('An action, such as `s3:GetObject`; no wildcards.'), 'Actions that are allowed.')
            .optional(),
          resources: fields
            .list(
              withMeta(fields.text('An ARN; `*` only as the last segment below a named resource.'), {
                placeholders: true,
              }),
              'What the actions apply to.',
            )
            .optional(),
        },
        'On AWS: a profile, or actions with what they apply to.',
      )
      .optional(),
    azure: fields
      .object(
        {
          profile: profile('Azure'),
          permissions: fields
            .list(
              fields.text('A role, such as `Key Vault Secrets User`; no wildcards.'),
              'Roles that are granted.',
            )
            .optional(),
          scope: withMeta(fields.text('Resource or group that the roles apply to.'), {
            placeholders: true,
          }).optional(),
        },
        'On Azure: a profile, or roles with their scope.',
      )
      .optional(),
  };
}

export type IdentitySpec = SpecOf<ReturnType<typeof identityFields>>;
