import { diagnostic, fileStart } from '@fairway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { minimal, webService, workspace, type Workspace } from '../testing.ts';
import { fromHere } from './from-here.ts';
import { sarifReport } from './sarif.ts';

const broken = webService('shop', '  descripton: typo\n');
const organization = (folder: string, service = broken): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...minimal, 'services/shop.yaml': service }).map(([path, text]) => [
      `${folder}${path}`,
      text,
    ]),
  );
let space: Workspace;
afterEach(() => space.remove());

const githubFile = (stdout: string): string | undefined => /^::error file=([^,]*),/m.exec(stdout)?.[1];

async function sarifUri(...argv: readonly string[]): Promise<string | undefined> {
  const { stdout } = await space.fairway(...argv, '--format', 'sarif');
  const { runs } = JSON.parse(stdout) as {
    runs: {
      results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[];
    }[];
  };
  return runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;
}

describe('github and sarif name files from the working directory', () => {
  it.each([
    [
      'an organization below it',
      'organizations/one/',
      'organizations/one',
      'organizations/one/services/shop.yaml',
    ],
    ['the organization itself', '', '.', 'services/shop.yaml'],
  ])('%s', async (_, folder, argument, expected) => {
    space = workspace(organization(folder));
    expect(githubFile((await space.fairway('check', argument, '--format', 'github')).stdout)).toBe(expected);
    expect(await sarifUri('check', argument)).toBe(expected);
  });

  it('one beside it, by a way out and never by a path of the machine', async () => {
    const outer = workspace(organization('one/'));
    space = workspace({ 'x/readme': '' }, { cwd: `${outer.directory}/two` });
    for (const argument of ['../one', `${outer.directory}/one`]) {
      const { stdout } = await space.fairway('check', argument, '--format', 'github');
      expect(githubFile(stdout)).toBe('../one/services/shop.yaml');
      expect(await sarifUri('check', '--org', argument)).toBe('../one/services/shop.yaml');
    }
    outer.remove();
  });

  it('json and people read paths from the organization', async () => {
    space = workspace(organization('one/'));
    const { stdout } = await space.fairway('check', 'one', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ file: 'services/shop.yaml' }] });
    expect((await space.fairway('check', 'one')).stderr).toContain('--> services/shop.yaml:10:3');
  });

  it('related places too, and github shows them', async () => {
    const set = (name: string): string =>
      `apiVersion: fairway.dev/v1alpha1\nkind: ReleaseSet\nmetadata: {name: ${name}}\nspec: {environment: prod, services: {shop: {image: 'registry.example.com/${name}@sha256:${'a'.repeat(64)}'}}}\n`;
    space = workspace({
      ...organization('one/', webService('shop')),
      'one/releases/a.yaml': set('a'),
      'one/releases/b.yaml': set('b'),
    });
    const { stdout } = await space.fairway('check', 'one', '--format', 'github');
    expect(githubFile(stdout)).toBe('one/releases/b.yaml');
    expect(stdout).toContain('%0ASee one/releases/a.yaml:4: ReleaseSet a says');
  });

  it('both sides of a difference, each from its own organization', async () => {
    space = workspace({ ...organization('one/'), ...organization('two/') });
    const { stdout } = await space.fairway('diff', 'one', 'two', '--format', 'github');
    expect([...stdout.matchAll(/file=([^,]*),/g)].map(([, file]) => file)).toEqual([
      'one/services/shop.yaml',
      'two/services/shop.yaml',
    ]);
  });

  it('no place stays none', () => {
    space = workspace();
    const nowhere = diagnostic({ code: 'FWY3000', message: 'nowhere' }, fileStart(''));
    expect(fromHere([nowhere], '/a', { directory: '/b' })[0]?.file).toBe('');
    const here = diagnostic({ code: 'FWY1030', message: 'full' }, fileStart('/a'));
    expect(fromHere([here], '/a')[0]?.file).toBe('.');
  });

  it('signs that mean something in an address are encoded', () => {
    space = workspace();
    const odd = diagnostic({ code: 'FWY2001', message: 'odd' }, fileStart('services/a #1?%.yaml'));
    expect(JSON.stringify(sarifReport([odd], '1'))).toContain('"uri":"services/a%20%231%3F%25.yaml"');
  });
});
