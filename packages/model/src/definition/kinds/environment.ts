import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** A place where services run, such as dev or prod: its class, order, domains and clusters. */
export const environment = defineDefinitionKind({
  kind: 'Environment',
  layer: 'definition',
  description: 'A place where services run, such as dev or prod: its class, order, domains and clusters.',
  spec: ({ z, fields, withMeta }) => ({
    class: fields.reference('EnvironmentClass', 'Class that decides defaults, caps, limits and rights.'),
    order: fields.integer(0, 1_000, 'Place in the chain; smaller comes first.'),
    aliases: fields
      .list(fields.name('Another name.'), 'Other names that are read; the name is printed.')
      .optional(),
    domains: fields
      .map(
        fields.reference('ExposureClass', 'An exposure class.'),
        fields.host('Domain.'),
        'Domains of this environment, as they stand.',
      )
      .optional(),
    hostPattern: withMeta(
      fields.text('Pattern of hosts under the domains of the organization; the class has the default.'),
      {
        placeholders: true,
      },
    ).optional(),
    clusters: fields.keyedList(
      z
        .union([
          fields.reference('Cluster', 'A cluster.'),
          fields.object(
            {
              name: fields.reference('Cluster', 'The cluster.'),
              primary: fields.flag('Whether things that run once run here.').optional(),
              trafficWeight: fields.percentage('Share of the traffic.').optional(),
              tenantTiers: fields
                .list(fields.reference('TenantTier', 'A tier.'), 'Only systems of these tiers.')
                .optional(),
              systems: fields.list(fields.reference('System', 'A system.'), 'Only these systems.').optional(),
            },
            'A cluster and what runs on it.',
          ),
        ])
        .meta({ description: 'A cluster, by name or with what runs on it.' }),
      'name',
      'Clusters of the environment.',
    ),
  }),
});

/** A cluster of an environment and what runs on it. */
export interface EnvironmentCluster {
  readonly name: string;
  readonly primary?: boolean | undefined;
  readonly trafficWeight?: number | undefined;
  readonly tenantTiers?: readonly string[] | undefined;
  readonly systems?: readonly string[] | undefined;
}

/** An environment as it is used: short forms of clusters written out, the host pattern of the class filled in. */
export type EnvironmentSpec = Omit<z.infer<typeof environment.spec>, 'clusters' | 'hostPattern'> & {
  readonly hostPattern: string;
  readonly clusters: readonly EnvironmentCluster[];
};
