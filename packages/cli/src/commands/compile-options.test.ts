import type { Diagnostic } from '@fairway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { digest, minimal, webService, workspace, type Workspace } from '../testing.ts';

let space: Workspace;
afterEach(() => space.remove());

const image = (name: string): string => `registry.example.com/${name}@${digest}`;
const manifests = (environment = 'prod'): string =>
  space.read(`out/${environment}/local/team-a-${environment}/shop/manifests.yaml`);
const compile = (...argv: readonly string[]) => space.fairway('compile', '--out', 'out', ...argv);
const releases = (name: string, services: string, kind = 'ReleaseSet'): string =>
  `apiVersion: fairway.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {environment: prod, services: ${services}}\n`;

describe('--image', () => {
  it.each([
    [`nope:shop=${image('x')}`, 'there is no Environment nope'],
    [`prd:shop=${image('x')}`, 'did you mean prod?'],
    [`shpo=${image('x')}`, 'did you mean shop?'],
    [`elsewhere/shop=${image('x')}`, 'shop belongs to the system team-a'],
  ])('%s names nothing: an error, nothing is written (FWY4035)', async (option, message) => {
    space = workspace();
    const { code, stderr } = await compile('--image', option);
    expect([code, Object.keys(space.files('out'))]).toEqual([1, []]);
    expect(stderr).toContain('FWY4035');
    expect(stderr).toContain(message);
  });

  it('with a tag is wrong in all environments at once, and not in the file (FWY3202)', async () => {
    const [shop, cart] = ['registry.example.com/shop:1', 'registry.example.com/cart:1'];
    space = workspace({ ...minimal, 'services/cart.yaml': webService('cart') });
    const options = ['--image', `shop=${shop}`, '--image', `prod:cart=${cart}`];
    const { stdout } = await compile('--format', 'json', ...options);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
    const found = diagnostics.filter(({ code }) => code === 'FWY3202');
    expect(found.map(({ file, message }) => [file, message])).toEqual([
      ['', `--image: ${cart} can change under its tag; images go by digest only in prod`],
      ['', `--image: ${shop} can change under its tag; images go by digest only in staging, prod`],
    ]);
    expect(found.map(({ units }) => units.filter((id) => id.endsWith('/cart')).length)).toEqual([1, 0]);
  });

  it('takes system/name, and a service of another environment while one is compiled', async () => {
    space = workspace();
    const options = [
      '--env',
      'prod',
      '--image',
      `team-a/shop=${image('x')}`,
      '--image',
      `dev:shop=${image('y')}`,
    ];
    expect((await compile(...options)).code).toBe(0);
    expect(manifests()).toContain(image('x'));
  });
});

describe('--releases', () => {
  it('takes ReleaseSets only (FWY4037)', async () => {
    space = workspace({ ...minimal, 'other.yaml': webService('other') });
    const { code, stderr } = await compile('--releases', 'other.yaml');
    expect([code, Object.keys(space.files('out'))]).toEqual([1, []]);
    expect(stderr).toContain('FWY4037');
  });

  it('speaks before releases/, whatever the names; the same name replaces', async () => {
    const set = (name: string): string => releases(name, `{shop: {image: "${image(name)}"}}`);
    space = workspace({
      ...minimal,
      'services/shop.yaml': webService('shop').replace(/^ {4}image:.*\n/m, ''),
      'releases/prod.yaml': set('m'),
      'a.yaml': set('a'),
      'z.yaml': set('z'),
      'm.yaml': set('m').replaceAll(image('m'), image('other')),
    });
    for (const [file, expected] of [
      ['a.yaml', 'a'],
      ['z.yaml', 'z'],
      ['m.yaml', 'other'],
      ['releases/prod.yaml', 'm'],
    ] as const) {
      expect((await compile('--releases', file)).code).toBe(0);
      expect(manifests()).toContain(image(expected));
    }
  });
});

describe('releases that disagree (FWY4039)', () => {
  it('are an error, unless one of them is named with --releases', async () => {
    const set = (name: string): string => releases(name, `{shop: {image: "${image(name)}"}}`);
    space = workspace({
      ...minimal,
      'releases/a.yaml': set('a'),
      'releases/b.yaml': set('b'),
      'c.yaml': set('c'),
    });
    const { diagnostics } = await space.check();
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'FWY4039', file: 'releases/b.yaml', related: [{ file: 'releases/a.yaml' }] },
    ]);
    expect((await compile()).code).toBe(1);
    for (const file of ['c.yaml', 'releases/a.yaml', 'releases/b.yaml']) {
      expect((await compile('--releases', file)).code).toBe(0);
      expect(manifests()).toContain(image(file.replace(/.*\/|\.yaml$/g, '')));
    }
  });
});

describe('records that name services nobody has (FWY4036)', () => {
  it('are warnings', async () => {
    space = workspace({
      ...minimal,
      'releases/prod.yaml': releases(
        'prod',
        `{shpo: {image: "${image('x')}"}, team-a/shop: {image: "${image('y')}"}}`,
      ),
    });
    const { diagnostics } = await space.check();
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toMatchObject([
      { code: 'FWY4036', severity: 'warning', file: 'releases/prod.yaml', line: 4 },
    ]);
    expect(diagnostics.find(({ code }) => code === 'FWY4036')?.message).toContain('did you mean shop?');
  });
});

describe('--out', () => {
  it.each(['services/out', 'platform', 'governance/x', 'releases'])(
    '%s would be read as input: an error, nothing is written (FWY4027)',
    async (out) => {
      space = workspace();
      const before = space.files('.');
      const { code, stderr } = await space.fairway('compile', '--out', out);
      expect([code, stderr.includes('FWY4027')]).toEqual([1, true]);
      expect(space.files('.')).toEqual(before);
    },
  );

  it('may be a folder beside them', async () => {
    space = workspace();
    expect((await space.fairway('compile', '--out', 'services-out')).code).toBe(0);
  });
});

describe('a service', () => {
  it('may be named with its system', async () => {
    space = workspace({ ...minimal, 'services/other.yaml': webService('other') });
    expect((await compile('--service', 'team-a/shop')).code).toBe(0);
    expect(Object.keys(space.files('out')).every((path) => path.includes('/shop/'))).toBe(true);
    expect((await space.fairway('eject', 'team-a/shop', '--out', 'plain')).code).toBe(0);
    expect((await compile('--service', 'elsewhere/shop')).code).toBe(1);
  });
});

it.each([['--out'], ['--service'], ['--previous'], ['--env'], ['--releases'], ['--receipt']])(
  '%s needs a value that is not empty',
  async (option) => {
    space = workspace();
    const rest = option === '--out' ? [] : ['--out', 'out'];
    expect((await space.fairway('compile', ...rest, option, '')).code).toBe(2);
    expect(space.files('out')).toEqual({});
  },
);
