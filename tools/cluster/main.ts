// Usage: node tools/cluster/main.ts build [PRODUCT…] | up [--layer LAYER] [--kubernetes MINOR] | down | reset | kubeconfig
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseRequest, type Request } from './arguments.ts';
import { buildProduct } from './build/build.ts';
import type { LayerName } from './layers/names.ts';
import { completeMinor, kubernetesOf, productNamed, type Minor } from './products.ts';
import { cannotRun } from './requirements.ts';
import { isAlive } from './run-folder.ts';
import { readState, supervisorLog, TAKEN } from './state.ts';

const parsed = parseRequest(process.argv.slice(2));
if (!parsed.ok) {
  console.error(`cluster: ${parsed.message}`);
  process.exitCode = 2;
} else {
  try {
    await run(parsed.request);
  } catch (error) {
    console.error(`cluster: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function run(wanted: Request): Promise<void> {
  switch (wanted.command) {
    case 'build':
      return build(wanted.products);
    case 'up':
      return up(wanted.layer, wanted.kubernetes);
    case 'down':
      return down();
    case 'reset':
      return reset();
    case 'kubeconfig':
      console.log(running().kubeconfig);
  }
}

async function build(names: readonly string[]): Promise<void> {
  const problem = await cannotRun('api');
  if (problem !== undefined) throw new Error(problem);
  for (const name of names) {
    const { product, seconds } = await buildProduct(productNamed(name));
    const how = seconds === undefined ? 'is built' : `built in ${seconds.toFixed(1)} s`;
    console.log(`${product.name} (${product.version}): ${how}`);
  }
}

async function up(layer: LayerName, kubernetes: Minor): Promise<void> {
  const state = readState();
  if (state !== undefined) {
    const what = `layer ${state.layer} with Kubernetes ${state.kubernetes} is running`;
    if (state.layer !== layer || state.kubernetes !== kubernetes)
      throw new Error(`${what}, which is another one; \`npm run cluster:down\` stops it`);
    console.log(what);
    if (state.kubeconfig !== undefined) console.log(state.kubeconfig);
    return;
  }
  const problem = await cannotRun(layer);
  if (problem !== undefined) throw new Error(problem);
  const simulated = layer === 'simulated' ? ['kwok', 'argo-rollouts', 'argo-cd'] : [];
  const wanted = new Set([
    'etcd',
    kubernetesOf(kubernetes).name,
    kubernetesOf(completeMinor).name,
    ...simulated,
  ]);
  for (const name of wanted) {
    const { product, seconds } = await buildProduct(productNamed(name));
    if (seconds !== undefined)
      console.log(`${product.name} (${product.version}): built in ${seconds.toFixed(1)} s`);
  }
  const begun = performance.now();
  const log = openSync(supervisorLog(), 'w');
  const supervisor = spawn(
    process.execPath,
    [fileURLToPath(new URL('supervisor.ts', import.meta.url)), layer, kubernetes],
    { detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  supervisor.unref();
  let ended: number | undefined;
  supervisor.once('exit', (code) => (ended = code ?? 1));
  for (;;) {
    const now = readState();
    if (now?.kubeconfig !== undefined) {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`layer ${layer} with Kubernetes ${kubernetes} is ready after ${seconds} s`);
      console.log(now.kubeconfig);
      return;
    }
    if (ended === TAKEN) throw new Error('another cluster of this checkout was started at the same time');
    if (ended !== undefined) throw new Error(lastWords());
    await sleep(25);
  }
}

async function down(): Promise<void> {
  const state = readState();
  if (state === undefined) {
    console.log('no cluster of this checkout is running');
    return;
  }
  process.kill(state.pid, 'SIGTERM');
  const deadline = performance.now() + 15_000;
  while (isAlive(state.pid)) {
    if (performance.now() > deadline) process.kill(state.pid, 'SIGKILL');
    await sleep(25);
  }
  console.log('stopped');
}

async function reset(): Promise<void> {
  const begun = performance.now();
  const { control } = running();
  const problem = await new Promise<string>((resolve) => {
    const order = request({ socketPath: control, method: 'POST', path: '/reset' }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (part: string) => (text += part));
      reply.on('end', () => resolve(text));
    });
    order.on('error', (error) => resolve(error.message));
    order.end();
  });
  if (problem !== '') throw new Error(problem);
  console.log(`reset in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

function running(): { readonly kubeconfig: string; readonly control: string } {
  const { kubeconfig, control } = readState() ?? {};
  if (kubeconfig !== undefined && control !== undefined) return { kubeconfig, control };
  const last = lastWords();
  const why = last === '' ? '' : `; the last one said:\n${last}`;
  throw new Error(`no cluster of this checkout is running; \`npm run cluster:up\` starts one${why}`);
}

/** What the owner of the last cluster wrote: nothing, unless something went wrong. */
function lastWords(): string {
  const log = supervisorLog();
  return existsSync(log) ? readFileSync(log, 'utf8').trim() : '';
}
