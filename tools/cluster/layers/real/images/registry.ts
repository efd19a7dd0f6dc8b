import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { blobPath } from './store.ts';

/** Who may pull from a registry. */
export interface PullCredentials {
  readonly username: string;
  readonly password: string;
}

export interface RegistryOptions {
  /** Filled by `storeImage`. */
  readonly folder: string;
  /** By host of the registry that is stood in for; others serve everybody. */
  readonly credentials: Readonly<Record<string, PullCredentials>>;
}

const address = /^\/v2\/(?<repository>.+)\/(?<kind>manifests|blobs)\/(?<reference>[^/]+)$/;

/**
 * The pulling half of the OCI distribution protocol, standing in for every registry: containerd says in `ns` which
 * one it meant.
 */
export function createRegistry(options: RegistryOptions): Server {
  return createServer((request, response) => {
    answer(request, response, options);
  });
}

function answer(request: IncomingMessage, response: ServerResponse, options: RegistryOptions): void {
  const url = new URL(request.url ?? '/', 'http://registry.invalid');
  const credentials = options.credentials[url.searchParams.get('ns') ?? ''];
  if (credentials !== undefined && !isAllowed(request, credentials)) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end();
    return;
  }
  const found = address.exec(url.pathname)?.groups;
  if (found === undefined) {
    response.writeHead(url.pathname === '/v2/' ? 200 : 404).end();
    return;
  }
  const { repository = '', kind, reference = '' } = found;
  const tag = join(options.folder, 'tags', repository, reference);
  const digest = reference.startsWith('sha256:') || !existsSync(tag) ? reference : readFileSync(tag, 'utf8');
  const file = blobPath(options.folder, digest);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-length': statSync(file).size,
    'content-type': kind === 'manifests' ? mediaTypeOf(file) : 'application/octet-stream',
    'docker-content-digest': digest,
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

function isAllowed(request: IncomingMessage, { username, password }: PullCredentials): boolean {
  const expected = Buffer.from(`${username}:${password}`).toString('base64');
  return request.headers.authorization === `Basic ${expected}`;
}

function mediaTypeOf(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly mediaType: string }).mediaType;
}
