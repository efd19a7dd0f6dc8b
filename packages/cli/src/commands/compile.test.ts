import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { digest, minimal, webService, workspace, type Workspace } from '../testing.ts';

let space: Workspace;
afterEach(() => space.remove());

const manifests = (files: Readonly<Record<string, string>>): string[] =>
  Object.keys(files)
    .filter((path) => path.endsWith('manifests.yaml'))
    .sort();

describe('fairway compile', () => {
  it('writes a record, the same bytes each time, and says what it did', async () => {
    space = workspace();
    const { code, stdout } = await space.fairway('compile', '--out', 'out', '--receipt', 'receipt.json');
    expect(code).toBe(0);
    expect(stdout).toContain('6 units of 1 service in 3 environments on 1 cluster');
    const first = space.files('out');
    expect(manifests(first)).toEqual(
      ['dev', 'prod', 'staging'].flatMap((environment) => [
        `${environment}/local/team-a-${environment}/_namespace/manifests.yaml`,
        `${environment}/local/team-a-${environment}/shop/manifests.yaml`,
      ]),
    );
    const receipt = JSON.parse(space.read('receipt.json')) as {
      files: Record<string, string>;
      apiVersion: string;
    };
    expect(receipt.apiVersion).toBe('fairway.dev/receipt/v1');
    expect(Object.keys(receipt.files)).toEqual(Object.keys(first).sort());
    expect((await space.fairway('compile', '--out', 'out')).stdout).toContain('nothing changed');
    expect((await space.fairway('compile', '--out', 'again')).code).toBe(0);
    expect(space.files('again')).toEqual(first);
  });

  it('writes nothing with any error; --keep-going writes what is healthy and leaves the rest', async () => {
    space = workspace({ ...minimal, 'services/other.yaml': webService('other') });
    await space.fairway('compile', '--out', 'out');
    const before = space.files('out');
    space.write({
      'services/shop.yaml': webService('shop', '  nonsense: 1\n'),
      'services/other.yaml': webService('other', '  scaling: { minReplicas: 3, maxReplicas: 3 }\n'),
    });
    expect((await space.fairway('compile', '--out', 'out')).code).toBe(1);
    expect(space.files('out')).toEqual(before);
    expect((await space.fairway('compile', '--out', 'out', '--keep-going')).code).toBe(1);
    const after = space.files('out');
    const changed = Object.keys(before).filter((path) => after[path] !== before[path]);
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every((path) => path.includes('/other/'))).toBe(true);
  });

  it('writes nothing while the definition has errors, even when it keeps going', async () => {
    space = workspace({ ...minimal, 'platform/more.yaml': 'kind: Nothing\n' });
    const { code, stdout } = await space.fairway('compile', '--out', 'out', '--keep-going');
    expect([code, stdout]).toEqual([
      1,
      'nothing was written: errors of the definition concern every service\n',
    ]);
    expect(space.files('out')).toEqual({});
  });

  it('removes nothing while a document cannot be named', async () => {
    space = workspace({ ...minimal, 'services/other.yaml': webService('other') });
    await space.fairway('compile', '--out', 'out');
    const before = Object.keys(space.files('out')).sort();
    space.write({ 'services/shop.yaml': 'apiVersion: [broken\n' });
    expect((await space.fairway('compile', '--out', 'out', '--keep-going')).code).toBe(1);
    expect(Object.keys(space.files('out')).sort()).toEqual(before);
  });

  it('removes the units of a service that is gone', async () => {
    space = workspace({ ...minimal, 'services/other.yaml': webService('other') });
    await space.fairway('compile', '--out', 'out');
    space.write({ 'services/other.yaml': '# gone\n' });
    expect((await space.fairway('compile', '--out', 'out')).code).toBe(0);
    expect(manifests(space.files('out')).filter((path) => path.includes('other'))).toEqual([]);
  });

  it('--env and --service touch their own units only', async () => {
    space = workspace({ ...minimal, 'services/other.yaml': webService('other') });
    await space.fairway('compile', '--out', 'out', '--env', 'prod', '--service', 'shop');
    expect(manifests(space.files('out'))).toEqual(['prod/local/team-a-prod/shop/manifests.yaml']);
    await space.fairway('compile', '--out', 'out', '--env', 'dev');
    expect(manifests(space.files('out'))).toContain('prod/local/team-a-prod/shop/manifests.yaml');
    expect((await space.fairway('compile', '--out', 'out', '--env', 'pord')).code).toBe(1);
    expect((await space.fairway('compile', '--out', 'out', '--service', 'shpo')).stderr).toContain(
      'did you mean shop?',
    );
  });

  it('takes images from --image and --releases', async () => {
    space = workspace();
    const image = `registry.example.com/shop@${digest.replaceAll('a', 'b').replace('shb', 'sha')}`;
    await space.fairway('compile', '--out', 'out', '--image', `dev:shop=${image}`);
    expect(space.read('out/dev/local/team-a-dev/shop/manifests.yaml')).toContain(image);
    expect(space.read('out/prod/local/team-a-prod/shop/manifests.yaml')).not.toContain(image);
    space.write({
      'services/shop.yaml': webService('shop').replace(/ {4}image: .*\n/, ''),
      'set.yaml': `apiVersion: fairway.dev/v1alpha1\nkind: ReleaseSet\nmetadata: { name: one }\nspec: { environment: prod, services: { shop: { image: ${image} } } }\n`,
    });
    expect((await space.fairway('compile', '--out', 'out', '--releases', 'set.yaml')).code).toBe(0);
    expect(space.read('out/prod/local/team-a-prod/shop/manifests.yaml')).toContain(image);
    expect((await space.fairway('compile', '--out', 'out', '--releases', 'none.yaml')).code).toBe(1);
  });

  it('--previous refuses what would replace a namespace, and changes no byte otherwise', async () => {
    const systems = ['one', 'two'].map(
      (name) =>
        `apiVersion: fairway.dev/v1alpha1\nkind: System\nmetadata: { name: ${name} }\nspec: { owner: team-a }\n`,
    );
    space = workspace({
      ...minimal,
      'platform/systems.yaml': systems.join('---\n'),
      'services/shop.yaml': webService('shop', '  system: one\n'),
    });
    expect((await space.fairway('compile', '--out', 'out')).code).toBe(0);
    expect((await space.fairway('compile', '--out', 'again', '--previous', 'out')).code).toBe(0);
    expect(space.files('again')).toEqual(space.files('out'));
    space.write({ 'services/shop.yaml': webService('shop', '  system: two\n') });
    const moved = await space.fairway('compile', '--out', 'out', '--previous', 'out');
    expect([moved.code, moved.stderr]).toEqual([1, expect.stringContaining('FWY3030')]);
  });
});

