import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { diagnostic, fileStart } from '@fairway/model';
import type { RecordResult, RecordUnit, RecordWrite } from '@fairway/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordReaderCases } from '../conformance/record-reader.ts';
import { temporaryDirectory, writeContents } from '../testing/temporary.ts';
import { contentsOf, unit } from '../testing/units.ts';
import { filesRecordStore } from './record-store.ts';

let home: ReturnType<typeof temporaryDirectory>;
let target = '';
beforeEach(() => {
  home = temporaryDirectory();
  target = path.join(home.path, 'record');
});
afterEach(() => {
  home[Symbol.dispose]();
});

const ORDERS = 'prod/eks/shop/orders';
const CARTS = 'prod/eks/shop/carts';
const DEV = 'dev/eks/shop/orders';

function write(units: Iterable<RecordUnit>, rest: Omit<RecordWrite, 'units'> = {}): Promise<RecordResult> {
  return filesRecordStore({ directory: target }).write({ units, ...rest });
}

function codes(result: RecordResult): string[] {
  return result.diagnostics.map((problem) => problem.code);
}

/** The record holds exactly these units and foreign files, and nothing lies beside it. */
function expectRecord(units: readonly RecordUnit[], foreign: { readonly [path: string]: string } = {}): void {
  const expected: Record<string, string> = { ...foreign };
  for (const { folder, files } of units) {
    for (const { name, text } of files) expected[name.includes('/') ? name : `${folder}/${name}`] = text;
  }
  expect(contentsOf(target)).toEqual(expected);
  expect(fs.readdirSync(home.path)).toEqual(['record']);
}

describe('files record reader', () => {
  for (const { name, run } of recordReaderCases) {
    it(name, async () => {
      await expect(
        run((contents) => {
          writeContents(home.path, contents);
          return Promise.resolve(filesRecordStore({ directory: target }));
        }),
      ).resolves.toBeUndefined();
    });
  }
});

