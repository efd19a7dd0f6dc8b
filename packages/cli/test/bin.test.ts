import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../bin/fairway.js', import.meta.url));
const built = 1_700_000_000;
let folder = '';

/** Writes a file whose time, and that of its folder, lies `seconds` after the bundle was built. */
function place(path: string, text: string, seconds: number): void {
  const file = join(folder, 'packages', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, built + seconds, built + seconds);
  utimesSync(dirname(file), built + seconds, built + seconds);
}

function run(...before: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [...before, join(folder, 'packages/cli/bin/fairway.js')], {
    encoding: 'utf8',
  });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairway-bin-'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  mkdirSync(join(folder, 'packages/cli/bin'), { recursive: true });
  copyFileSync(bin, join(folder, 'packages/cli/bin/fairway.js'));
  place('cli/src/main.ts', "console.log('sources');", -10);
  place('model/src/a.ts', '', -10);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('what the command starts', () => {
  it('is the sources where nothing was built', () => {
    expect(run().stdout).toBe('sources\n');
  });

  it('is the bundle while it is current, and where no sources were shipped', () => {
    place('cli/dist/main.js', "console.log('bundle');", 0);
    expect(run().stdout).toBe('bundle\n');
    rmSync(join(folder, 'packages/cli/src'), { recursive: true });
    rmSync(join(folder, 'packages/model'), { recursive: true });
    expect(run().stdout).toBe('bundle\n');
  });

  it('is the sources once one of them changed or went away', () => {
    place('cli/dist/main.js', "console.log('bundle');", 0);
    place('model/src/deep/b.ts', '', 10);
    expect(run().stdout).toBe('sources\n');
    rmSync(join(folder, 'packages/model/src/deep/b.ts'));
    expect(run().stdout).toBe('sources\n');
  });

  it('is the bundle where only a test changed', () => {
    place('cli/dist/main.js', "console.log('bundle');", 0);
    place('model/src/a.test.ts', '', 10);
    utimesSync(join(folder, 'packages/model/src'), built, built);
    expect(run().stdout).toBe('bundle\n');
  });
});

describe('the version of Node', () => {
  const pretend = (version: string): string =>
    `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}})`;

  it.each(['24.11.0', '24.21.0', '26.0.0', '27.3.1'])('%s is supported', (version) => {
    expect(run('--import', pretend(version))).toMatchObject({ status: 0, stdout: 'sources\n', stderr: '' });
  });

  it.each(['20.20.2', '22.18.0', '24.10.9', '25.9.0'])('%s is refused in one line', (version) => {
    const { status, stdout, stderr } = run('--import', pretend(version));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      new RegExp(
        `^fairway needs Node \\^24\\.11\\.0 \\|\\| >=26 and found ${version.replaceAll('.', '\\.')}; [^\\n]*npx fairway[^\\n]*\\n$`,
      ),
    );
  });

  it('20.20.2 hands over to the Node that was installed beside it, arguments and exit code included', () => {
    place('cli/src/main.ts', 'console.log(process.argv.slice(2).join()); process.exitCode = 4;', -10);
    const pinned = join(folder, 'node_modules/.bin');
    mkdirSync(pinned, { recursive: true });
    writeFileSync(join(folder, 'node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
    symlinkSync(join(folder, 'node'), join(pinned, 'node'));
    const script = join(folder, 'packages/cli/bin/fairway.js');
    const ran = spawnSync(process.execPath, ['--import', pretend('20.20.2'), script, 'check', '--notes'], {
      encoding: 'utf8',
    });
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([4, 'check,--notes\n', '']);
  });

  it('20.20.2 is refused where the Node beside it is no better', () => {
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    symlinkSync(process.execPath, join(folder, 'node_modules/.bin/node'));
    expect(run('--import', pretend('20.20.2')).status).toBe(2);
  });
});
