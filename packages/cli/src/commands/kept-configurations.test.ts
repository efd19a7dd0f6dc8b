import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { minimal, webService, workspace, type Workspace } from '../testing.ts';

let space: Workspace;
afterEach(() => space.remove());

const folder = 'prod/local/team-a-prod/shop';
const shop = (limit: number, more = ''): Record<string, string> => ({
  'services/shop.yaml': webService('shop', `    config: { limits.txt: "limit ${limit}" }\n${more}`),
});

/** The limits that ConfigMaps of the record state, in the order of their names. */
function limits(out = 'out'): readonly number[] {
  const text = space.files(out)[`${folder}/manifests.yaml`] ?? '';
  return [...text.matchAll(/limits\.txt: limit (\d+)$/gm)].map(([, limit]) => Number(limit));
}

const sorted = (...numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);

async function compile(limit: number, ...options: readonly string[]): Promise<void> {
  space.write(shop(limit));
  const { code, stdout } = await space.fairway('compile', '--out', 'out', ...options);
  expect([code, stdout]).toEqual([0, expect.any(String)]);
}

describe('fairway compile over a record', () => {
  it('keeps the last five configurations; a second time, and a fresh folder, are as ever', async () => {
    space = workspace({ ...minimal, ...shop(1) });
    for (let limit = 1; limit <= 8; limit += 1) await compile(limit);
    expect(sorted(...limits())).toEqual([3, 4, 5, 6, 7, 8]);
    const { stdout } = await space.fairway('compile', '--out', 'out');
    expect(stdout).toContain('nothing changed');
    await compile(6);
    expect(sorted(...limits())).toEqual([3, 4, 5, 6, 7, 8]);
    await space.fairway('compile', '--out', 'fresh');
    expect(limits('fresh')).toEqual([6]);
    expect((await space.fairway('validate', 'out')).code).toBe(0);
  });

  it('keeps them for one environment, one service, and while others have errors', async () => {
    space = workspace({ ...minimal, ...shop(1), 'services/other.yaml': webService('other') });
    await compile(1);
    await compile(2, '--env', 'prod');
    expect(sorted(...limits())).toEqual([1, 2]);
    await compile(3, '--service', 'shop');
    expect(sorted(...limits())).toEqual([1, 2, 3]);
    space.write({ ...shop(4), 'services/other.yaml': webService('other', '  nonsense: 1\n') });
    expect((await space.fairway('compile', '--out', 'out', '--keep-going')).code).toBe(1);
    expect(sorted(...limits())).toEqual([1, 2, 3, 4]);
    space.write(shop(5, '  nonsense: 1\n'));
    expect((await space.fairway('compile', '--out', 'out', '--keep-going')).code).toBe(1);
    expect(sorted(...limits())).toEqual([1, 2, 3, 4]);
  });

  it('has no part in diff and eject', async () => {
    space = workspace({ ...minimal, ...shop(1) });
    await compile(1);
    await space.fairway('compile', '--out', 'before');
    await compile(2);
    expect((await space.fairway('diff', 'out')).stdout).toBe('nothing differs\n');
    const { stdout } = await space.fairway('diff', 'before', 'out', '--format', 'json');
    const { objects } = JSON.parse(stdout) as {
      objects: readonly { object: string; change: string; unit: string }[];
    };
    const changes = objects.filter(({ unit, object }) => unit === folder && object.startsWith('ConfigMap/'));
    expect(changes.map(({ change }) => change)).toEqual(['renamed']);
    await space.fairway('eject', 'shop', '--env', 'prod', '--out', 'plain');
    expect(space.read('plain/manifests.yaml').match(/kind: ConfigMap/g)).toHaveLength(1);
  });

  it('warns of what somebody edited and keeps the rest', async () => {
    space = workspace({ ...minimal, ...shop(1) });
    for (const limit of [1, 2]) await compile(limit);
    const file = `out/${folder}/manifests.yaml`;
    space.write({ [file]: space.read(file).replace('limit 1', 'limit 100') });
    space.write(shop(3));
    const { code, stdout } = await space.fairway('compile', '--out', 'out', '--format', 'json');
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: readonly { code: string; file: string; severity: string }[];
    };
    expect([code, diagnostics]).toMatchObject([
      0,
      [{ code: 'FWY4028', severity: 'warning', file: `${folder}/manifests.yaml` }],
    ]);
    expect(sorted(...limits())).toEqual([2, 3]);
  });

  it('reads nothing behind a link', async () => {
    space = workspace({ ...minimal, ...shop(1) });
    await compile(1);
    const file = join(space.directory, 'out', folder, 'manifests.yaml');
    renameSync(file, join(space.directory, 'elsewhere.yaml'));
    symlinkSync(join(space.directory, 'elsewhere.yaml'), file);
    space.write(shop(2));
    const { stderr } = await space.fairway('compile', '--out', 'out');
    expect(stderr).toContain('FWY4028');
    expect(limits()).toEqual([2]);
  });
});
