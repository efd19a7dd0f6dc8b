import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digest, minimal, patch, webService, workspace, type Workspace } from '../testing.ts';

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
    expect(stdout).toMatch(
      /^.* = false\n[^]*\nfixed: .+\n {2}https:\/\/fairway\.dev\/reference\/reasons#[-a-z0-9]+\n$/,
    );
  });

  it('answers for an object that a cluster would refuse', async () => {
    here.write({
      'platform/patch.yaml': patch(
        'hasty',
        '    - {op: set, path: spec.replicaz, value: 3}\n',
        '',
        'Deployment/shop',
        'prod',
      ),
    });
    expect((await here.check()).diagnostics.map(({ code }) => code)).toContain('FWY4041');
    const { code, stdout } = await here.fairway('why', 'prod', 'workload/shop', 'spec.replicaz');
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'spec.replicaz = 3']);
    expect(stdout).toContain('platform/patch.yaml:15:');
  });

  it('shows the line with a caret under the value', async () => {
    const { stdout } = await here.fairway('why', 'prod', 'shop', cpu);
    expect(stdout).toContain('    10 |     size: medium\n       |           ^^^^^^\n');
  });

  it('shows no secret in an excerpt', async () => {
    const token = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
    here.write({ 'services/shop.yaml': webService('shop', `    size: medium # ${token}\n`) });
    const { stdout, stderr } = await here.fairway('why', 'prod', 'shop', cpu);
    expect(stdout).toContain('10 |     size: medium');
    expect(stdout + stderr).not.toContain(token);
  });

  it.each([
    ['spec.template.spec.containers.0.resources.requests.cpu'],
    ["{.spec.template.spec.containers['name'='app'].resources.requests.cpu}"],
    ['requests.cpu'],
  ])('understands %s', async (field) => {
    const { code, stdout } = await here.fairway('why', 'prod', 'deploy/shop', field);
    expect([code, stdout.split('\n')[0]]).toEqual([0, `${cpu} = 500m`]);
  });

  it.each([
    [['prod', 'Deployment/shpo', 'spec.replicas'], 'did you mean Deployment/shop?'],
    [['prod', 'Deployment/shop', 'spec.progressDeadlineSecond'], 'did you mean spec.progressDeadlineSeconds?'],
    [
      ['nowhere', 'Deployment/shop', 'spec.replicas'],
      'there is no environment nowhere; there are dev, staging, prod',
    ],
    [['prd', 'shop', 'spec.replicas'], 'did you mean prod?'],
    [['prod', 'shpo', 'spec.replicas'], 'did you mean workload/shop?'],
    [['prod', 'Deployment', 'spec.replicas'], 'prod has Deployment/shop'],
    [['prod', 'Rollout/shop', 'spec.replicas'], 'did you mean Deployment/shop?'],
    [['prod', 'Widget/shop', 'spec'], 'of shop it has '],
    [['prod', 'Deployment/shop', ''], 'ask for one of apiVersion, kind, metadata…, spec…'],
    [
      ['prod', 'Deployment/shop', 'spec.template.spec.containers[0]'],
      'spec.template.spec.containers[name=app].image',
    ],
    [['prod', 'shop', 'spec.template.spec.container'], 'did you mean spec.template.spec.containers?'],
    [['prod', 'shop', 'spec.nothing'], 'spec has '],
    [['prod', 'shop', 'spec..x'], 'write a.b[0]'],
    [
      ['prod', 'shop', 'spec.replicas'],
      'HorizontalPodAutoscaler/shop owns their number; ask for spec.minReplicas of HorizontalPodAutoscaler/shop',
    ],
  ])('%j is wrong use with a hint', async (argv, hint) => {
    const { code, stderr } = await here.fairway('why', ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(hint);
  });
});

