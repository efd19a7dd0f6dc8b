import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diesWithParent } from '../../process.ts';
import type { NodeStart, Order, Report } from './messages.ts';

/** Network, mounts, and processes of their own, in which a node runs; all gone when it ends. */
export interface World {
  /** Runs a command in the network of the world. */
  readonly through: readonly string[];
  /** Makes a port of the world's loopback reachable as the same port of the loopback outside. */
  readonly reach: (port: number) => Promise<void>;
  readonly startNode: (node: NodeStart) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** The shell collects processes that lost their parent, which Node does not. */
const firstProcess = ['sh', '-c', '"$@" & wait $!', 'sh'];

/** Makes a world. It ends with this process, also when this process is killed. @throws Error saying what failed. */
export async function createWorld(folder: string): Promise<World> {
  const entry = fileURLToPath(new URL('inside.ts', import.meta.url));
  const command = ['unshare', ...namespaces, ...firstProcess, process.execPath, entry];
  const [program, ...args] = diesWithParent(process.pid, command);
  const log = join(folder, 'world.log');
  const output = openSync(log, 'a');
  const child = spawn(program, args, { stdio: ['ignore', output, output, 'ipc'] });
  closeSync(output);
  let running = true;
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).then(() => {
    running = false;
  });
  const stop = async (): Promise<void> => {
    if (running) child.kill('SIGKILL');
    await ended;
  };
  const expected = (type: Report['type']): Promise<void> =>
    Promise.race([
      reportOf(child, type),
      ended.then(() => Promise.reject(new Error(`the world ended:\n${readFileSync(log, 'utf8')}`))),
    ]);
  try {
    await expected('prepared');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    through: ['nsenter', `--net=/proc/${child.pid}/ns/net`],
    reach: async (port) => {
      const answer = expected('forwarding');
      const server = createServer();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', resolve);
      });
      child.send({ type: 'forward', port } satisfies Order, server);
      await answer;
      server.close();
    },
    startNode: async (node) => {
      const answer = expected('started');
      child.send({ type: 'start', node } satisfies Order);
      await answer;
    },
    stop,
  };
}

function reportOf(child: ChildProcess, type: Report['type']): Promise<void> {
  return new Promise((resolve, reject) => {
    const listener = (report: Report): void => {
      if (report.type !== type && report.type !== 'failed') return;
      child.off('message', listener);
      if (report.type === 'failed') reject(new Error(report.message));
      else resolve();
    };
    child.on('message', listener);
  });
}
