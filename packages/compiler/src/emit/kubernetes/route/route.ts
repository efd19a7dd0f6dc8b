import { limitName } from '@fairway/kubernetes';
import type { EmitContext, Emitter, EndpointProperties, KubernetesObject } from '@fairway/model';
import { gatewayProducts, usesIngress, type EnforcedLimits, type PolicyKind } from '../../../gateways/index.ts';
import { dnsAnnotations } from '../dns/dns.ts';
import { metadataOf } from '../workload.ts';
import { attachmentOf, secureListeners, type Attachment } from './attach.ts';
import { backendsOf, endpointView, type EndpointView } from './endpoint.ts';
import { limitsOf } from './limits.ts';
import { closedPaths, planRoutes, type PlannedRoute } from './plan.ts';
import { policyObjects } from './policies.ts';
import { grpcRouteReasons, httpRouteReasons, policyReasons } from './reasons.ts';
import { redirects } from './redirects.ts';
import { closedRule, grpcRule, httpRule, parentRefs } from './rules.ts';
import { targetGroups } from './target-groups.ts';

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
  ],
  *emit(node, context) {
    const view = endpointView(node, context);
    if (view === undefined) return;
    const attachment = attachmentOf(view.endpoint, node, context);
    if (attachment === undefined || usesIngress(attachment.gateway.product)) return;
    yield* routes(view, attachment, context);
    yield* redirects(view, attachment, context);
    yield* targetGroups(view, attachment, context);
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

function* routes(
  view: EndpointView,
  attachment: Attachment,
  context: EmitContext,
): Generator<KubernetesObject> {
  const { endpoint, node } = view;
  const planned = plannedRoutes(view, attachment);
  checkLimits(view, planned, context);
  const hostnames = mainHosts(endpoint);
  const listeners = secureListeners(attachment.gateway, hostnames, endpoint.reach, node, context);
  const parents = parentRefs(
    attachment.gateway,
    listeners.secure.length === 0 ? listeners.plain : listeners.secure,
  );
  const kind = endpoint.protocol === 'grpc' ? 'GRPCRoute' : 'HTTPRoute';
  const backends = backendsOf(view);
  for (const one of planned) {
    const rules = one.rules.map((rule) =>
      kind === 'GRPCRoute' ? grpcRule(rule, backends) : httpRule(rule, endpoint, backends),
    );
    yield {
      apiVersion: routeVersion,
      kind,
      metadata: metadataOf(one.name, context, annotationsOf(hostnames, context)),
      spec: { parentRefs: parents, hostnames, rules },
    };
    const limits = limitsOf(one, endpoint, attachment.product, node, context);
    const services = backends.canary === undefined ? [backends.service] : [backends.service, backends.canary];
    yield* policyObjects(ownPolicies(limits, attachment), { kind, route: one.name, services }, context);
  }
  const closed = closedPaths(endpoint);
  if (closed.length === 0) return;
  yield {
    apiVersion: routeVersion,
    kind,
    metadata: metadataOf(limitName(`${node.name}.closed`, 63), context),
    spec: { parentRefs: parents, hostnames, rules: [closedRule(closed, endpoint.protocol)] },
  };
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

/** Hosts that are served; the others are redirected. */
function mainHosts(endpoint: EndpointProperties): readonly string[] {
  return endpoint.hosts.filter(({ redirect }) => !redirect).map(({ host }) => host);
}

function annotationsOf(hosts: readonly string[], context: EmitContext): Record<string, string> | undefined {
  const annotations = dnsAnnotations(hosts, context);
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}

function checkLimits(
  { endpoint, node }: EndpointView,
  routes: readonly PlannedRoute[],
  context: EmitContext,
): void {
  const rules = Math.max(...routes.map((planned) => planned.rules.length));
  const served = mainHosts(endpoint).length;
  const hosts = Math.max(served, endpoint.hosts.length - served);
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
