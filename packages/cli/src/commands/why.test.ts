import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minimal, webService, workspace, type Workspace } from '../testing.ts';

const cpu = 'spec.template.spec.containers[name=app].resources.requests.cpu';
let here: Workspace;
beforeEach(() => {
  here = workspace({ ...minimal, 'services/shop.yaml': webService('shop', '    size: medium\n') });
});
afterEach(() => here.remove());

describe('fairway why', () => {
  it('names the line of the service and the profile behind it, strongest first', async () => {
    const { code, stdout } = await here.fairway('why', 'prod', 'workload/shop', cpu);
    expect(code).toBe(0);
    const lines = stdout.split('\n').map((line) => line.trim());
    expect(lines[0]).toBe(`${cpu} = 500m`);
    expect(lines.indexOf('WebService shop: spec.runtime.size = medium')).toBeGreaterThan(0);
    expect(lines).toContain('services/shop.yaml:10:11');
    expect(lines.indexOf('SizeProfile medium: spec.cpuRequest = 500m')).toBeGreaterThan(
      lines.indexOf('WebService shop: spec.runtime.size = medium'),
    );
    expect(stdout).toContain('write a SizeProfile named medium, or choose another with spec.runtime.size');
  });

  it('predicts what another value gives', async () => {
    const { stdout } = await here.fairway('why', 'prod', 'workload/shop', cpu, '--format', 'json');
    const { decided } = JSON.parse(stdout) as { decided: { field: string; tried: string; gives: string }[] };
    const size = decided.find(({ field }) => field === 'spec.runtime.size');
    here.write({ 'services/shop.yaml': webService('shop', `    size: ${size?.tried}\n`) });
    const after = await here.fairway('why', 'prod', 'workload/shop', cpu, '--format', 'json');
    expect((JSON.parse(after.stdout) as { value: string }).value).toBe(size?.gives);
  });

  it('gives the reason of what nothing moves', async () => {
    const field = 'spec.template.spec.enableServiceLinks';
    const { stdout } = await here.fairway('why', 'prod', 'Deployment/shop', field);
    expect(stdout).toMatch(/^.* = false\n[^]*\nfixed: .+\n$/);
  });

  it.each([
    [['prod', 'Deployment/shpo', 'spec.replicas'], 'did you mean Deployment/shop?'],
    [['prod', 'Deployment/shop', 'spec.progressDeadlineSecond'], 'did you mean spec.progressDeadlineSeconds?'],
    [['nowhere', 'Deployment/shop', 'spec.replicas'], 'nowhere; there are dev, staging, prod'],
    [['prdo', 'Deployment/shop', 'spec.replicas'], 'there is no environment prdo; did you mean prod?'],
  ])('%j is wrong use with a hint', async (argv, hint) => {
    const { code, stderr } = await here.fairway('why', ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(hint);
  });
});

describe('fairway affects', () => {
  it('says in each environment what a field moves', async () => {
    const { code, stdout } = await here.fairway('affects', 'shop.runtime.size', '--format', 'json');
    expect(code).toBe(0);
    const { affected } = JSON.parse(stdout) as {
      affected: { environment: string; field: string; object: string }[];
    };
    expect([...new Set(affected.map(({ environment }) => environment))].sort()).toEqual([
      'dev',
      'prod',
      'staging',
    ]);
    expect(affected.map(({ object, field }) => `${object} ${field}`)).toContain(`Deployment/shop ${cpu}`);
  });

  it('answers for a document of the definition too', async () => {
    const { code, stdout } = await here.fairway('affects', 'SizeProfile/medium.cpuRequest', '--env', 'prod');
    expect(code).toBe(0);
    expect(stdout).toContain(`${cpu} = "500m"; with "501m" it would be "501m"`);
    const wrong = await here.fairway('affects', 'SizeProfile/mediun.cpuRequest');
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('did you mean SizeProfile/medium?'),
    ]);
  });
});
