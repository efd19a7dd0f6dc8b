import { limitName } from '@fairway/kubernetes';
import type { EmitContext, Emitter, KubernetesObject } from '@fairway/model';
import { gatewayProducts, usesIngress, type EnforcedLimits, type PolicyKind } from '../../../gateways/index.ts';
import { dnsAnnotations } from '../dns/dns.ts';
import { metadataOf, nothing } from '../workload.ts';
import { attachmentOf, secureListeners, type Attachment } from './attach.ts';
import { backendsOf, endpointView, type EndpointView } from './endpoint.ts';
import { limitsOf } from './limits.ts';
import { closedPaths, planRoutes, type PlannedRoute } from './plan.ts';
import { addPolicyObjects } from './policies.ts';
import { grpcRouteReasons, httpRouteReasons, policyReasons } from './reasons.ts';
import { addRedirects } from './redirects.ts';
import { closedRule, grpcRule, httpRule, parentRefs } from './rules.ts';
import { addTargetGroups, olderTargetGroupVersion } from './target-groups.ts';

const routeVersion = 'gateway.networking.k8s.io/v1';
const mostHosts = 16;
const mostRules = 16;

/** How an endpoint is reached through the Gateway API. */
export const route: Emitter = {
  name: 'route',
  nodes: ['endpoint'],
  emits: [
    { apiVersion: routeVersion, kind: 'HTTPRoute', reasons: httpRouteReasons },
    { apiVersion: routeVersion, kind: 'GRPCRoute', reasons: grpcRouteReasons },
    ...policyKinds().map(({ apiVersion, kind }) => ({ apiVersion, kind, reasons: policyReasons })),
    { apiVersion: olderTargetGroupVersion, kind: 'TargetGroupConfiguration', reasons: policyReasons },
  ],
  emit(node, context) {
    const view = endpointView(node, context);
    if (view === undefined) return nothing;
    const attachment = attachmentOf(view.endpoint, node, context);
    if (attachment === undefined || usesIngress(attachment.gateway.product)) return nothing;
    const objects: KubernetesObject[] = [];
    addRoutes(objects, view, attachment, context);
    addRedirects(objects, view, attachment, context);
    addTargetGroups(objects, view, attachment, context);
    return objects;
  },
};

/** The kinds of policies of all products in the table, each once. */
function policyKinds(): readonly PolicyKind[] {
  const kinds = new Map<string, PolicyKind>();
  for (const { limits, grpcLimits } of gatewayProducts) {
    for (const how of [...Object.values(limits), ...Object.values(grpcLimits ?? {})]) {
      if (how.by === 'policy') kinds.set(`${how.policy.apiVersion}/${how.policy.kind}`, how.policy);
    }
  }
  return [...kinds.values()];
}

function addRoutes(
  objects: KubernetesObject[],
  view: EndpointView,
  attachment: Attachment,
  context: EmitContext,
): void {
  const { endpoint, node, served: hostnames } = view;
  const planned = plannedRoutes(view, attachment);
  checkLimits(view, planned, context);
  const listeners = secureListeners(attachment.gateway, hostnames, endpoint.reach, node, context);
  const parents = parentRefs(
    attachment.gateway,
    listeners.secure.length === 0 ? listeners.plain : listeners.secure,
  );
  const kind = endpoint.protocol === 'grpc' ? 'GRPCRoute' : 'HTTPRoute';
  const backends = backendsOf(view);
  const annotations = dnsAnnotations(hostnames, context);
  for (const one of planned) {
    const rules = one.rules.map((rule) =>
      kind === 'GRPCRoute' ? grpcRule(rule, backends) : httpRule(rule, endpoint, backends),
    );
    objects.push({
      apiVersion: routeVersion,
      kind,
      metadata: metadataOf(one.name, context, annotations),
      spec: { parentRefs: parents, hostnames, rules },
    });
    const limits = limitsOf(one, endpoint, attachment.product, node, context);
    const services = backends.canary === undefined ? [backends.service] : [backends.service, backends.canary];
    const policies = ownPolicies(limits, attachment);
    addPolicyObjects(objects, policies, { kind, route: one.name, services }, context);
  }
  const closed = closedPaths(endpoint);
  if (closed.length === 0) return;
  objects.push({
    apiVersion: routeVersion,
    kind,
    metadata: metadataOf(limitName(`${node.name}.closed`, 63), context),
    spec: { parentRefs: parents, hostnames, rules: [closedRule(closed, endpoint.protocol)] },
  });
}

/** Target groups are written once per Service, with everything that they hold. */
function ownPolicies({ policies }: EnforcedLimits, { product }: Attachment): Pick<EnforcedLimits, 'policies'> {
  return {
    policies:
      product.targetGroups === true
        ? policies.filter(({ policy }) => policy.attach !== 'targetReference')
        : policies,
  };
}

function plannedRoutes(
  { endpoint, node, canary }: EndpointView,
  { product }: Attachment,
): readonly PlannedRoute[] {
  const how =
    (endpoint.protocol === 'grpc' ? product.grpcLimits?.requestTimeout : undefined) ??
    product.limits.requestTimeout;
  const oneRule = canary !== undefined || product.oneRulePerRoute === true;
  return planRoutes(node.name, endpoint, { oneRule, timeoutByPolicy: how.by === 'policy' });
}

function checkLimits(
  { node, served, aliases }: EndpointView,
  routes: readonly PlannedRoute[],
  context: EmitContext,
): void {
  let rules = 0;
  for (const planned of routes) rules = Math.max(rules, planned.rules.length);
  const hosts = Math.max(served.length, aliases.length);
  if (hosts <= mostHosts && rules <= mostRules) return;
  const what = hosts > mostHosts ? `${hosts} hosts` : `${rules} paths with different timeouts`;
  context.report(
    {
      code: 'FWY4157',
      message: `${node.name} has ${what}; a route of the Gateway API has room for ${hosts > mostHosts ? mostHosts : mostRules}`,
      fix: 'divide the service, or let paths share their timeout',
    },
    node.id,
    ['exposure', hosts > mostHosts ? 'aliases' : 'routes'],
  );
}