describe('writing the record', () => {
  it('writes a new record, then changes only what differs', async () => {
    const first = await write([unit(ORDERS), unit(CARTS)]);
    expect(first).toMatchObject({ diagnostics: [], removed: [], unchanged: 0 });
    expect(first.written).toEqual(
      [CARTS, ORDERS].flatMap((folder) => [`${folder}/fairway.lock`, `${folder}/manifests.yaml`]),
    );
    expectRecord([unit(ORDERS), unit(CARTS)]);

    const old = new Date(1000);
    fs.utimesSync(path.join(target, CARTS, 'manifests.yaml'), old, old);
    const changed = unit(ORDERS, { 'manifests.yaml': 'changed\n' });
    const second = await write([changed, unit(CARTS)]);
    expect(second.written).toEqual([`${ORDERS}/fairway.lock`, `${ORDERS}/manifests.yaml`]);
    expect(second.unchanged).toBe(2);
    expect(fs.statSync(path.join(target, CARTS, 'manifests.yaml')).mtimeMs).toBe(1000);
    expectRecord([changed, unit(CARTS)]);

    expect(await write([changed, unit(CARTS)])).toMatchObject({ written: [], removed: [], unchanged: 4 });
  });

  it('removes units and files that are gone, and the folders that became empty', async () => {
    const rooted = '_tests/prod/eks/shop/orders/alerts.yaml';
    await write([
      unit(ORDERS, { 'manifests.yaml': 'a', 'extra.json': '{}', [rooted]: 'tests' }),
      unit(CARTS),
      unit(DEV),
    ]);
    const result = await write([unit(ORDERS)]);
    expect(result.removed).toEqual([
      rooted,
      `${DEV}/fairway.lock`,
      `${DEV}/manifests.yaml`,
      `${CARTS}/fairway.lock`,
      `${CARTS}/manifests.yaml`,
      `${ORDERS}/extra.json`,
    ]);
    expectRecord([unit(ORDERS)]);
  });

  it('moves a file outside unit folders from one unit to another', async () => {
    const rooted = '_tests/prod/eks/shop/shared/alerts.yaml';
    await write([unit(ORDERS, { [rooted]: 'old' }), unit(CARTS)]);
    const units = [unit(ORDERS), unit(CARTS, { 'manifests.yaml': 'a', [rooted]: 'new' })];
    expect(codes(await write(units))).toEqual([]);
    expectRecord(units);
  });

  it('leaves foreign files alone, and restores what somebody edited or deleted', async () => {
    const foreign = { '.git/config': 'git', 'README.md': 'mine', [`${CARTS}/notes.txt`]: 'mine' };
    writeContents(target, { '.git/config': 'git' });
    await write([unit(ORDERS), unit(CARTS)]);
    writeContents(target, { 'README.md': 'mine', [`${CARTS}/notes.txt`]: 'mine' });
    fs.writeFileSync(path.join(target, ORDERS, 'manifests.yaml'), 'edited');
    await write([unit(ORDERS)]);
    expectRecord([unit(ORDERS)], foreign);
    fs.rmSync(path.join(target, ORDERS, 'manifests.yaml'));
    await write([unit(ORDERS)]);
    expectRecord([unit(ORDERS)], foreign);
  });

  it('refuses a folder that it did not write (FWY4020) and a file (FWY4022)', async () => {
    writeContents(target, { 'src/index.ts': 'code', '.git/config': 'git' });
    expect(codes(await write([unit(ORDERS)]))).toEqual(['FWY4020']);
    expectRecord([], { 'src/index.ts': 'code', '.git/config': 'git' });
    fs.rmSync(target, { recursive: true });
    writeContents(home.path, { record: 'a file' });
    expect(codes(await write([unit(ORDERS)]))).toEqual(['FWY4022']);
    expect(fs.readFileSync(target, 'utf8')).toBe('a file');
  });

  it('refuses to overwrite what no lock claims (FWY4023), unless it is the same', async () => {
    await write([unit(CARTS)]);
    const foreign = { [`${ORDERS}/manifests.yaml`]: 'by hand', 'dev/eks': 'a file' };
    writeContents(target, foreign);
    const result = await write([unit(CARTS), unit(ORDERS), unit(DEV)]);
    expect(result.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['FWY4023', `${target}/dev/eks`],
      ['FWY4023', `${target}/${ORDERS}/manifests.yaml`],
    ]);
    expectRecord([unit(CARTS)], foreign);
    fs.rmSync(path.join(target, 'dev'), { recursive: true });
    writeContents(target, { [`${ORDERS}/manifests.yaml`]: `# ${ORDERS}\n` });
    expect(codes(await write([unit(CARTS), unit(ORDERS)]))).toEqual([]);
    expectRecord([unit(CARTS), unit(ORDERS)]);
  });

  it('says that a lock is damaged (FWY4025) when it must know what it claims', async () => {
    await write([unit(ORDERS), unit(CARTS)]);
    writeContents(target, { [`${ORDERS}/fairway.lock`]: '<<<<<<<' });
    expect(codes(await write([unit(ORDERS), unit(CARTS)]))).toEqual(['FWY4025']);
    expect(codes(await write([unit(CARTS)]))).toEqual(['FWY4025']);
    expect(codes(await write([unit(CARTS)], { keepFolders: [ORDERS] }))).toEqual([]);
  });
});

