import { afterEach, describe, expect, it } from 'vitest';
import { minimal, webService, workspace, type Workspace } from '../testing.ts';

let space: Workspace;
afterEach(() => space.remove());

/** Caps of dev and staging lower it: notes. */
const scaled = '  scaling:\n    minReplicas: 6\n    maxReplicas: 9\n';
const organization = (folder: string, more: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...minimal, 'services/shop.yaml': webService('shop', more) }).map(([path, text]) => [
      `${folder}/${path}`,
      text,
    ]),
  );

describe('fairway diff between organizations', () => {
  it('says what differs, and nothing of notes', async () => {
    space = workspace({ ...organization('one', ''), ...organization('two', scaled) });
    const { code, stdout, stderr } = await space.fairway('diff', 'one', 'two');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('HorizontalPodAutoscaler/shop');
    expect(stdout).not.toContain('note');
  });

  it('with errors counts notes as check does, and names once what is wrong on both sides', async () => {
    const wrong = `${scaled}  descripton: typo\n`;
    space = workspace({ ...organization('one', wrong), ...organization('two', wrong) });
    const { code, stderr } = await space.fairway('diff', 'one', 'two');
    expect(code).toBe(1);
    expect(stderr.match(/^(?:error|warning|note) /gm)).toEqual(['error ']);
    expect(stderr).toMatch(/\n1 error, \d+ notes in 1 file; --notes shows the notes\n$/);
    expect((await space.fairway('diff', 'one', 'two', '--notes')).stderr).toMatch(/^note FWY3007 /m);
  });
});
