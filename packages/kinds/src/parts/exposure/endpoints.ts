import type { DefinitionDocument, EndpointProperties, ExposureClassSpec } from '@fairway/model';
import { specAt, type AnyPartContext } from '../../context.ts';
import { defined } from '../../touch/defined.ts';
import { weakerFirewall } from '../../touch/strictness.ts';
import { bytes, wholeSeconds } from '../../units.ts';
import { checkAgainstClass, checkGrpcPaths, checkRoutePaths, checkTimeout } from './checks.ts';
import type { ExposureSpec } from './fields.ts';
import { hostsOf } from './hosts.ts';

type ExposureClass = DefinitionDocument<ExposureClassSpec>;
type Route = EndpointProperties['routes'][number];

/** One endpoint of a service: the main one, or the one of another class that routes name. */
export interface Endpoint {
  readonly className: string;
  readonly properties: EndpointProperties;
}

/** The endpoints of a service; problems are reported. */
export function endpointsOf(context: AnyPartContext, exposure: ExposureSpec): Endpoint[] {
  const main = context.definition.get('ExposureClass', exposure.class);
  if (main === undefined) return [];
  const routes = routesOf(context, exposure, main);
  if (main.spec.reach !== 'none' || routes.length > 1) {
    checkRoutePaths(context, exposure);
    checkGrpcPaths(context, exposure);
    checkAgainstClass(context, exposure, main);
  }
  const endpoints: Endpoint[] = [];
  const add = (document: ExposureClass, own: readonly Route[]): void => {
    const properties = propertiesOf(context, exposure, document, own);
    if (properties !== undefined) endpoints.push({ className: document.name, properties });
  };
  add(main, routes);
  // The main route belongs to the main class; only further ones can name another.
  const names = routes.length < 2 ? [] : new Set(routes.map((route) => route.class));
  for (const name of names) {
    const other = name === main.name ? undefined : context.definition.get('ExposureClass', name);
    if (other === undefined) continue;
    add(
      other,
      routes.filter((route) => route.class === name),
    );
  }
  return endpoints;
}

function propertiesOf(
  context: AnyPartContext,
  exposure: ExposureSpec,
  document: ExposureClass,
  routes: readonly Route[],
): EndpointProperties | undefined {
  const { name, spec } = document;
  if (spec.reach === 'none') return undefined;
  const hosts = hostsOf(context, exposure, name);
  if (hosts.length === 0) return undefined;
  const floor = fromClass(context, document, 'waf') ?? 'off';
  const tls = fromClass(context, document, 'tls');
  const oldest = tls?.minimumVersion ?? '1.2';
  const asked = exposure.tls?.minimumVersion;
  return defined({
    class: name,
    reach: spec.reach,
    hosts,
    protocol: exposure.protocol,
    port: specAt(context, 'runtime', 'port') as number,
    stripPath: exposure.stripPath,
    routes: [...routes],
    tls: defined({
      minimumVersion: asked !== undefined && Number(asked) > Number(oldest) ? asked : oldest,
      issuer: tls?.issuer,
    }),
    waf: exposure.waf !== undefined && !weakerFirewall(exposure.waf, floor) ? exposure.waf : floor,
    sessionAffinity: exposure.sessionAffinity,
    gateway: fromClass(context, document, 'gateway') ?? spec.reach,
    clientCertificate: spec.clientCertificate,
    allowedSources: spec.allowedSources,
    rateLimit:
      spec.rateLimit === undefined
        ? undefined
        : { requests: spec.rateLimit.requests, period: wholeSeconds(spec.rateLimit.period) },
    approval: spec.approval,
  });
}

/** All routes, the main path first, each with the class that it is reached by and its own limits filled. */
function routesOf(context: AnyPartContext, exposure: ExposureSpec, main: ExposureClass): Route[] {
  const { timeout, idleTimeout, maxBodySize } = exposure;
  checkTimeout(context, timeout, main, ['exposure', 'timeout']);
  const routes = [routeOf(context, main, { path: exposure.path, timeout, idleTimeout, maxBodySize })];
  if (exposure.routes === undefined) return routes;
  for (const [index, route] of exposure.routes.entries()) {
    const document = route.class === undefined ? main : context.definition.get('ExposureClass', route.class);
    if (document === undefined) continue;
    checkTimeout(context, route.timeout, document, ['exposure', 'routes', index, 'timeout']);
    // The limits of the service hold for its routes, but never beyond another class's own maximum.
    const common = document.name === main.name ? exposure : { timeout: undefined, idleTimeout, maxBodySize };
    routes.push(
      routeOf(context, document, {
        path: route.path,
        timeout: route.timeout ?? common.timeout,
        idleTimeout: route.idleTimeout ?? common.idleTimeout,
        maxBodySize: route.maxBodySize ?? common.maxBodySize,
      }),
    );
  }
  return routes;
}

interface Limits {
  readonly path: string;
  readonly timeout: string | undefined;
  readonly idleTimeout: string | undefined;
  readonly maxBodySize: string | undefined;
}

function routeOf(context: AnyPartContext, document: ExposureClass, limits: Limits): Route {
  const idleTimeout = limits.idleTimeout ?? fromClass(context, document, 'idleTimeout');
  const maxBodySize = limits.maxBodySize ?? fromClass(context, document, 'maxBodySize');
  const timeout = limits.timeout ?? fromClass(context, document, 'timeout')?.default;
  return defined({
    path: limits.path,
    class: document.name,
    timeout: timeout === undefined ? 0 : wholeSeconds(timeout),
    idleTimeout: idleTimeout === undefined ? undefined : wholeSeconds(idleTimeout),
    maxBodySize: maxBodySize === undefined ? undefined : bytes(maxBodySize),
  });
}

/** What a class says; where it is silent, what Fairway's own class of the same reach says. */
function fromClass<K extends keyof ExposureClassSpec>(
  context: AnyPartContext,
  { spec }: ExposureClass,
  field: K,
): ExposureClassSpec[K] | undefined {
  return spec[field] ?? context.definition.builtIn('ExposureClass', spec.reach)?.spec[field];
}
