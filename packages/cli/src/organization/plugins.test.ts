import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { minimal, workspace, type Workspace } from '../testing.ts';

let space: Workspace;
afterEach(() => space.remove());

describe('what stands where a file is expected', () => {
  it.each([
    ['fairway.config.ts', 'FWY4030'],
    ['platform/schemas.json', 'FWY4034'],
  ])('%s is told when it is a folder or a pipe, and never waited for', async (file, code) => {
    const argv = file === 'fairway.config.ts' ? [] : ['--no-plugins'];
    space = workspace();
    mkdirSync(join(space.directory, file));
    const asFolder = await space.check(...argv);
    expect(asFolder.diagnostics.map((one) => one.code)).toContain(code);
    space.remove();
    space = workspace();
    execFileSync('mkfifo', [join(space.directory, file)]);
    const asPipe = await space.check(...argv);
    expect(asPipe.diagnostics.map((one) => one.code)).toContain(code);
  });
});

it('a definition that a plugin brings and that is broken is told at the configuration file, in every command', async () => {
  const upstream = `[{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'a.b' } }]`;
  space = workspace({
    ...minimal,
    'fairway.config.ts': `export default () => ({ plugins: [{ apiVersion: 1, name: 'own', upstream: ${upstream} }] });`,
  });
  const { diagnostics } = await space.check();
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toContain(
    'FWY4030 the definition a.b that the plugin own brings is broken: spec: the spec is missing',
  );
  for (const command of ['compile --out out', 'doctor', 'platform check']) {
    const { stderr, stdout } = await space.fairway(...command.split(' '));
    expect([command, stderr + stdout]).toEqual([command, expect.stringContaining('a.b that the plugin own')]);
    expect(stderr).not.toContain('FWY-BUG');
  }
});
