import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workspace, type Workspace } from '../testing.ts';

let place: Workspace;
beforeEach(() => {
  place = workspace({});
});
afterEach(() => {
  place.remove();
});

const made = ['init', '.', '--group', 'platform.shop.example', '--team', 'team-shop', '--service', 'shop-api'];
const call = (...argv: string[]) => place.fairway(...argv);

describe('fairway init', () => {
  it('makes an organization that checks and compiles without errors', async () => {
    expect((await call(...made)).code).toBe(0);
    expect((await call('check')).code).toBe(0);
    expect((await call('compile', '--out', 'out')).code).toBe(0);
    expect(place.read('out/prod/local/team-shop-prod/shop-api/manifests.yaml')).toContain('kind: Service');
  });

  it('says in which file an image is missing', async () => {
    const { stdout } = await call('init', 'shop', ...made.slice(2));
    expect(stdout).toContain('shop/services/shop-api.yaml names no image yet');
  });

  it('keeps what Fairway makes out of Git, unless a .gitignore is there', async () => {
    await call(...made);
    expect(place.read('.gitignore')).toMatch(/^\.fairway\/\nout\/$/m);
    place.write({ 'mine/.gitignore': 'mine\n' });
    const { code, stdout } = await call('init', 'mine', ...made.slice(2));
    expect([code, place.read('mine/.gitignore')]).toEqual([0, 'mine\n']);
    expect(stdout).toContain('made 3 files');
  });

  it('never overwrites', async () => {
    place.write({ 'fairway.yaml': 'mine\n' });
    const { code } = await call(...made);
    expect(code).toBe(1);
    expect(place.read('fairway.yaml')).toBe('mine\n');
  });

  it('where a file stands is an error, and nothing is made', async () => {
    place.write({ taken: '' });
    const { code, stderr } = await call('init', 'taken', ...made.slice(2));
    expect([code, stderr]).toEqual([1, expect.stringContaining('taken is a file')]);
  });

  it.each([
    ['--team', 'Team_One'],
    ['--service', '1st'],
    ['--group', 'nodomain'],
    ['--name', 'É'],
    ['--language', 'cobol'],
  ])('refuses %s %s', async (option, value) => {
    const { code, stderr } = await call(
      'init',
      '.',
      '--group',
      'a.example',
      '--team',
      'a',
      '--service',
      'b',
      option,
      value,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(value);
    expect(() => place.read('fairway.yaml')).toThrow('ENOENT');
  });
});

describe('fairway platform', () => {
  const size = (cpu: string): string => `apiVersion: fairway.dev/v1alpha1
kind: SizeProfile
metadata: { name: tiny }
spec: { version: 1.0.0, cpuRequest: ${cpu}, memoryRequest: 64Mi, memoryLimit: 128Mi }
`;

  it('locks what is published and refuses changed content under an old version', async () => {
    await call(...made);
    place.write({ 'platform/tiny.yaml': size('100m') });
    expect((await call('platform', 'lock')).code).toBe(0);
    expect((await call('platform', 'check')).code).toBe(0);
    place.write({ 'platform/tiny.yaml': size('200m') });
    const checked = await call('platform', 'check', '--format', 'json');
    expect(checked.code).toBe(1);
    expect(JSON.parse(checked.stdout).diagnostics[0].code).toBe('FWY3120');
    expect((await call('platform', 'lock')).code).toBe(1);
  });
});

describe('fairway doctor', () => {
  it('says what is right and what to do', async () => {
    await call(...made);
    const { code, stdout } = await call('doctor', '--format', 'json');
    const { findings } = JSON.parse(stdout) as { findings: { check: string; status: string }[] };
    expect(code).toBe(0);
    expect(findings.find(({ check }) => check === 'organization')?.status).toBe('ok');
    expect(findings.find(({ check }) => check === 'lock')?.status).toBe('warning');
  });

  it('tells errors of services from errors of the definition', async () => {
    await call(...made);
    place.write({ 'services/broken.yaml': 'a: [\n', 'platform/size.yaml': 'kind: Sise\n' });
    const { code, stdout } = await call('doctor');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^failure {2}organization {2}.*: \d+ errors? in the definition, 1 error in services; /m,
    );
  });

  it('refuses formats that it does not have', async () => {
    await call(...made);
    expect((await call('doctor', '--format', 'sarif')).code).toBe(2);
  });

  it('fails where there is no organization, in a sentence', async () => {
    const { code, stdout } = await call('doctor');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^failure {2}organization {2}There is no [^\n]*holds fairway\.yaml; Make one with /m,
    );
  });
});

