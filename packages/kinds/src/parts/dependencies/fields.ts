import type { SchemaTools, SpecOf } from '@fairway/model';

/** The fields that say what a dependency refers to, in the order of its key. */
export const targets = [
  'service',
  'external',
  'database',
  'cache',
  'queue',
  'topic',
  'bucket',
  'volume',
] as const;

/** The kinds of data among them. */
export const dataTargets = ['database', 'cache', 'queue', 'topic', 'bucket', 'volume'] as const;

/** Entries are told apart by what they refer to: the first of these that is set. */
export const dependencyKey = 'service|external.host|database|cache|queue|topic|bucket|volume';

/** Fields of an entry of `dependencies`. */
export function dependencyFields({ fields, withMeta }: SchemaTools) {
  const data = (what: string) =>
    fields.text(`A ${what} of the organization: \`name\` or \`system/name\`.`).optional();
  return {
    service: fields.reference('Workload', 'Another service: `name` or `system/name`.').optional(),
    external: fields
      .object(
        {
          host: withMeta(
            fields.formatted(
              'host',
              'Its host, as a certificate names it.',
              /^[a-z0-9{]([-a-z0-9.{}]*[a-z0-9}])?$/,
            ),
            { placeholders: true },
          ),
          port: fields.port('Its port.'),
          protocol: fields.choice(
            ['https', 'tls', 'tcp'],
            'What is spoken: `https`, encrypted otherwise, or plain `tcp`.',
          ),
          cidrs: fields
            .list(fields.cidr('A range.'), 'Its addresses, where they are fixed. Some tiers demand them.')
            .optional(),
        },
        'Something outside the organization.',
      )
      .optional(),
    database: data('database'),
    cache: data('cache'),
    queue: data('queue'),
    topic: data('topic'),
    bucket: data('bucket'),
    volume: data('volume'),
    port: fields.port('Port of the service, where it is not the main one.').optional(),
    access: fields
      .choice(['read', 'write', 'readWrite', 'produce', 'consume'], 'What the workload does there.')
      .optional(),
    weakAccess: fields
      .choice(
        ['accepted'],
        'Databases only: accepts an implementation that cannot restrict a user to `access`.',
      )
      .optional(),
    env: fields
      .map(
        fields.formatted('environmentVariable', 'Name of the variable.', /^[A-Za-z_][A-Za-z0-9_]*$/),
        fields.text('Output: `host`, `port`, `address`, `url`, …'),
        'Variables under names of your own. Outputs that are not named here keep theirs: `<NAME>_<OUTPUT>`.',
      )
      .optional(),
    path: fields.path('Volumes only: where it is mounted.').optional(),
  };
}

export type DependencySpec = SpecOf<ReturnType<typeof dependencyFields>>;
