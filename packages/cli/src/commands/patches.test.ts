import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minimal, patch, workspace, type Workspace } from '../testing.ts';

const set = (path: string, value: unknown): string =>
  `    - {op: set, path: '${path}', value: ${JSON.stringify(value)}}\n`;

let here: Workspace;
beforeEach(() => {
  here = workspace(minimal);
});
afterEach(() => here.remove());

const codes = async (): Promise<readonly string[]> =>
  (await here.check()).diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);

async function deployment(): Promise<string> {
  const { code } = await here.fairway('compile', '--out', 'out', '--env', 'dev');
  expect(code).toBe(0);
  const [text] = Object.entries(here.files('out')).flatMap(([path, one]) =>
    path.endsWith('shop/manifests.yaml') ? [one] : [],
  );
  return text?.split('---\n').find((one) => one.includes('kind: Deployment')) ?? '';
}

describe('a patch', () => {
  it('sets, deletes, and adds in the rendered object', async () => {
    const add =
      "    - {op: add, path: 'spec.template.spec.tolerations', value: {key: old, operator: Exists}}\n";
    const remove = "    - {op: delete, path: 'spec.revisionHistoryLimit'}\n";
    expect(await deployment()).toContain('revisionHistoryLimit');
    here.write({ 'governance/p.yaml': patch('p', set('spec.minReadySeconds', 7) + add + remove) });
    const text = await deployment();
    expect(text).toContain('minReadySeconds: 7');
    expect(text).toMatch(/tolerations:\n\s*- key: old/);
    expect(text).not.toContain('revisionHistoryLimit');
  });

  it.each([
    [
      'a field that is not there',
      "    - {op: delete, path: 'spec.template.spec.hostPID'}\n",
      'Deployment/shop',
    ],
    ['an object that is not there', set('spec.minReadySeconds', 7), 'StatefulSet/shop'],
  ])('of %s is an error', async (_, operations, target) => {
    here.write({ 'governance/p.yaml': patch('p', operations, '', target) });
    expect(await codes()).toEqual(['FWY4011']);
  });

  it('of a service that nobody has is an error with the nearest name', async () => {
    here.write({
      'governance/p.yaml': patch('p', set('spec.minReadySeconds', 7)).replace('service: shop', 'service: shpo'),
    });
    const { diagnostics, code } = await here.check();
    expect(code).toBe(1);
    expect(diagnostics).toMatchObject([{ code: 'FWY4011', file: 'governance/p.yaml', line: 11 }]);
    expect(diagnostics[0]?.message).toContain('did you mean shop?');
  });

  it('is an error with its date once it expired', async () => {
    here.write({
      'governance/p.yaml': patch('p', set('spec.minReadySeconds', 7)).replace('2026-07-01', '2026-05-31'),
    });
    const { diagnostics } = await here.check();
    expect(diagnostics.find(({ code }) => code === 'FWY3130')?.message).toContain('2026-05-31');
  });

  it('may break an invariant only under a living exception', async () => {
    const root = set('spec.template.spec.containers[name=app].securityContext.readOnlyRootFilesystem', false);
    const exception = (expires: string): string =>
      `apiVersion: fairway.dev/v1alpha1\nkind: PolicyException\nmetadata: {name: root}\nspec:\n  owner: team-a\n  reason: vendor image\n  expires: ${expires}\n  rules: [read-only-root-filesystem]\n  target: {services: [shop]}\n`;
    here.write({ 'governance/p.yaml': patch('p', root) });
    expect(await codes()).toEqual(['FWY4010']);
    here.write({
      'governance/p.yaml': patch('p', root, '  exception: root\n'),
      'governance/e.yaml': exception('2026-07-01'),
    });
    expect(await codes()).toEqual([]);
    here.write({ 'governance/e.yaml': exception('2026-05-31') });
    expect(await codes()).toContain('FWY4010');
  });
});

describe('fairway patches', () => {
  it('lists owner, age, expiry, paths, and budget', async () => {
    here.write({ 'governance/p.yaml': patch('p', set('spec.minReadySeconds', 7)) });
    const { code, stdout } = await here.fairway('patches');
    expect(code).toBe(0);
    expect(stdout).toContain('p: team-a, 30 days old, until 2026-07-01, 30 days left (governance/p.yaml:4)');
    expect(stdout).toContain('team-a (shared-standard): 1 of 10, by TenantTier shared-standard');
  });

  it('warns from 80 % of the budget and fails beyond it', async () => {
    const several = (count: number): void =>
      here.write({
        'governance/p.yaml': Array.from({ length: count }, (_, index) =>
          patch(`p${index}`, set('spec.minReadySeconds', 7)),
        ).join('---\n'),
      });
    several(8);
    const eight = await here.fairway('patches');
    expect([eight.code, eight.stderr]).toEqual([0, expect.stringContaining('warning FWY4012')]);
    several(11);
    const { code, stdout } = await here.fairway('patches', '--format', 'json');
    const found = JSON.parse(stdout) as { patches: unknown[]; diagnostics: { code: string }[] };
    expect([code, found.patches.length, found.diagnostics[0]?.code]).toEqual([1, 11, 'FWY4012']);
  });

  it('says so where there are none', async () => {
    expect(await here.fairway('patches')).toEqual({ code: 0, stdout: 'there are no patches\n', stderr: '' });
  });
});
