import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

  it('carries the schemas of upstream kinds, and the client that asks clusters', () => {
    const manifest =
      'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: a }\nspec: { x: 1 }\n';
    writeFileSync(join(folder, 'scaled.yaml'), manifest);
    const validated = fairway('validate', 'scaled.yaml');
    expect([validated.status, validated.stderr]).toEqual([1, expect.stringContaining('FWY4073')]);
    const users = 'users: [{ name: u, user: { token: x } }]';
    const clusters = "clusters: [{ name: c, cluster: { server: 'https://127.0.0.1:1' } }]";
    const contexts = 'contexts: [{ name: a, context: { cluster: c, user: u } }]';
    writeFileSync(join(folder, 'config'), `${users}\n${clusters}\n${contexts}\ncurrent-context: a\n`);
    const words = ['--cluster', 'aws-frankfurt', '--kubeconfig', 'config'];
    const { status, stdout } = fairway('doctor', 'examples/acme', ...words);
    expect([status, stdout]).toEqual([1, expect.stringContaining('nothing listens there')]);
  });

  it('carries every command', () => {
    const { status, stdout } = fairway('--help');
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '');
    expect([status, commands.length > 10]).toEqual([0, true]);
    expect(commands.filter((name) => fairway(name, '--help').status !== 0)).toEqual([]);
  });
});
