import { limitName, sha256Base32 } from '@fairway/kubernetes';
import type { EndpointProperties } from '@fairway/model';

type EndpointRoute = EndpointProperties['routes'][number];

/** Routes of one exposure class that share everything that a policy of the gateway sets for a whole route object. */
export interface PlannedRoute {
  readonly name: string;
  readonly class: string;
  readonly rules: readonly PlannedRule[];
  readonly timeout: number;
  readonly idleTimeout: number | undefined;
  readonly maxBodySize: number | undefined;
}

export interface PlannedRule {
  readonly paths: readonly string[];
  readonly timeout: number;
}

export interface PlanOptions {
  /** One rule per route object: a canary's weights, and some products' policies, hold for one rule. */
  readonly oneRule: boolean;
  /** Whether the timeout is set by a policy, for the whole route object, and not by a field of the rule. */
  readonly timeoutByPolicy: boolean;
}

/** The longest name of a route: it stands in labels and names that are derived from it. */
const longestName = 63;

/**
 * Divides the paths of an endpoint into route objects and rules. The object with the main path has the endpoint's name.
 * Paths of other classes have endpoints of their own.
 */
export function planRoutes(
  name: string,
  endpoint: EndpointProperties,
  options: PlanOptions,
): readonly PlannedRoute[] {
  const { routes: all } = endpoint;
  // Most endpoints have one path, and nothing to divide.
  if (all.length === 1 && all[0]?.class === endpoint.class) return [planned(all, name, endpoint)];
  const groups = new Map<string, EndpointRoute[]>();
  for (const route of all) {
    if (route.class !== endpoint.class) continue;
    const timeout = options.oneRule || options.timeoutByPolicy ? route.timeout : '';
    const alone = options.oneRule && endpoint.stripPath ? route.path : '';
    const key = [route.class, route.idleTimeout, route.maxBodySize, timeout, alone].join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [route]);
    else group.push(route);
  }
  return [...groups.values()].map((routes, index) =>
    planned(routes, index === 0 ? name : nameOf(name, routes), endpoint),
  );
}

function planned(routes: readonly EndpointRoute[], name: string, endpoint: EndpointProperties): PlannedRoute {
  const first = routes[0] as EndpointRoute;
  return {
    name: limitName(name, longestName),
    class: first.class,
    rules: rulesOf(routes, endpoint.stripPath),
    timeout: first.timeout,
    idleTimeout: first.idleTimeout,
    maxBodySize: first.maxBodySize,
  };
}

/** Paths with one timeout share a rule; where the path is cut off, each has its own. */
function rulesOf(routes: readonly EndpointRoute[], stripPath: boolean): readonly PlannedRule[] {
  const [first] = routes;
  if (routes.length === 1 && first !== undefined) return [{ paths: [first.path], timeout: first.timeout }];
  const byTimeout = new Map<string, { paths: string[]; timeout: number }>();
  for (const { path, timeout } of routes) {
    const key = stripPath ? path : String(timeout);
    const rule = byTimeout.get(key);
    if (rule === undefined) byTimeout.set(key, { paths: [path], timeout });
    else rule.paths.push(path);
  }
  return [...byTimeout.values()];
}

/** Named after its first path, behind a dot that no name of a service has: `orders-api.path-admin-reports`. */
function nameOf(name: string, [first]: readonly EndpointRoute[]): string {
  const path = first?.path ?? '/';
  const slug = path.slice(1).replaceAll('/', '-');
  const plain = /^[a-z0-9]+(\/[a-z0-9]+)*$/.test(path.slice(1));
  return `${name}.path-${plain ? slug : sha256Base32(path, 8)}`;
}

/**
 * Paths of other classes that an endpoint would also serve, because one of its own paths is a prefix of theirs:
 * they are closed there, or the class of the main path would be a way around the stricter one.
 */
export function closedPaths(endpoint: EndpointProperties): readonly string[] {
  if (endpoint.routes.length === 1) return [];
  const own = endpoint.routes.filter((route) => route.class === endpoint.class);
  return endpoint.routes
    .filter((route) => route.class !== endpoint.class && own.some(({ path }) => isPrefix(path, route.path)))
    .map(({ path }) => path);
}

function isPrefix(prefix: string, path: string): boolean {
  if (prefix === '/' || prefix === path) return true;
  return path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}
