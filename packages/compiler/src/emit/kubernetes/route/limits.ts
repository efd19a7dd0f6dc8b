import { parseBytes, parseDuration } from '@fairway/kubernetes';
import type { EmitContext, EndpointProperties, ExposureClassSpec, GraphNode } from '@fairway/model';
import {
  enforceLimits,
  type EnforcedLimits,
  type GatewayProduct,
  type LimitName,
  type LimitValues,
  type Unenforced,
  type WantedLimits,
} from '../../../gateways/index.ts';
import type { PlannedRoute } from './plan.ts';

type Mutable = { -readonly [L in LimitName]?: LimitValues[L] };

const words: Readonly<Record<LimitName, { readonly title: string; readonly field: string }>> = {
  requestTimeout: { title: 'the time limit of requests', field: 'timeout' },
  idleTimeout: { title: 'the time limit of silent connections', field: 'idleTimeout' },
  maxBodySize: { title: 'the size limit of request bodies', field: 'maxBodySize' },
  cookieAffinity: { title: 'session affinity by cookie', field: 'sessionAffinity' },
  clientIPAffinity: { title: 'session affinity by address', field: 'sessionAffinity' },
  rateLimit: { title: 'the rate limit', field: 'class' },
  allowedSources: { title: 'the list of allowed sources', field: 'class' },
  clientCertificate: { title: 'client certificates', field: 'class' },
  waf: { title: 'the web application firewall', field: 'waf' },
};

/** Limits that keep somebody out or something up: a public class that says them means them. */
const protecting: ReadonlySet<LimitName> = new Set([
  'maxBodySize',
  'rateLimit',
  'allowedSources',
  'clientCertificate',
  'waf',
]);

/** Enforces the limits of a route as far as the product can, and reports the rest. */
export function limitsOf(
  route: PlannedRoute,
  endpoint: EndpointProperties,
  product: GatewayProduct,
  node: GraphNode,
  context: EmitContext,
): EnforcedLimits {
  const spec = context.definition.get('ExposureClass', route.class)?.spec;
  const classLimits = spec === undefined ? {} : limitsOfClass(spec);
  const enforced = enforceLimits(product, endpoint.protocol, wantedLimits(route, endpoint, node), classLimits);
  for (const one of enforced.unenforced)
    reportUnenforced(one, classLimits, spec?.reach ?? endpoint.reach, route, product, node, context);
  return enforced;
}

/** What an endpoint asks for on one of its routes. */
export function wantedLimits(route: PlannedRoute, endpoint: EndpointProperties, node: GraphNode): WantedLimits {
  const wanted: Mutable = { requestTimeout: route.timeout };
  if (route.idleTimeout !== undefined) wanted.idleTimeout = route.idleTimeout;
  if (route.maxBodySize !== undefined) wanted.maxBodySize = route.maxBodySize;
  if (endpoint.sessionAffinity === 'cookie') wanted.cookieAffinity = `${node.name}-session`;
  if (endpoint.sessionAffinity === 'clientIP') wanted.clientIPAffinity = true;
  const rate = rateLimitOf(endpoint.rateLimit);
  if (rate !== undefined) wanted.rateLimit = rate;
  if (endpoint.allowedSources !== undefined && endpoint.allowedSources.length > 0)
    wanted.allowedSources = endpoint.allowedSources;
  const certificate = endpoint.clientCertificate;
  if (certificate === 'required' || certificate === 'optional') wanted.clientCertificate = certificate;
  if (endpoint.waf === 'required' || endpoint.waf === 'detectionOnly') wanted.waf = endpoint.waf;
  return wanted;
}

const known = new WeakMap<ExposureClassSpec, WantedLimits>();

/** What an exposure class says; what holds for a whole gateway holds as the class says it. */
export function limitsOfClass(spec: ExposureClassSpec): WantedLimits {
  let limits = known.get(spec);
  if (limits === undefined) known.set(spec, (limits = readLimits(spec)));
  return limits;
}

function readLimits(spec: ExposureClassSpec): WantedLimits {
  const limits: Mutable = {};
  const timeout = seconds(spec.timeout?.default);
  if (timeout !== undefined) limits.requestTimeout = timeout;
  const idle = seconds(spec.idleTimeout);
  if (idle !== undefined) limits.idleTimeout = idle;
  const size = spec.maxBodySize === undefined ? undefined : parseBytes(spec.maxBodySize);
  if (size?.ok === true) limits.maxBodySize = size.value;
  const rate = rateLimitOf(spec.rateLimit);
  if (rate !== undefined) limits.rateLimit = rate;
  if (spec.allowedSources !== undefined) limits.allowedSources = spec.allowedSources;
  if (spec.clientCertificate !== undefined) limits.clientCertificate = spec.clientCertificate;
  if (spec.waf !== undefined) limits.waf = spec.waf;
  return limits;
}

/** `{requests, period}` of a class, or the same with the period in seconds. */
function rateLimitOf(value: unknown): LimitValues['rateLimit'] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { requests, period } = value as { requests?: unknown; period?: unknown };
  const length = typeof period === 'number' ? period : seconds(typeof period === 'string' ? period : undefined);
  return typeof requests === 'number' && length !== undefined ? { requests, seconds: length } : undefined;
}

function seconds(duration: string | undefined): number | undefined {
  const parsed = duration === undefined ? undefined : parseDuration(duration);
  return parsed?.ok === true ? Math.ceil(parsed.value / 1000) : undefined;
}

function reportUnenforced(
  { limit, why, setting }: Unenforced,
  classLimits: WantedLimits,
  reach: string,
  route: PlannedRoute,
  product: GatewayProduct,
  node: GraphNode,
  context: EmitContext,
): void {
  const { title, field } = words[limit];
  const demanded = reach === 'public' && protecting.has(limit) && classLimits[limit] !== undefined;
  const where = `${node.name} on cluster ${context.cluster.name}`;
  const message =
    why === 'nothing'
      ? `${product.title} cannot enforce ${title} of ${where}`
      : `${product.title} sets ${title} for the whole gateway, as ExposureClass ${route.class} says; ${where} asks for something else`;
  const fix =
    why === 'nothing'
      ? `choose another exposure.class, or let the platform team serve ExposureClass ${route.class} with another product`
      : `leave exposure.${field} to the class, or let the platform team make a class with a gateway of its own (${setting ?? ''})`;
  const code = why === 'nothing' ? 'FWY4158' : 'FWY4159';
  context.report({ code, severity: demanded ? 'error' : 'warning', message, fix }, node.id, [
    'exposure',
    field,
  ]);
}
