import { z } from 'zod';
import { defaulted, fields } from '../../schema/fields.ts';
import { defineDefinitionKind } from '../kind.ts';

const api = fields.object(
  {
    group: fields.formatted(
      'group',
      'API group of everything that developers write.',
      /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
    ),
    versions: defaulted(
      fields.keyedList(
        fields.object(
          {
            name: fields.formatted(
              'name',
              'Version as written in `apiVersion`.',
              /^v[0-9]+((alpha|beta)[0-9]+)?$/,
            ),
            schema: fields.choice(['v1alpha1', 'v1beta1'], 'The schema of Fairway that the version has.'),
            served: fields.flag('Whether documents of the version are read.'),
            deprecated: fields
              .object(
                {
                  since: fields.date('The day on which the warnings begin.'),
                  removal: fields.date('The last day; after it, the version is an error.'),
                  owner: fields.reference('Team', 'The team that helps with moving.'),
                  replacement: fields.text('The version to use instead.'),
                },
                'The version is on its way out.',
              )
              .optional(),
          },
          'One API version.',
        ),
        'name',
        'API versions that developers may write.',
      ),
    ),
  },
  'The API of the organization.',
);

/** The organization: API group, names, environments, registries. */
export const organization = defineDefinitionKind({
  kind: 'Organization',
  layer: 'definition',
  description: 'The organization: API group, names, environments, registries.',
  singleton: true,
  spec: ({ fields, defaulted, withMeta }) => ({
    api,
    labelPrefix: defaulted(fields.host('Prefix of the labels that Fairway writes.')),
    naming: defaulted(
      fields.object(
        {
          namespace: withMeta(fields.text('Name of a namespace; placeholders are filled in.'), {
            placeholders: true,
          }),
        },
        'Patterns of names.',
      ),
    ),
    environmentChain: fields
      .list(
        fields.reference('Environment', 'An environment.'),
        'Environments in the order of promotion; by `order` if absent.',
      )
      .optional(),
    imageRegistries: defaulted(
      fields.list(
        z
          .union([
            fields.text('Host of the registry.'),
            fields.object(
              {
                host: fields.text('Host of the registry, with a path if only a part of it is allowed.'),
                pullSecret: fields.text('Secret that pods pull with.').optional(),
              },
              'One registry.',
            ),
          ])
          .meta({ description: 'A registry, by host or with its pull secret.' }),
        'Registries that images may come from; an empty list allows every registry.',
      ),
    ),
    domains: defaulted(
      fields.map(
        fields.reference('ExposureClass', 'An exposure class.'),
        fields.host('Domain.'),
        'Domain of hosts by exposure class.',
      ),
    ),
    definition: fields.semver('Version of the definition that people speak of.').optional(),
    record: fields
      .object(
        {
          repository: fields.text('URL of the Git repository with the rendered manifests.'),
          branch: fields.text('Branch.').optional(),
          path: fields.text('Folder in the repository.').optional(),
        },
        'Where the rendered manifests are kept.',
      )
      .optional(),
  }),
});

/** One registry that images may come from. */
export interface ImageRegistry {
  readonly host: string;
  readonly pullSecret?: string | undefined;
}

/** The organization as it is used: defaults filled in, short forms written out, aliases replaced by names. */
export type OrganizationSpec = Omit<z.infer<typeof organization.spec>, 'imageRegistries'> & {
  readonly imageRegistries: readonly ImageRegistry[];
};