describe('scope', () => {
  const namespace = 'prod/eks/shop/_namespace';
  const docs = '_docs/shop/orders';
  const all = [ORDERS, CARTS, DEV, namespace, docs, '_clusters/eks'];

  async function touched(rest: Omit<RecordWrite, 'units'>): Promise<{ written: string[]; removed: string[] }> {
    await write(all.map((folder) => unit(folder)));
    const folders = (paths: readonly string[]): string[] => [
      ...new Set(paths.map((file) => path.dirname(file))),
    ];
    const changed = await write(
      all.map((folder) => unit(folder, { 'manifests.yaml': 'new' })),
      rest,
    );
    await write(all.map((folder) => unit(folder)));
    const gone = await write([], rest);
    return { written: folders(changed.written), removed: folders(gone.removed) };
  }

  it.each<[string, Omit<RecordWrite, 'units'>, string[]]>([
    ['an environment', { scope: { environments: ['prod'] } }, [namespace, CARTS, ORDERS]],
    ['a service', { scope: { services: ['orders'] } }, [docs, DEV, ORDERS]],
    ['both', { scope: { environments: ['dev', 'test'], services: ['orders'] } }, [DEV]],
    ['kept folders', { keepFolders: [ORDERS, docs, '_clusters/eks'] }, [DEV, namespace, CARTS]],
    ['everything', {}, ['_clusters/eks', docs, DEV, namespace, CARTS, ORDERS]],
  ])('of %s touches its own units only', async (_name, rest, expected) => {
    expect(await touched(rest)).toEqual({ written: expected, removed: expected });
  });
});

describe('all or nothing', () => {
  const late = diagnostic({ code: 'FWY4001', message: 'late' }, fileStart('services/a.yaml'));

  function* failing(): Generator<RecordUnit> {
    yield unit(ORDERS, { 'manifests.yaml': 'never' });
    throw new Error('late bug');
  }

  it.each([true, false])(
    'leaves the target as it was after a late error (target exists: %s)',
    async (exists) => {
      const before = exists ? [unit(ORDERS), unit(CARTS)] : [];
      if (exists) await write(before);
      await expect(write(failing())).rejects.toThrow('late bug');
      expect(fs.existsSync(target)).toBe(exists);
      const result = await write([unit(DEV)], { problems: () => [late] });
      expect(result).toEqual({ diagnostics: [late], written: [], removed: [], unchanged: 0 });
      expect(fs.readdirSync(home.path)).toEqual(exists ? ['record'] : []);
      if (exists) expectRecord(before);
    },
  );

  it('writes in spite of late warnings, and hands them back', async () => {
    const warning = { ...late, severity: 'warning' as const };
    expect((await write([unit(DEV)], { problems: () => [warning] })).diagnostics).toEqual([warning]);
    expectRecord([unit(DEV)]);
  });

  it('makes no folders for nothing', async () => {
    target = path.join(home.path, 'a/b/record');
    await expect(write(failing())).rejects.toThrow('late bug');
    expect(fs.readdirSync(home.path)).toEqual([]);
    expect(codes(await write([unit(DEV)]))).toEqual([]);
    expect(Object.keys(contentsOf(home.path))).toContain(`a/b/record/${DEV}/fairway.lock`);
  });

  it('asks for the next unit only after it has let go of the last', async () => {
    let alive = 0;
    let most = 0;
    function* units(): Generator<RecordUnit> {
      for (let index = 0; index < 20; index++) {
        most = Math.max(most, ++alive);
        yield unit(`prod/eks/shop/s${index}`);
        alive--;
      }
    }
    expect(codes(await write(units()))).toEqual([]);
    expect(most).toBe(1);
  });
});

