import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
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
  /** Rejects when the world or a program of its node ends by itself; never settles otherwise. */
  readonly failed: Promise<never>;
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
  const ended = once(child, 'exit');
  let stopping = false;
  const failed = Promise.race([
    failureOf(child),
    ended.then(() => {
      if (stopping) return new Promise<never>(() => undefined);
      throw new Error(`the world ended:\n${readFileSync(log, 'utf8')}`);
    }),
  ]);
  failed.catch(() => undefined);
  const stop = async (): Promise<void> => {
    stopping = true;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await ended;
    }
  };
  const expected = (type: Report['type']): Promise<void> => Promise.race([reportOf(child, type), failed]);
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
    failed,
    stop,
  };
}

function reportOf(child: ChildProcess, type: Report['type']): Promise<void> {
  return new Promise((resolve) => {
    const listener = (report: Report): void => {
      if (report.type !== type) return;
      child.off('message', listener);
      resolve();
    };
    child.on('message', listener);
  });
}

function failureOf(child: ChildProcess): Promise<never> {
  return new Promise((_, reject) => {
    child.on('error', reject);
    child.on('message', (report: Report) => {
      if (report.type === 'failed') reject(new Error(report.message));
    });
  });
}
