import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder } from '../build/recipe.ts';
import { startCluster } from '../cluster.ts';
import { startControlPlane } from '../layers/api.ts';
import { freePorts } from '../ports.ts';
import { createPrograms } from '../process.ts';
import { createRunFolder, isAlive, removeLeftOvers } from '../run-folder.ts';
import { processOf } from './processes.ts';

const tests = fileURLToPath(new URL('./', import.meta.url));

describe('a cluster whose owner is killed', () => {
  it('ends with it, and the next start removes its folder', async () => {
    const owner = spawn(process.execPath, [join(tests, 'owner.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const { folder, pids } = JSON.parse(await firstLine(owner)) as { folder: string; pids: number[] };
    expect(pids.filter(isAlive)).toHaveLength(4);
    removeLeftOvers();
    expect(existsSync(folder)).toBe(true);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const begun = performance.now();
    while (pids.some(isAlive) && performance.now() - begun < 5000) await sleep(10);
    console.log(`all programs ended ${Math.round(performance.now() - begun)} ms after their owner`);
    expect(pids.filter(isAlive)).toEqual([]);
    removeLeftOvers();
    expect(existsSync(folder)).toBe(false);
  });
});

describe('ports', () => {
  it('are chosen again when others were faster, even another etcd', async () => {
    const other = await startCluster({ kubernetes: '1.33' });
    const folder = createRunFolder();
    const programs = createPrograms(folder);
    const [peer = 0, secure = 0, ...free] = await freePorts(5);
    const taken = [Number(new URL(other.plane.etcd).port), Number(new URL(other.plane.access.server).port)];
    const offers = [[taken[0] ?? 0, peer, secure], [free[0] ?? 0, free[1] ?? 0, taken[1] ?? 0], free];
    const plane = await startControlPlane({
      minor: '1.33',
      folder,
      programs,
      choosePorts: () => Promise.resolve(offers.shift() ?? []),
    });
    expect(offers).toEqual([]);
    expect(plane.etcd).toBe(`http://127.0.0.1:${free[0]}`);
    expect((await plane.client.request('GET', '/readyz')).ok).toBe(true);
    expect((await other.client.request('GET', '/readyz')).ok).toBe(true);
    await Promise.all([programs.stop(), other.stop()]);
    rmSync(folder, { recursive: true });
  });
});

describe('a program that cannot start', () => {
  let folder = '';

  beforeEach(() => {
    folder = createRunFolder();
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('ends the start at once with the end of its log, and nothing stays', async () => {
    const programs = createPrograms(folder);
    const begun = performance.now();
    const starting = startControlPlane({ minor: '1.35', folder, programs, apiServerFlags: ['--no-such-flag'] });
    await expect(starting).rejects.toThrow(
      /^kube-apiserver ended \(code 1\) before the API server is ready:\n[^]*unknown flag: --no-such-flag/,
    );
    console.log(`the failed start took ${Math.round(performance.now() - begun)} ms`);
    expect(programs.all).toEqual([]);
  });

  it('says so when there is no such program', async () => {
    const programs = createPrograms(folder);
    const program = programs.start({ name: 'nothing', command: join(folder, 'nothing'), args: [] });
    await expect(programs.until('it answers', () => Promise.resolve(undefined))).rejects.toThrow(
      /^nothing ended \(code 127\) before it answers:\n[^]*nothing/,
    );
    expect(program.isRunning()).toBe(false);
  });

  it('is waited for no longer than agreed', async () => {
    const programs = createPrograms(folder);
    const of = programs.start({ name: 'idle', command: 'sh', args: ['-c', 'echo I am idle; sleep 60'] });
    await expect(
      programs.until('it answers', () => Promise.resolve(undefined), { seconds: 0.3, of }),
    ).rejects.toThrow('not within 0.3 s: it answers; the log of idle ends:\nI am idle');
    await programs.stop();
    expect(isAlive(of.pid)).toBe(false);
  });

  it('is killed when it does not end by itself', async () => {
    const programs = createPrograms(folder);
    const deaf = programs.start({
      name: 'deaf',
      command: 'sh',
      args: ['-c', 'trap "" TERM; echo deaf; sleep 60'],
    });
    await programs.until('it is deaf', () => Promise.resolve(deaf.tail() === 'deaf' ? true : undefined));
    await deaf.stop(200);
    expect(await deaf.ended).toBe('signal SIGKILL');
  });
});

describe('the commands', () => {
  let cache = '';

  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'fairway-cache-'));
  });

  afterEach(async () => {
    await command('down');
    rmSync(cache, { recursive: true, force: true });
  });

  it('start one cluster for a checkout, reset it, and stop it', async () => {
    linkBuilds();
    const [first, second] = await Promise.all([command('up'), command('up')]);
    expect([first.code, second.code]).toContain(0);
    const again = await command('up');
    const kubeconfig = (await command('kubeconfig')).output.trim();
    expect(again).toEqual({ code: 0, output: `layer api with Kubernetes 1.35 is running\n${kubeconfig}\n` });
    expect(readFileSync(kubeconfig, 'utf8')).toContain('server');
    const reset = await command('reset');
    expect(reset.code).toBe(0);
    expect(reset.output).toMatch(/^reset in [0-9.]+ s\n$/);
    expect(await command('down')).toEqual({ code: 0, output: 'stopped\n' });
    expect(existsSync(kubeconfig)).toBe(false);
    expect(await command('down')).toEqual({ code: 0, output: 'no cluster of this checkout is running\n' });
    expect(await command('kubeconfig')).toEqual({
      code: 1,
      output: 'cluster: no cluster of this checkout is running; `npm run cluster:up` starts one\n',
    });
  });

  it('end a cluster of which a program ended, and tell which', async () => {
    linkBuilds();
    await command('up');
    const kubeconfig = (await command('kubeconfig')).output.trim();
    process.kill(processOf('etcd', dirname(kubeconfig)), 'SIGKILL');
    await expect.poll(() => existsSync(kubeconfig), { timeout: 10_000 }).toBe(false);
    const { code, output } = await command('reset');
    expect(code).toBe(1);
    expect(output).toContain(
      '`npm run cluster:up` starts one; the last one said:\netcd ended (signal SIGKILL):',
    );
  });

  it('do not take a cluster of another layer or version for what was asked', async () => {
    linkBuilds();
    await command('up');
    expect(await command('up', '--kubernetes', '1.36')).toEqual({
      code: 1,
      output:
        'cluster: layer api with Kubernetes 1.35 is running, which is another one; `npm run cluster:down` stops it\n',
    });
  });

  it('build once, also when two of them build at the same time', async () => {
    const compiled = { GOCACHE: execFileSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).trim() };
    const both = await Promise.all([command('build', 'etcd', compiled), command('build', 'etcd', compiled)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const builds = readdirSync(join(cache, 'fairway', 'cluster'));
    expect(builds).toHaveLength(1);
    expect(readdirSync(join(cache, 'fairway', 'cluster', builds[0] ?? ''))).toEqual(['etcd']);
    const begun = performance.now();
    expect(await command('build', 'etcd')).toEqual({ code: 0, output: 'etcd (3.6.5): is built\n' });
    console.log(`a build with nothing to do took ${Math.round(performance.now() - begun)} ms`);
  });

  it('say what is missing and what is not shown without it', async () => {
    const { code, output } = await command('up', '--layer', 'simulated', { PATH: join(cache, 'empty') });
    expect(code).toBe(1);
    expect(output).toContain('the simulated layer cannot run here; missing:\n- go (');
    expect(output).toContain('redis-server');
    expect(output).toContain('without it nobody shows that Argo CD syncs the emitted tree');
  });

  it('refuse wrong use with one line and code 2', async () => {
    const { code, output } = await command('up', '--kubernetes', '1.20');
    expect({ code, output }).toEqual({
      code: 2,
      output: 'cluster: Kubernetes 1.20 is not built; built are: 1.33, 1.35, 1.36\n',
    });
  });

  /** The builds of the machine's own cache, without what runs from it. */
  function linkBuilds(): void {
    const own = cacheFolder(process.env, homedir());
    const mine = join(cache, 'fairway', 'cluster');
    mkdirSync(mine, { recursive: true });
    for (const name of readdirSync(own).filter((entry) => /^[a-z]/.test(entry) && entry !== 'running'))
      symlinkSync(join(own, name), join(mine, name));
  }

  async function command(
    ...args: readonly (string | Readonly<Record<string, string>>)[]
  ): Promise<{ readonly code: number | null; readonly output: string }> {
    const environment = Object.assign(
      {},
      process.env,
      ...args.filter((arg) => typeof arg !== 'string'),
    ) as object;
    const words = args.filter((arg) => typeof arg === 'string');
    const child = spawn(process.execPath, [join(tests, '..', 'main.ts'), ...words], {
      env: { ...environment, XDG_CACHE_HOME: cache },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => (output += part));
    }
    await once(child, 'close');
    return { code: child.exitCode, output };
  }
});

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('no output');
  let text = '';
  for await (const part of stdout.setEncoding('utf8')) {
    text += part as string;
    if (text.includes('\n')) break;
  }
  return text;
}