describe('path safety', () => {
  it.each([
    '../x/y/z',
    '/a/b/c/d',
    'a/b/../d',
    'a/./b/c',
    'a//b/c',
    'a\\b/b/c/d',
    'a/b/c/\0',
    'a/b/c',
    '.git/b/c/d',
    '_x/a',
  ])('refuses the unit folder %j', async (folder) => {
    await expect(write([unit(folder)])).rejects.toThrow('No unit of the record can have the folder');
    expect(fs.readdirSync(home.path)).toEqual([]);
  });

  it.each(['../x', '/etc/x', '..', '', 'a\\b', 'a\0b', '.hidden', 'dev/eks/shop/x', '_tests/../x', '_docs/x'])(
    'refuses the file name %j',
    async (name) => {
      await expect(write([unit(ORDERS, { [name]: 'x' })])).rejects.toThrow('must not have a file');
      expect(fs.readdirSync(home.path)).toEqual([]);
    },
  );

  it('refuses units without a lock, with a lock that does not name a file, and twice the same', async () => {
    await expect(write([{ folder: ORDERS, files: [] }])).rejects.toThrow('has no fairway.lock');
    const unnamed = { ...unit(ORDERS), files: [...unit(ORDERS).files, { name: 'more.yaml', text: '' }] };
    await expect(write([unnamed])).rejects.toThrow('does not name its file more.yaml');
    await expect(write([unit(ORDERS), unit(ORDERS)])).rejects.toThrow('Two units');
    const rooted = { '_tests/prod/a.yaml': 'x' };
    await expect(write([unit(ORDERS, rooted), unit(CARTS, rooted)])).rejects.toThrow('Two files');
  });

  it('never writes or deletes through a symbolic link (FWY4024)', async () => {
    const rooted = '_tests/prod/eks/shop/orders/alerts.yaml';
    await write([unit(ORDERS, { [rooted]: 'x' }), unit(CARTS)]);
    fs.renameSync(path.join(target, '_tests'), path.join(home.path, 'outside'));
    fs.symlinkSync('../outside', path.join(target, '_tests'));
    fs.mkdirSync(path.join(target, 'dev'));
    fs.symlinkSync('../../outside', path.join(target, 'dev/eks'));
    const before = contentsOf(path.join(home.path, 'outside'));
    const result = await write([unit(ORDERS, { [rooted]: 'y' }), unit(DEV), unit(CARTS)]);
    expect(codes(result)).toEqual(['FWY4024', 'FWY4024']);
    expect(codes(await write([unit(CARTS)]))).toEqual([]);
    expect(contentsOf(path.join(home.path, 'outside'))).toEqual(before);
  });

  it('replaces a claimed file that became a link, not what the link points to', async () => {
    await write([unit(ORDERS)]);
    writeContents(home.path, { 'precious.txt': 'precious' });
    fs.rmSync(path.join(target, ORDERS, 'manifests.yaml'));
    fs.symlinkSync('../../../../../precious.txt', path.join(target, ORDERS, 'manifests.yaml'));
    await write([unit(ORDERS)]);
    expect(fs.readFileSync(path.join(home.path, 'precious.txt'), 'utf8')).toBe('precious');
    fs.rmSync(path.join(home.path, 'precious.txt'));
    expectRecord([unit(ORDERS)]);
  });

  it('writes through a link that is the target itself', async () => {
    fs.mkdirSync(path.join(home.path, 'real'));
    fs.symlinkSync('real', target);
    expect(codes(await write([unit(ORDERS)]))).toEqual([]);
    expect(Object.keys(contentsOf(path.join(home.path, 'real')))).toHaveLength(2);
  });
});

