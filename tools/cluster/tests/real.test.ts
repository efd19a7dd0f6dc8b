import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hierarchies } from '../layers/real/control-groups.ts';
import { startCluster } from '../cluster.ts';
import { isAlive } from '../run-folder.ts';
import { processOf } from './processes.ts';

/** What a cluster of another process says of itself. */
interface Started {
  readonly folder: string;
  /** Of its programs and of the processes of its pod. */
  readonly pids: readonly number[];
  /** That it took to start. */
  readonly seconds: number;
}

function start(): ChildProcess {
  const owner = fileURLToPath(new URL('real-owner.ts', import.meta.url));
  return spawn(process.execPath, [owner], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function started({ stdout }: ChildProcess): Promise<Started> {
  let text = '';
  for await (const part of stdout?.setEncoding('utf8') ?? []) {
    text += part as string;
    if (text.includes('\n')) break;
  }
  return JSON.parse(text) as Started;
}

/** Everything of a run that the machine still has. */
function leftOf({ folder, pids }: Started): readonly string[] {
  const name = basename(folder);
  return [
    ...pids.filter(isAlive).map((pid) => `process ${pid}`),
    ...(existsSync(folder) ? [folder] : []),
    ...hierarchies()
      .map((hierarchy) => join(hierarchy, name))
      .filter((group) => existsSync(group)),
    ...mounts().filter((line) => line.includes(name)),
  ];
}

function mounts(): readonly string[] {
  return readFileSync('/proc/self/mounts', 'utf8').split('\n');
}

/** What a node would write outside its world. */
function outside(): unknown {
  const folders = [
    '/run/containerd',
    '/var/lib/kubelet',
    '/var/lib/cni',
    '/var/log/pods',
    '/var/log/containers',
  ];
  return {
    devices: readdirSync('/sys/class/net').sort(),
    mounts: mounts().filter((line) => /containerd|kubelet|fairway/.test(line)),
    files: folders.map((folder) => (existsSync(folder) ? readdirSync(folder) : undefined)),
  };
}

describe('the real layer', () => {
  it('tells when a program of its node ends by itself', async () => {
    const { folder, real, stop } = await startCluster({ layer: 'real' });
    try {
      process.kill(processOf('kubelet', folder), 'SIGKILL');
      await expect(real.failed).rejects.toThrow('kubelet ended (signal SIGKILL)');
    } finally {
      await stop();
    }
  });

  it('runs twice side by side and leaves nothing, whether it is killed or stopped', async () => {
    const before = outside();
    const owners = [start(), start()] as const;
    const [killed, stopped] = await Promise.all([started(owners[0]), started(owners[1])]);
    console.log(`two were up in ${killed.seconds.toFixed(1)} s and ${stopped.seconds.toFixed(1)} s`);
    for (const { seconds } of [killed, stopped]) expect(seconds).toBeLessThan(25);
    // etcd, API server, controller manager, scheduler; and the pod's own two.
    for (const { pids } of [killed, stopped]) expect(pids.filter(isAlive)).toHaveLength(6);
    expect(outside()).toEqual(before);

    owners[0].kill('SIGKILL');
    for (let look = 0; look < 100 && leftOf(killed).length > 0; look++) await sleep(100);
    expect(leftOf(killed)).toEqual([]);
    expect(stopped.pids.filter(isAlive)).toHaveLength(6);

    owners[1].stdin?.end();
    await once(owners[1], 'exit');
    expect(owners[1].exitCode).toBe(0);
    expect(leftOf(stopped)).toEqual([]);
    expect(outside()).toEqual(before);
  });
});
