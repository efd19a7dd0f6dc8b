/**
 * Calls a Service without pause, over connections that stay open and over new ones, and serves what came of it.
 * It runs alone in its container, so it imports nothing but Node.
 */
import { Agent, createServer, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Replaced when the image is made. */
const target = 'TARGET';
const callers = 4;
/** Milliseconds between two calls of one caller. */
const pause = 10;

const report = {
  requests: 0,
  /** How often each version answered. */
  versions: {} as Record<string, number>,
  pods: {} as Record<string, number>,
  failures: [] as string[],
};

function call(agent: Agent): Promise<void> {
  return new Promise((resolve) => {
    const fail = (error: Error): void => {
      report.failures.push(`${new Date().toISOString()} ${error.message}`);
      resolve();
    };
    const request = get(target, { agent, timeout: 5000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('error', fail);
      response.on('end', () => {
        if (response.statusCode === 200) count(JSON.parse(text) as { version: string; pod: string });
        else report.failures.push(`${new Date().toISOString()} ${response.statusCode}`);
        resolve();
      });
    });
    request.on('error', fail);
    request.on('timeout', () => request.destroy(new Error('no answer within 5 s')));
  });
}

function count({ version, pod }: { readonly version: string; readonly pod: string }): void {
  report.versions[version] = (report.versions[version] ?? 0) + 1;
  report.pods[pod] = (report.pods[pod] ?? 0) + 1;
}

async function keepCalling(agent: Agent): Promise<void> {
  for (;;) {
    report.requests += 1;
    await call(agent);
    await sleep(pause);
  }
}

const lasting = new Agent({ keepAlive: true, maxSockets: callers });
const fresh = new Agent({ keepAlive: false });
for (let caller = 0; caller < callers; caller++) {
  void keepCalling(lasting);
  void keepCalling(fresh);
}

createServer((_, response) => response.end(JSON.stringify(report))).listen(9090);
process.on('SIGTERM', () => process.exit(0));
