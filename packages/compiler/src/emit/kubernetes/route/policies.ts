import type { EmitContext, KubernetesObject } from '@fairway/model';
import { merge, type EnforcedLimits, type PolicyKind } from '../../../gateways/index.ts';
import { commonByBoth } from '../../../common-by.ts';
import { metadataOf } from '../workload.ts';

/** What a policy is for: the route object, and the Services behind it. */
export interface PolicyTarget {
  readonly kind: 'HTTPRoute' | 'GRPCRoute';
  readonly route: string;
  readonly services: readonly string[];
}

/** Adds objects of the gateway product that enforce limits of a route, named after what they are for. */
export function addPolicyObjects(
  objects: KubernetesObject[],
  { policies }: Pick<EnforcedLimits, 'policies'>,
  target: PolicyTarget,
  context: EmitContext,
): void {
  for (const { policy, spec } of policies) {
    for (const { name, reference } of references(policy, target, context)) {
      const { apiVersion, kind } = policy;
      objects.push({ apiVersion, kind, metadata: metadataOf(name, context), spec: merge(reference, spec) });
    }
  }
}

type Reference = { readonly name: string; readonly reference: Readonly<Record<string, unknown>> };

function references(
  { attach }: PolicyKind,
  { kind, route, services }: PolicyTarget,
  context: EmitContext,
): readonly Reference[] {
  switch (attach) {
    case 'targetRefs':
      return [{ name: route, reference: { targetRefs: toRoute(kind, route) } }];
    case 'targetRef':
      return [{ name: route, reference: { targetRef: toRoute(kind, route)[0] } }];
    case 'serviceTargetRefs':
      return services.map((name) => ({
        name,
        reference: { targetRefs: [{ group: 'core', kind: 'Service', name }] },
      }));
    case 'targetReference':
      return services.map((name) => ({
        name,
        reference: { targetReference: { group: '', kind: 'Service', name } },
      }));
    case 'host':
      return services.map((name) => ({
        name,
        reference: { host: `${name}.${context.namespace}.svc.cluster.local` },
      }));
  }
}

const toRoute = commonByBoth((kind: PolicyTarget['kind'], name: string) => [
  { group: 'gateway.networking.k8s.io', kind, name },
]);
