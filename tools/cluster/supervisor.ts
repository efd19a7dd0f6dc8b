// Usage: node tools/cluster/supervisor.ts LAYER MINOR. Owns the cluster that `up` started, until it is told to stop.
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { startCluster, type Cluster } from './cluster.ts';
import type { LayerName } from './layers/names.ts';
import type { Minor } from './products.ts';
import { ownerOf } from './run-folder.ts';
import { claimState, removeState, TAKEN, updateState } from './state.ts';

const [layer = 'api', kubernetes = ''] = process.argv.slice(2);
const state = { pid: process.pid, started: ownerOf(process.pid).started, layer, kubernetes };

if (claimState(state)) {
  await own();
} else {
  process.exitCode = TAKEN;
}

async function own(): Promise<void> {
  let told = (): void => undefined;
  const stopped = new Promise<string>((resolve) => {
    told = () => resolve('');
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, told);
  });
  const starting = startCluster({ layer: layer as LayerName, kubernetes: kubernetes as Minor });
  try {
    const cluster = await Promise.race([starting, stopped.then(() => undefined)]);
    if (cluster === undefined) return;
    const control = join(cluster.folder, 'control');
    const server = await listen(cluster, control);
    updateState({ ...state, kubeconfig: cluster.kubeconfig, control });
    const problem = await Promise.race([stopped, firstEnd(cluster)]);
    if (problem !== '') console.error(problem);
    server.close();
    await cluster.stop();
    process.exitCode = problem === '' ? 0 : 1;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  } finally {
    removeState();
    process.exit();
  }
}

/** A cluster without one of its programs is no cluster: it ends as a whole. */
function firstEnd({ plane, real }: Cluster): Promise<string> {
  const ends = plane.programs.all.map(async (program) => {
    const how = await program.ended;
    return `${program.name} ended (${how}):\n${program.tail()}`;
  });
  if (real !== undefined) ends.push(real.failed.catch((error: Error) => error.message));
  return Promise.race(ends);
}

/** `POST /reset` is the only order; the answer is empty or says what went wrong. */
function listen(cluster: Cluster, path: string): Promise<Server> {
  const server = createServer((request, reply) => {
    const order = `${request.method} ${request.url}`;
    const done = order === 'POST /reset' ? cluster.reset() : Promise.reject(new Error(`no order ${order}`));
    done.then(
      () => reply.writeHead(200).end(),
      (error: Error) => reply.writeHead(500).end(error.message),
    );
  });
  return new Promise((resolve) => server.listen(path, () => resolve(server)));
}
