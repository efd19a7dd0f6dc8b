import type { SchemaTools, SpecOf } from '@fairway/model';

/** Fields of an entry of `secrets`. */
export function secretFields({ z, fields, withMeta }: SchemaTools) {
  return {
    name: fields.name('Name of the secret within the workload; also its folder.'),
    path: withMeta(
      fields.formatted(
        'secretPath',
        'Where it lies in the store, such as `orders/{environment}/database`. Begins with the name of the team, the system, or the service.',
      ),
      { placeholders: true },
    ),
    keys: z
      .union([
        fields.map(
          fields.text('Name of the variable or of the file.'),
          fields.text('Key in the store.'),
          'Variable or file, and the key that fills it.',
        ),
        fields.list(
          fields.text('A key; the variable or file has the same name.'),
          'Keys that keep their names.',
        ),
      ])
      .meta({
        description:
          'Which keys of the secret are used. As files: all of them if absent. As variables: required, `{VARIABLE: key}`.',
      })
      .optional(),
    as: fields
      .choice(
        ['file', 'env'],
        'How the program gets it: as files below `/etc/<service>/secrets/<name>/` (if nothing is said), or as variables.',
      )
      .optional(),
    onChange: fields
      .choice(['restart', 'ignore'], 'What happens when the secret is rotated; `restart` if nothing is said.')
      .optional(),
  };
}

export type SecretSpec = SpecOf<ReturnType<typeof secretFields>>;
