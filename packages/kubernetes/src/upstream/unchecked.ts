import type { UncheckedKind } from './schema.ts';

const noDefinition = 'no definition at hand';

/** The kinds that Fairway emits although it has no schema to check them with. */
export const uncheckedKinds: readonly UncheckedKind[] = [
  {
    apiVersion: 'alb.networking.azure.io/v1',
    kind: 'RoutePolicy',
    product: 'application-gateway-for-containers',
    why: noDefinition,
  },
  {
    apiVersion: 'gateway.nginx.org/v1alpha1',
    kind: 'ClientSettingsPolicy',
    product: 'nginx-gateway-fabric',
    why: noDefinition,
  },
  {
    apiVersion: 'gateway.nginx.org/v1alpha1',
    kind: 'UpstreamSettingsPolicy',
    product: 'nginx-gateway-fabric',
    why: noDefinition,
  },
];
