import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A bare repository served over HTTP on the loopback interface, with its one branch `main`. */
export interface GitServer {
  /** What clones and Argo CD take, such as `http://127.0.0.1:40123/record.git`. */
  readonly url: string;
  /** Folder of the bare repository. */
  readonly repository: string;
  /**
   * Commits files by path to `main`; `null` removes the file or folder there. Other files stay, unless `only` is set:
   * then the commit holds these files and nothing else. Returns the hash of the commit; a commit that changes nothing
   * is made all the same.
   */
  commit(
    files: Readonly<Record<string, string | null>>,
    message: string,
    options?: { readonly only?: boolean },
  ): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a Git server with an empty repository below `folder`. */
export async function startGitServer(folder: string): Promise<GitServer> {
  const repository = join(folder, 'record.git');
  await git(['init', '--quiet', '--bare', '--initial-branch=main', repository]);
  await git(['-C', repository, 'config', 'http.receivepack', 'true']);
  const server = createServer((request, response) => answer(folder, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/record.git`,
    repository,
    async commit(files, message, options) {
      await git(
        ['-C', repository, 'fast-import', '--quiet', '--force'],
        await stream(repository, files, message, options),
      );
      return head(repository);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The commit as `git fast-import` reads it. */
async function stream(
  repository: string,
  files: Readonly<Record<string, string | null>>,
  message: string,
  { only = false } = {},
): Promise<Buffer> {
  const parent = await head(repository);
  const parts = [
    'commit refs/heads/main\n',
    `committer Fairway <fairway@example.com> ${Math.floor(Date.now() / 1000)} +0000\n`,
    data(message),
    parent === '' ? '' : `from ${parent}\n`,
    only ? 'deleteall\n' : '',
  ];
  for (const [path, content] of Object.entries(files)) {
    parts.push(content === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(content)}`);
  }
  return Buffer.from(`${parts.join('')}\n`);
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** The newest commit of `main`, empty while there is none. */
async function head(repository: string): Promise<string> {
  const found = await git(['-C', repository, 'for-each-ref', '--format=%(objectname)', 'refs/heads/main']);
  return found.trim();
}

function git(args: readonly string[], input?: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => void (output += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => void (errors += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`git ${args.join(' ')} failed: ${errors.trim()}`));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Hands one request to Git's own CGI program, which speaks the smart protocol, pushes included. */
function answer(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.once('error', () => response.writeHead(500).end());
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  let waiting: Buffer | undefined = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    if (waiting === undefined) return void response.write(chunk);
    waiting = Buffer.concat([waiting, chunk]);
    const end = waiting.indexOf('\r\n\r\n');
    if (end === -1) return;
    writeHead(response, waiting.subarray(0, end).toString('latin1'));
    response.write(waiting.subarray(end + 4));
    waiting = undefined;
  });
  child.stdout.once('end', () => response.end());
}

/** The head that a CGI program prints; its `Status` line is the status of the response. */
function writeHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
}
