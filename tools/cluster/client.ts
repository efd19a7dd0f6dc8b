import { Agent, request as send } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { createResources, type Resource } from './resources.ts';

/** Where an API server is and who calls it; certificates and keys as PEM text. */
export interface Access {
  readonly server: string;
  readonly authority: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
}

/** What every object has; the rest is as its kind says. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** `status` is the HTTP code, 0 when no answer came; `reason` and `message` are those of the Status object. */
export type Reply<T> =
  | { readonly ok: true; readonly status: number; readonly body: T }
  | { readonly ok: false; readonly status: number; readonly reason: string; readonly message: string };

export interface RequestOptions {
  /** Of the body; for text the default is YAML, for everything else JSON. */
  readonly contentType?: string;
  /** JSON if not given. */
  readonly accept?: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until the call fails; 30,000 if not given. */
  readonly timeout?: number;
}

export interface WriteOptions {
  readonly dryRun?: boolean;
  /** Unknown and duplicate fields are errors; the default. */
  readonly strict?: boolean;
  /** Takes fields over from other managers. */
  readonly force?: boolean;
  /** `fairway-test` if not given. */
  readonly fieldManager?: string;
  /** Such as `status` or `scale`. */
  readonly subresource?: string;
}

/** Which object, in the words of its manifest. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface ListOptions {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** Calls may run side by side; none throws for what the server answers. */
export interface Client {
  readonly access: Access;
  readonly request: <T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    options?: RequestOptions,
  ) => Promise<Reply<T>>;
  /** Server-side apply, strict unless told otherwise. */
  readonly apply: <T = KubernetesObject>(object: KubernetesObject, options?: WriteOptions) => Promise<Reply<T>>;
  readonly create: <T = KubernetesObject>(
    object: KubernetesObject,
    options?: WriteOptions,
  ) => Promise<Reply<T>>;
  /** A merge patch. */
  readonly patch: <T = KubernetesObject>(
    of: ObjectReference,
    patch: unknown,
    options?: WriteOptions,
  ) => Promise<Reply<T>>;
  readonly get: <T = KubernetesObject>(of: ObjectReference) => Promise<Reply<T>>;
  readonly list: <T = KubernetesObject>(
    apiVersion: string,
    kind: string,
    options?: ListOptions,
  ) => Promise<Reply<{ readonly items: readonly T[] }>>;
  readonly delete: (of: ObjectReference, options?: { readonly dryRun?: boolean }) => Promise<Reply<unknown>>;
  /**
   * Reads the object until `done` accepts it; false when `seconds` (30) are over. An object that is not there is
   * `undefined` to `done`.
   */
  readonly waitFor: <T = KubernetesObject>(
    of: ObjectReference,
    done: (object: T | undefined) => boolean,
    seconds?: number,
  ) => Promise<boolean>;
  /** How a kind is called in paths; undefined when the server does not serve it. */
  readonly resource: (apiVersion: string, kind: string) => Promise<Resource | undefined>;
  /** The same server as somebody else (impersonation). */
  readonly as: (user: string, groups?: readonly string[]) => Client;
  /** Closes idle connections. */
  readonly close: () => void;
}

/** A client over connections that stay open. */
export function createClient(access: Access): Client {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 32,
    ca: access.authority,
    cert: access.certificate,
    key: access.key,
  });
  return clientWith(
    access,
    agent,
    access.token === undefined ? {} : { authorization: `Bearer ${access.token}` },
  );
}

