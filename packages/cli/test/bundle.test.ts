import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder = '';

/** The built command line in a folder that holds it and the example organization, and no source. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairway-bundle-'));
  mkdirSync(join(folder, 'packages/cli/bin'), { recursive: true });
  copyFileSync(join(root, 'packages/cli/package.json'), join(folder, 'packages/cli/package.json'));
  copyFileSync(join(root, 'packages/cli/bin/fairway.js'), join(folder, 'packages/cli/bin/fairway.js'));
  symlinkSync(join(root, 'examples'), join(folder, 'examples'));
  const tsdown = join(root, 'node_modules/tsdown/dist/run.mjs');
  const built = spawnSync(
    process.execPath,
    [tsdown, '--config', 'tsdown.config.ts', '--out-dir', join(folder, 'packages/cli/dist')],
    { cwd: root, encoding: 'utf8' },
  );
  if (built.status !== 0) throw new Error(`${built.stdout}${built.stderr}`);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

function fairway(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const bin = join(folder, 'packages/cli/bin/fairway.js');
  return spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' });
}

describe('the bundle', () => {
  it('finds the example organization and compiles it', () => {
    const { status, stdout, stderr } = fairway('welcome', '--out', join(folder, 'out'));
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Fairway compiled \d+ services of examples\/acme /);
  });

  it('carries every command', () => {
    const { status, stdout } = fairway('--help');
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '');
    expect([status, commands.length > 10]).toEqual([0, true]);
    expect(commands.filter((name) => fairway(name, '--help').status !== 0)).toEqual([]);
  });
});