describe('an Application, which stands for a WebService', () => {
  const application = `apiVersion: platform.example.com/v1beta1
kind: Application
metadata:
  name: shop
spec:
  team: team-a
  runtime: go
  image: registry.example.com/shop@${digest}
`;

  it('is asked by its own fields, up to where another size begins', async () => {
    here.write({ 'services/shop.yaml': `${application}  resources:\n    cpu: 300m\n    memory: 600Mi\n` });
    const { stdout } = await here.fairway('why', 'prod', 'shop', cpu, '--format', 'json');
    const { limited } = JSON.parse(stdout) as { limited: { field: string; tried: string; gives: string }[] };
    expect(limited).toContainEqual(
      expect.objectContaining({ field: 'spec.resources.cpu', tried: '1', gives: '1' }),
    );
    const reverse = await here.fairway('affects', 'shop.resources.cpu', '--env', 'prod');
    expect(reverse.stdout).toContain(`${cpu} = "500m"; with "1" it would be "1"`);
  });

  it('is told fields that it has', async () => {
    here.write({ 'services/shop.yaml': application });
    const size = await here.fairway('why', 'prod', 'shop', cpu);
    expect(size.stdout).toContain(
      'write spec.resources in the service, or spec.defaults.runtime.size in a KindDefault',
    );
    expect(size.stdout).toContain('or choose another with spec.resources');
    expect(size.stdout).not.toContain('spec.runtime.size');
    const grace = await here.fairway('why', 'prod', 'shop', 'spec.template.spec.terminationGracePeriodSeconds');
    expect(grace.stdout).toContain(
      'built in; write spec.defaults.reliability.terminationGracePeriod in a KindDefault\n',
    );
  });
});

describe('fairway affects', () => {
  it.each([
    ['shop.description', 'for people'],
    ['shop.exposure.host', 'does not set exposure.host, and nothing stands in for it'],
    ['shop.runtime.language', 'decides'],
  ])('says of %s why it decides nothing, or what', async (question, words) => {
    here.write({ 'services/shop.yaml': webService('shop', '    size: medium\n  description: A shop.\n') });
    const { code, stdout } = await here.fairway('affects', question, '--env', 'prod');
    expect([code, stdout]).toEqual([0, expect.stringContaining(words)]);
  });

  it('says which error keeps a value from changing alone', async () => {
    const more = `    size: medium
  reliability:
    rollout: canary
    canary: { percentage: 10, duration: 5m }
  scaling: { minReplicas: 3, maxReplicas: 3 }
`;
    here.write({ 'services/shop.yaml': webService('shop', more) });
    const { stdout } = await here.fairway('affects', 'shop.reliability.rollout', '--env', 'prod');
    expect(stdout).toMatch(
      /decides no field[^]* cannot be changed alone\. With \w+ there would be an error: FWY3229/,
    );
  });

  it('names no field that stays as it is, though its list changes', async () => {
    here.write({
      'services/shop.yaml': webService('shop', '    size: medium\n  telemetry: { traces: true }\n'),
    });
    const { stdout } = await here.fairway('affects', 'shop.telemetry.traces', '--format', 'json');
    const { affected } = JSON.parse(stdout) as { affected: { value: unknown; gives: unknown }[] };
    expect(affected.length).toBeGreaterThan(0);
    expect(affected.filter(({ value, gives }) => JSON.stringify(value) === JSON.stringify(gives))).toEqual([]);
  });

  it('takes a whole group, positions, and keys', async () => {
    const more = `    size: medium
  scaling: { minReplicas: 2, maxReplicas: 4 }
  dependencies:
    - external: { host: db.example.com, port: 5432, protocol: tls, cidrs: [10.1.0.0/24] }
`;
    here.write({ 'services/shop.yaml': webService('shop', more) });
    const group = await here.fairway('affects', 'shop.scaling', '--env', 'prod');
    expect(group.stdout).toContain('spec.maxReplicas = 4; with 5 it would be 5');
    expect(group.stdout).toContain('spec.minReplicas = 2; with 3 it would be 3');
    const entry = await here.fairway('affects', 'shop.dependencies[0].external.port', '--env', 'prod');
    expect(entry.stdout).toContain('NetworkPolicy/shop');
  });

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