function clientWith(access: Access, agent: Agent, headers: Record<string, string | string[]>): Client {
  const request = <T>(method: string, path: string, body?: unknown, options: RequestOptions = {}) =>
    call<T>(access, agent, headers, { method, path, body, ...options });
  const resources = createResources(async (path) => {
    const reply = await request<{ readonly resources?: readonly Resource[] }>('GET', path);
    return reply.ok ? reply.body.resources : undefined;
  });
  /** Calls the path of an object, or answers as a server does that does not know the kind. */
  const at = async <T>(
    of: Omit<ObjectReference, 'name'> & { readonly name?: string },
    subresource: string | undefined,
    then: (path: string) => Promise<Reply<T>>,
  ): Promise<Reply<T>> => {
    const path = await resources.path(of.apiVersion, of.kind, of.namespace, of.name);
    if (path === undefined)
      return { ok: false, status: 404, reason: 'NotFound', message: `no kind ${of.kind} in ${of.apiVersion}` };
    return then(subresource === undefined ? path : `${path}/${subresource}`);
  };
  const client: Client = {
    access,
    request,
    apply: (object, options = {}) =>
      at(referenceOf(object), options.subresource, (path) =>
        request('PATCH', path, object, {
          contentType: 'application/apply-patch+yaml',
          query: { ...writeQuery(options), force: options.force === true ? 'true' : undefined },
        }),
      ),
    create: (object, options = {}) =>
      at({ ...referenceOf(object), name: '' }, options.subresource, (path) =>
        request('POST', path, object, { query: writeQuery(options) }),
      ),
    patch: (of, patch, options = {}) =>
      at(of, options.subresource, (path) =>
        request('PATCH', path, patch, {
          contentType: 'application/merge-patch+json',
          query: writeQuery(options),
        }),
      ),
    get: (of) => at(of, undefined, (path) => request('GET', path)),
    list: (apiVersion, kind, { namespace, ...query } = {}) =>
      at({ apiVersion, kind, ...(namespace === undefined ? {} : { namespace }) }, undefined, (path) =>
        request('GET', path, undefined, { query }),
      ),
    delete: (of, options = {}) =>
      at(of, undefined, (path) =>
        request('DELETE', path, undefined, {
          query: { dryRun: options.dryRun === true ? 'All' : undefined, propagationPolicy: 'Background' },
        }),
      ),
    waitFor: (of, done, seconds) => waitFor(client, of, done, seconds),
    resource: resources.find,
    as: (user, groups = []) =>
      clientWith(access, agent, { ...headers, 'impersonate-user': user, 'impersonate-group': [...groups] }),
    close: () => agent.destroy(),
  };
  return client;
}

async function waitFor<T>(
  client: Client,
  of: ObjectReference,
  done: (object: T | undefined) => boolean,
  seconds = 30,
): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  for (let pause = 25; ; pause = Math.min(pause * 1.5, 250)) {
    const reply = await client.get<T>(of);
    if ((reply.ok || reply.status === 404) && done(reply.ok ? reply.body : undefined)) return true;
    if (performance.now() > deadline) return false;
    await sleep(pause);
  }
}

function referenceOf({ apiVersion, kind, metadata }: KubernetesObject): ObjectReference {
  const { name, namespace } = metadata;
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

function writeQuery({ dryRun, strict, fieldManager }: WriteOptions): Record<string, string | undefined> {
  return {
    fieldManager: fieldManager ?? 'fairway-test',
    fieldValidation: strict === false ? 'Warn' : 'Strict',
    dryRun: dryRun === true ? 'All' : undefined,
  };
}

interface Call extends RequestOptions {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

function call<T>(
  access: Access,
  agent: Agent,
  headers: Readonly<Record<string, string | string[]>>,
  { method, path, body, contentType, accept = 'application/json', query = {}, timeout = 30_000 }: Call,
): Promise<Reply<T>> {
  const url = new URL(path, access.server);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const type = contentType ?? (typeof body === 'string' ? 'application/yaml' : 'application/json');
  const own = body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve) => {
    const fail = (error: Error): void =>
      resolve({ ok: false, status: 0, reason: 'Unreachable', message: error.message });
    const outgoing = send(
      url,
      {
        method,
        agent,
        headers: { accept, ...headers, ...own },
        signal: AbortSignal.timeout(timeout),
      },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('error', fail);
        incoming.on('end', () =>
          resolve(replyOf<T>(incoming.statusCode ?? 0, Buffer.concat(parts).toString('utf8'))),
        );
      },
    );
    outgoing.on('error', fail);
    outgoing.end(text);
  });
}

/** Texts that are not JSON, such as those of `/readyz`, are the body itself. */
function replyOf<T>(status: number, text: string): Reply<T> {
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON.
  }
  if (status >= 200 && status < 300) return { ok: true, status, body: body as T };
  const { reason, message } = (typeof body === 'object' && body !== null ? body : {}) as {
    reason?: string;
    message?: string;
  };
  return { ok: false, status, reason: reason ?? '', message: message ?? text };
}
