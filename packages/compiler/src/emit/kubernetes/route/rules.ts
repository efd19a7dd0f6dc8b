import { common, gatewayDuration } from '@fairway/kubernetes';
import type { EndpointProperties } from '@fairway/model';
import { commonBy, commonByBoth, onceFor } from '../../../common-by.ts';
import type { ClusterGateway } from './listeners.ts';
import type { PlannedRule } from './plan.ts';

/** The Service behind a route; with `canary` the two that share its traffic. */
export interface Backends {
  readonly service: string;
  readonly canary: string | undefined;
  readonly port: number;
}

/** References to a gateway, one per listener; without listeners to all of its listeners. */
export function parentRefs(gateway: ClusterGateway, listeners: readonly string[]): readonly object[] {
  return parentRefsOf(gateway)(listeners.join(' '));
}

const parentRefsOf = onceFor((gateway: ClusterGateway) =>
  commonBy((listeners: string) => makeParentRefs(gateway, listeners === '' ? [] : listeners.split(' '))),
);

function makeParentRefs({ name, namespace }: ClusterGateway, listeners: readonly string[]): readonly object[] {
  const parent = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace, name };
  return listeners.length === 0 ? [parent] : listeners.map((sectionName) => ({ ...parent, sectionName }));
}

const soleBackend = commonByBoth((name: string, port: number) => [
  { group: '', kind: 'Service', name, port, weight: 1 },
]);

function backendRefs({ service, canary, port }: Backends): readonly object[] {
  if (canary === undefined) return soleBackend(service, port);
  const stable = { group: '', kind: 'Service', name: service, port };
  return [
    { ...stable, weight: 100 },
    { ...stable, name: canary, weight: 0 },
  ];
}

/** A rule of an HTTPRoute, with both timeouts written out. */
export function httpRule(rule: PlannedRule, endpoint: EndpointProperties, backends: Backends): object {
  const matches = matchesOf(rule.paths);
  const timeouts = timeoutsOf(rule.timeout);
  return endpoint.stripPath && rule.paths[0] !== '/'
    ? { matches, filters: cutPath, backendRefs: backendRefs(backends), timeouts }
    : { matches, backendRefs: backendRefs(backends), timeouts };
}

const cutPath = common([
  { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
]);

/** A rule of a GRPCRoute: `/` is every method, `/shop.Orders` a service, `/shop.Orders/Get` a method. */
export function grpcRule(rule: PlannedRule, backends: Backends): object {
  const everything = rule.paths.includes('/');
  return {
    ...(everything ? {} : { matches: rule.paths.map(methodMatch) }),
    backendRefs: backendRefs(backends),
  };
}

function methodMatch(path: string): object {
  const [service = '', method] = path.slice(1).split('/');
  const match = { type: 'Exact', service };
  return { method: method === undefined || method === '' ? match : { ...match, method } };
}

/** A rule without backends, which answers with an error: the paths are open on another gateway only. */
export function closedRule(paths: readonly string[], protocol: EndpointProperties['protocol']): object {
  return { matches: paths.map(protocol === 'grpc' ? methodMatch : pathMatch) };
}

/** The rule that sends every request to another host, or from HTTP to HTTPS. */
export function redirectRules(hostname?: string): readonly object[] {
  return hostname === undefined ? toHttps : [redirectTo({ hostname })];
}

const toHttps = common([redirectTo({})]);

function redirectTo(target: { readonly hostname?: string }): object {
  return {
    matches: [pathMatch('/')],
    filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', ...target, statusCode: 301 } }],
  };
}

/** Every request. */
const everyRequest = common([pathMatch('/')]);

function matchesOf(paths: readonly string[]): readonly object[] {
  return paths.length === 1 && paths[0] === '/' ? everyRequest : paths.map(pathMatch);
}

function pathMatch(value: string): object {
  return { path: { type: 'PathPrefix', value } };
}

const timeoutsOf = commonBy((seconds: number) => {
  const timeout = gatewayDuration(seconds * 1000);
  return { request: timeout, backendRequest: timeout };
});
