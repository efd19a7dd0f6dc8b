/**
 * Stands in for orders-api: serves the port and the probes that the platform expects, and ends as a program of a
 * platform should. It runs alone in its container, so it imports nothing but Node.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { Server } from 'node:net';
import { hostname } from 'node:os';

/** Milliseconds that an answer takes, so that some are always under way. */
const work = 20;
const warmUp = 300;
/** Replaced when the image is made. */
const version = 'VERSION';

const started = performance.now();
let open = 0;
let draining = false;

const pages: Readonly<Record<string, (query: URLSearchParams) => unknown>> = {
  '/health/startup': () => isWarm(),
  '/health/ready': () => isWarm() && !draining,
  '/health/live': () => true,
  '/': () => ({ version, pod: hostname() }),
  '/environment': () => process.env,
  '/status': () => readFileSync('/proc/self/status', 'utf8'),
  '/mounts': () => readFileSync('/proc/self/mounts', 'utf8'),
  '/read': (query) => attempt(() => readFileSync(query.get('path') ?? '', 'utf8')),
  '/write': (query) => attempt(() => writeFileSync(query.get('path') ?? '', 'written')),
};

function isWarm(): boolean {
  return performance.now() - started > warmUp;
}

function attempt(action: () => unknown): unknown {
  try {
    return { ok: true, value: action() };
  } catch (error) {
    return { ok: false, code: (error as { code?: string }).code };
  }
}

const server = createServer((request, response) => {
  open += 1;
  const url = new URL(request.url ?? '/', 'http://program.invalid');
  const page = pages[url.pathname];
  const answer = page === undefined ? undefined : page(url.searchParams);
  setTimeout(
    () => {
      send(response, answer);
      open -= 1;
    },
    url.pathname === '/' ? work : 0,
  );
});

/** While it drains, every answer is the last one of its connection. */
function send(response: ServerResponse, answer: unknown): void {
  if (draining) response.setHeader('connection', 'close');
  response.writeHead(answer === undefined ? 404 : answer === false ? 503 : 200, {
    'content-type': 'application/json',
  });
  response.end(JSON.stringify(answer ?? null));
}

server.listen(8080);

/**
 * As most programs end: new connections are refused at once, those that are open get one more answer each. It ends
 * when none is left.
 */
process.on('SIGTERM', () => {
  draining = true;
  // Not the `close` of HTTP, which cuts idle connections, and with them requests that are on their way.
  Server.prototype.close.call(server);
  const asked = performance.now();
  setInterval(() => {
    server.getConnections((_, connections) => {
      if ((open === 0 && connections === 0) || performance.now() - asked > 10_000) process.exit(0);
    });
  }, 50);
});
