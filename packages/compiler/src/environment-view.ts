import type { ClusterView, Definition, EnvironmentView } from '@fairway/model';

/** An environment with its class, and its clusters by name. */
export interface EnvironmentViews {
  readonly environment: EnvironmentView;
  readonly clusters: ReadonlyMap<string, ClusterView>;
}

/** Looks an environment up by name or alias; `undefined` where there is none or its class is unknown. */
export function viewsOf(definition: Definition, name: string): EnvironmentViews | undefined {
  const document = definition.get('Environment', name);
  const environmentClass =
    document === undefined ? undefined : definition.get('EnvironmentClass', document.spec.class);
  if (document === undefined || environmentClass === undefined) return undefined;
  const clusters = new Map<string, ClusterView>();
  for (const entry of document.spec.clusters) {
    const cluster = definition.get('Cluster', entry.name);
    if (cluster === undefined) continue;
    const capabilities = cluster.spec.capabilities ?? {};
    clusters.set(entry.name, {
      name: cluster.name,
      spec: cluster.spec,
      document: cluster,
      capability: (capability) =>
        Object.hasOwn(capabilities, capability) ? capabilities[capability] : undefined,
    });
  }
  return { environment: { name: document.name, spec: document.spec, class: environmentClass }, clusters };
}
