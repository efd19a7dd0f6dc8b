import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { workspace, type Workspace } from '../testing.ts';

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