describe('fairway schema', () => {
  it('takes the organization as an argument and says where the schemas lie', async () => {
    await call('init', 'shop', ...made.slice(2));
    const { code, stdout } = await call('schema', 'install', 'shop');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^\d+ files in shop, the schemas in shop\/\.fairway\/schemas$/m),
    ]);
    expect(place.read('shop/.vscode/settings.json')).toContain('.fairway/schemas');
  });
});

describe('fairway explain', () => {
  it('outside of every organization explains what Fairway itself brings, and says so', async () => {
    const { code, stdout } = await call('explain', 'WebService.scaling');
    expect(code).toBe(0);
    expect(stdout).toContain('minReplicas (whole number)');
    expect(stdout).toMatch(/There is no organization here/);
    expect((await call('explain', 'SizeProfile/medium')).stdout).toContain('cpuRequest');
  });

  it('does not pass over an organization that was named', async () => {
    expect((await call('explain', 'WebService.scaling', '--org', 'gone')).code).toBe(1);
    place.write({ 'fairway.yml': '' });
    expect((await call('explain', 'WebService.scaling')).code).toBe(1);
  });

  it('writes the names of formats as words', async () => {
    expect((await call('explain', 'WebService')).stdout).toContain('costCenter (label value)');
  });
});

describe('fairway completion', () => {
  it.each(['bash', 'zsh', 'fish'])('names every command for %s', async (shell) => {
    const { code, stdout } = await call('completion', shell);
    expect(code).toBe(0);
    for (const name of ['check', 'compile', 'why', 'completion']) expect(stdout).toContain(name);
  });

  it.each(['bash', 'zsh', 'fish'])('names the options of every command for %s', async (shell) => {
    const { stdout } = await call('completion', shell);
    for (const name of ['fix', 'keep-going', 'org', 'format', 'help'])
      expect(stdout).toMatch(new RegExp(`(?:--|-l )${name}\\b`));
  });

  it.each([
    [['ch'], ['check']],
    [
      ['check', '--f'],
      ['--fix', '--format'],
    ],
    [['compile', 'x', '--ou'], ['--out']],
    [['check', 'x'], []],
    [['nope', '--f'], []],
  ])('completes %j in bash', async (words, proposed) => {
    const { stdout } = await call('completion', 'bash');
    const given = `COMP_WORDS=(fairway ${words.join(' ')}); COMP_CWORD=${words.length}; _fairway`;
    const script = `${stdout}${given}; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const printed = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(printed.split('\n').filter((line) => line !== '')).toEqual(proposed);
    expect(stdout).not.toMatch(/mapfile|readarray|declare -A/);
  });

  it('knows no other shell', async () => {
    expect((await call('completion', 'tcsh')).code).toBe(2);
  });
});

describe('fairway why and affects', () => {
  const why = ['why', 'prod', 'Service/shop-api', 'spec.ports[name=http].port', '--format', 'json'];

  it('speak of the errors of a service, not of environments that lack it', async () => {
    await call(...made);
    const service = place.read('services/shop-api.yaml');
    const image = '    image: registry.example.com/shop-api:1';
    place.write({ 'services/shop-api.yaml': service.replace('    size: small', `$&\n${image}`) });
    const { code, stderr } = await call('why', 'prod', 'workload/shop-api', 'spec.replicas');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'shop-api has errors in prod, so nothing of it is rendered there; fairway check shows them',
    );
  });

  it('names the default that decides, and what would change', async () => {
    await call(...made);
    const { code, stdout } = await call(...why);
    const answer = JSON.parse(stdout) as {
      value: number;
      decided: { field: string; builtIn: boolean; tried: number; gives: number }[];
    };
    expect(code).toBe(0);
    expect(answer.value).toBe(8080);
    const port = answer.decided.find(({ field }) => field === 'spec.defaults.runtime.port');
    expect(port).toMatchObject({ builtIn: true, tried: 8081, gives: 8081 });
  });

  it('says the nearest field where there is none', async () => {
    await call(...made);
    const { code, stderr } = await call('why', 'prod', 'Service/shop-api', 'spec.typ');
    expect(code).toBe(2);
    expect(stderr).toContain('spec.type');
  });

  it('says the nearest object where there is none', async () => {
    await call(...made);
    const { code, stderr } = await call('why', 'prod', 'Service/shop-ap', 'spec.type');
    expect(code).toBe(2);
    expect(stderr).toContain('Service/shop-api');
  });

  it('lists the fields that a default decides', async () => {
    await call(...made);
    const { code, stdout } = await call(
      'affects',
      'shop-api.runtime.port',
      '--env',
      'prod',
      '--format',
      'json',
    );
    const { affected } = JSON.parse(stdout) as { affected: { object: string; field: string }[] };
    expect(code).toBe(0);
    expect(affected.map(({ object, field }) => `${object} ${field}`)).toContain(
      'Service/shop-api spec.ports[name=http].port',
    );
  });
});