describe('fairway check', () => {
  it('--fix repairs what a machine can repair', async () => {
    space = workspace({
      ...minimal,
      'services/shop.yaml': webService('shop', '  scalling: { minReplicas: 2 } # why\n'),
    });
    expect((await space.fairway('check', '--fix')).code).toBe(0);
    expect(space.read('services/shop.yaml')).toBe(webService('shop', '  scaling: { minReplicas: 2 } # why\n'));
  });

  it('speaks of one file only when asked', async () => {
    space = workspace({ ...minimal, 'services/other.yaml': webService('other', '  nonsense: 1\n') });
    expect((await space.fairway('check', 'services/shop.yaml')).code).toBe(0);
    expect((await space.fairway('check', 'services/other.yaml')).code).toBe(1);
  });

  it('loads the code of the platform team unless told not to; what is wrong with it is a diagnostic', async () => {
    space = workspace({ ...minimal, 'fairway.config.ts': 'throw new Error("no luck");\n' });
    const { code, diagnostics } = await space.check();
    expect([code, diagnostics.map((one) => one.code)]).toEqual([1, ['FWY4030']]);
    expect((await space.fairway('check', '--no-plugins')).code).toBe(0);
    space.write({
      'fairway.config.ts': "export default () => ({ plugins: [{ apiVersion: 1, name: 'fairway' }] });\n",
    });
    expect((await space.check()).diagnostics.map((one) => one.code)).toEqual(['FWY4030']);
  });
});

describe('fairway diff', () => {
  it('says which objects and fields differ between record, organization, and revision', async () => {
    space = workspace();
    const git = (...argv: string[]): string =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...argv], {
        cwd: space.directory,
        encoding: 'utf8',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    await space.fairway('compile', '--out', 'out');
    expect(await space.fairway('diff', 'out', '.')).toMatchObject({ code: 0, stdout: 'nothing differs\n' });
    expect((await space.fairway('diff', 'HEAD', '--exit-code')).code).toBe(0);
    space.write({
      'services/shop.yaml': webService('shop', '  reliability: { terminationGracePeriod: 60s }\n'),
    });
    for (const before of ['out', 'HEAD', 'HEAD:.']) {
      const { code, stdout } = await space.fairway('diff', before, '.', '--exit-code', '--format', 'json');
      expect(code).toBe(1);
      const { objects } = JSON.parse(stdout) as {
        objects: { environment: string; object: string; fields: object[] }[];
      };
      expect(objects.map(({ environment, object }) => `${environment} ${object}`)).toEqual([
        'dev Deployment/shop',
        'prod Deployment/shop',
        'staging Deployment/shop',
      ]);
      expect(objects[0]?.fields).toContainEqual({
        path: 'spec.template.spec.terminationGracePeriodSeconds',
        before: 45,
        after: 60,
      });
    }
    const unknown = await space.fairway('diff', 'no-such-thing', '.');
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('FWY4032')]);
  });
});

describe('fairway eject', () => {
  it('writes plain manifests with a kustomization', async () => {
    space = workspace();
    expect((await space.fairway('eject', 'shop', '--out', 'plain')).code).toBe(0);
    const environments = ['dev', 'prod', 'staging'];
    expect(Object.keys(space.files('plain')).sort()).toEqual(
      environments.flatMap((name) => [`${name}/kustomization.yaml`, `${name}/manifests.yaml`]),
    );
    expect((await space.fairway('eject', 'shop', '--env', 'prod', '--out', 'one')).code).toBe(0);
    expect(space.read('one/manifests.yaml')).toBe(space.read('plain/prod/manifests.yaml'));
    expect((await space.fairway('eject', 'shpo', '--out', 'none')).stderr).toContain('did you mean shop?');
    expect((await space.fairway('eject', 'shop', '--out', 'one')).code).toBe(2);
  });
});
