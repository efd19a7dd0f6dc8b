import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readingRights, servedBy, type ClusterState } from './cluster-state.ts';

export interface FakeApiServer {
  /** `http://127.0.0.1:PORT`. */
  readonly server: string;
  /** A kubeconfig for it, as text. */
  readonly kubeconfig: string;
  /** `GET /version`: every request so far. */
  readonly requests: readonly string[];
  readonly stop: () => Promise<void>;
}

export interface FakeApiServerOptions {
  /** Whoever has another one is refused. */
  readonly token?: string;
  /** The token of the kubeconfig, where it is a wrong one. */
  readonly given?: string;
  /** Answers by itself; `false`: the request goes on. */
  readonly fault?: (path: string, response: ServerResponse) => boolean;
  /** Whether all groups can be asked for at once, as from 1.27 on. Default true. */
  readonly aggregated?: boolean;
}

type Headers = Readonly<Record<string, string>>;

/** An API server as far as Fairway asks it, over plain HTTP, so that faults of the way can be tried. */
export async function fakeApiServer(
  state: ClusterState,
  options: FakeApiServerOptions = {},
): Promise<FakeApiServer> {
  const requests: string[] = [];
  const listener = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    void answer(state, options, request, response);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const server = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return {
    server,
    kubeconfig: kubeconfigText(server, options.given ?? options.token ?? 'token'),
    requests,
    stop: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
}

/** A kubeconfig with one context, `test`. */
export function kubeconfigText(server: string, token: string): string {
  return `apiVersion: v1
kind: Config
current-context: test
contexts: [{ name: test, context: { cluster: one, user: me } }]
clusters: [{ name: one, cluster: { server: '${server}' } }]
users: [{ name: me, user: { token: '${token}' } }]
`;
}

async function answer(
  state: ClusterState,
  options: FakeApiServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://x');
  if (options.fault?.(url.pathname, response) === true) return;
  const send = (code: number, body: object): void => {
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const { token } = options;
  if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
    send(401, status(401, 'Unauthorized'));
    return;
  }
  if (request.method === 'POST') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    send(201, review(state, Buffer.concat(chunks).toString('utf8')));
    return;
  }
  const { code, body } = read(state, url, options.aggregated !== false, request.headers as Headers);
  send(code, body);
}

function status(code: number, message: string): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code };
}

function review(state: ClusterState, sent: string): object {
  const { spec, ...rest } = JSON.parse(sent) as {
    spec: { resourceAttributes: { verb: string; group: string; resource: string; namespace?: string } };
  };
  const { verb, group, resource, namespace } = spec.resourceAttributes;
  const subject = group === '' ? resource : `${resource}.${group}`;
  const right = `${verb} ${subject}${namespace === undefined ? '' : ` in ${namespace}`}`;
  return { ...rest, spec, status: { allowed: !state.denied.includes(right) } };
}

interface Answer {
  readonly code: number;
  readonly body: object;
}

function read(state: ClusterState, url: URL, aggregated: boolean, headers: Headers): Answer {
  const guarded = (right: string, body: () => object): Answer =>
    state.denied.includes(right)
      ? { code: 403, body: status(403, `cannot ${right}`) }
      : { code: 200, body: body() };
  const path = url.pathname;
  const definition = /^\/apis\/apiextensions.k8s.io\/v1\/customresourcedefinitions\/(.+)$/.exec(path)?.[1];
  if (definition !== undefined) {
    const found = state.definitions.find((one) => (one['metadata'] as { name: string }).name === definition);
    if (found === undefined && !state.denied.includes(readingRights.definition))
      return { code: 404, body: status(404, 'not found') };
    return guarded(readingRights.definition, () => found ?? {});
  }
  if (path === '/version') {
    const [, major, minor] = /^v(\d+)\.(\d+)/.exec(state.version) ?? [];
    return { code: 200, body: { major, minor, gitVersion: state.version } };
  }
  if (path === '/api' || path === '/apis') {
    const whole = aggregated && (headers['accept'] ?? '').includes('g=apidiscovery.k8s.io');
    return guarded('get /apis', () => (whole ? everything(state, path) : groups(state, path)));
  }
  if (path.endsWith('/leases'))
    return guarded(readingRights.identities, () => ({
      items: state.identities.map((name) => ({ metadata: { name } })),
    }));
  if (path.endsWith('/deployments'))
    return guarded(readingRights.programs, () => deployments(state, url.searchParams));
  return resources(state, path);
}

/** By group: the versions of each. */
function byGroup(state: ClusterState, path: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const apiVersion of [...servedBy(state).map((one) => one.apiVersion), ...state.silent]) {
    if (apiVersion.includes('/') !== (path === '/apis')) continue;
    const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
    found.set(group, (found.get(group) ?? new Set()).add(apiVersion));
  }
  return found;
}

function everything(state: ClusterState, path: string): object {
  const items = [...byGroup(state, path)].map(([name, versions]) => ({
    metadata: name === '' ? {} : { name },
    versions: [...versions].map((apiVersion) => ({
      version: apiVersion.split('/').at(-1),
      freshness: state.silent.includes(apiVersion) ? 'Stale' : 'Current',
      resources: servedBy(state)
        .filter((one) => one.apiVersion === apiVersion)
        .map(({ kind, namespaced, plural }) => ({
          resource: plural,
          responseKind: { group: name, version: '', kind },
          scope: namespaced ? 'Namespaced' : 'Cluster',
          subresources: [{ subresource: 'status', responseKind: { kind } }],
        })),
    })),
  }));
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', items };
}

function groups(state: ClusterState, path: string): object {
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  return {
    kind: 'APIGroupList',
    groups: [...byGroup(state, path)].map(([name, versions]) => ({
      name,
      versions: [...versions].map((groupVersion) => ({ groupVersion })),
    })),
  };
}

function resources(state: ClusterState, path: string): Answer {
  const apiVersion = path.replace(/^\/apis?\//, '');
  if (state.silent.includes(apiVersion)) return { code: 503, body: status(503, 'service unavailable') };
  const found = servedBy(state).filter((one) => one.apiVersion === apiVersion);
  if (found.length === 0) return { code: 404, body: status(404, 'not found') };
  const list = found.flatMap(({ kind, namespaced, plural }) => [
    { name: plural, kind, namespaced },
    { name: `${plural}/status`, kind, namespaced },
  ]);
  return { code: 200, body: { kind: 'APIResourceList', groupVersion: apiVersion, resources: list } };
}

function deployments(state: ClusterState, query: URLSearchParams): object {
  const names = /\((.*)\)/.exec(query.get('labelSelector') ?? '')?.[1]?.split(',') ?? [];
  const wanted = state.programs.filter(({ name }) => names.includes(name));
  // One for each page, so that continuing is tried too.
  const start = Number(query.get('continue') ?? '0');
  const items = wanted.slice(start, start + 1).map(({ image, name, namespace, version }) => ({
    metadata: {
      name,
      namespace,
      labels: {
        'app.kubernetes.io/name': name,
        ...(version === undefined ? {} : { 'app.kubernetes.io/version': version }),
      },
    },
    spec: { template: { spec: { containers: [{ name, image }] } } },
  }));
  const rest = start + 1 < wanted.length ? { continue: String(start + 1) } : {};
  return { kind: 'DeploymentList', apiVersion: 'apps/v1', metadata: rest, items };
}