describe('two writers, and killed ones', () => {
  const lockFile = (): string => `${target}.fairway-writing`;
  const heldBy = (pid: number, host = os.hostname()): string => JSON.stringify({ pid, host, token: 'x' });

  it('refuses while another process writes (FWY4021), naming it', async () => {
    const child = spawn('sleep', ['60']);
    fs.writeFileSync(lockFile(), heldBy(child.pid ?? 0));
    const result = await write([unit(ORDERS)]);
    expect(result.diagnostics).toMatchObject([
      { code: 'FWY4021', message: expect.stringContaining(String(child.pid)) },
    ]);
    expect(fs.existsSync(target)).toBe(false);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(codes(await write([unit(ORDERS)]))).toEqual([]);
    expectRecord([unit(ORDERS)]);
  });

  it('takes over from itself in an earlier life, from an unreadable and from an old foreign lock', async () => {
    const long = new Date(Date.now() - 3_600_000);
    for (const content of [heldBy(process.pid), '', heldBy(1, 'another-machine')]) {
      fs.writeFileSync(lockFile(), content);
      fs.utimesSync(lockFile(), long, long);
      expect(codes(await write([unit(ORDERS)]))).toEqual([]);
      expectRecord([unit(ORDERS)]);
    }
    fs.writeFileSync(lockFile(), heldBy(1, 'another-machine'));
    expect(codes(await write([unit(ORDERS)]))).toEqual(['FWY4021']);
  });

  it('refuses a write within a write', async () => {
    const inner: Promise<RecordResult>[] = [];
    function* units(): Generator<RecordUnit> {
      inner.push(write([unit(CARTS)]));
      yield unit(ORDERS);
    }
    expect(codes(await write(units()))).toEqual([]);
    expect((await Promise.all(inner)).map(codes)).toEqual([['FWY4021']]);
    expectRecord([unit(ORDERS)]);
  });

  it('removes what a killed writer left, and only that', async () => {
    await write([unit(ORDERS)]);
    const kept = { 'record.fairway-notes/a': 'mine', 'record2.fairway-0123456789ab/a': 'of another record' };
    writeContents(home.path, { 'record.fairway-0123456789ab/prod/x': 'left over', ...kept });
    await write([unit(ORDERS)]);
    expect(fs.readdirSync(home.path).sort()).toEqual([
      'record',
      'record.fairway-notes',
      'record2.fairway-0123456789ab',
    ]);
  });

  it('is whole again after a kill at any moment of the commit', async () => {
    const rooted = '_tests/prod/eks/shop/orders/alerts.yaml';
    const before = [
      unit(ORDERS, { 'manifests.yaml': 'old', 'stale.json': '{}', [rooted]: 'old' }),
      unit(CARTS),
    ];
    const after = [unit(ORDERS, { 'manifests.yaml': 'new', 'fresh.json': '{}' }), unit(DEV)];
    for (let survive = 0, killed = true; killed; survive++) {
      fs.rmSync(target, { recursive: true, force: true });
      await write(before);
      writeContents(target, { 'foreign.txt': 'mine' });
      killed = await killAfter(survive);
      if (killed) await write(after);
      removeEmptyFolders(target);
      expectRecord(after, { 'foreign.txt': 'mine' });
      expect(survive).toBeLessThan(30);
    }

    async function killAfter(survive: number): Promise<boolean> {
      const child = spawn(process.execPath, ['--input-type=module', '-e', KILLED_WRITER], {
        env: { ...process.env, TARGET: target, SURVIVE: String(survive), UNITS: JSON.stringify(after), STORE },
        stdio: 'inherit',
      });
      const signal = await new Promise((resolve) => child.on('exit', (_code, name) => resolve(name)));
      return signal === 'SIGKILL';
    }
  });
});

/** Killed between the last file and its folder, a writer leaves an empty folder, which no Git sees. */
function removeEmptyFolders(directory: string): void {
  for (const name of Object.keys(contentsOf(directory))) {
    if (name.endsWith('/')) fs.rmSync(path.join(directory, name), { recursive: true });
  }
  if (Object.keys(contentsOf(directory)).some((name) => name.endsWith('/'))) removeEmptyFolders(directory);
}

const STORE = new URL('./record-store.ts', import.meta.url).href;

/** Writes the record and kills itself at a given call that changes the target. */
const KILLED_WRITER = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
let left = Number(process.env.SURVIVE);
for (const name of ['renameSync', 'unlinkSync', 'rmdirSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (left-- <= 0) process.kill(process.pid, 'SIGKILL');
    return original(...args);
  };
}
syncBuiltinESMExports();
const { filesRecordStore } = await import(process.env.STORE);
await filesRecordStore({ directory: process.env.TARGET }).write({ units: JSON.parse(process.env.UNITS) });
`;
