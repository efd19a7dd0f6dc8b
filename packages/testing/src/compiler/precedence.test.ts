import { describe, expect, it } from 'vitest';
import {
  baseOrganization,
  compileFiles,
  definitionOf,
  service,
  type Files,
  type TestCompilation,
} from '../harness.ts';

const kindDefault = (minReplicas: number): Files => ({
  'platform/defaults.yaml': definitionOf(
    'KindDefault',
    'our-web-services',
    `kind: WebService\ndefaults:\n  scaling: {minReplicas: ${minReplicas}}`,
  ),
});
const profile = (name: string, spec: string): Files => ({
  [`platform/${name}.yaml`]: definitionOf('ScalingProfile', name, spec),
});
const environmentClass = (spec: string): Files => ({
  'platform/class.yaml': definitionOf('EnvironmentClass', 'prod', `hostPattern: "{host}"\n${spec}`),
});

function scaling(result: TestCompilation, name = 'web'): unknown {
  const { min, max } = result.workload(name).properties['scaling'] as { min: number; max: number };
  return [min, max];
}

function compiled(files: Files, environment = 'prod'): TestCompilation {
  const result = compileFiles({ ...baseOrganization, ...files }, environment);
  expect(result.errors).toEqual([]);
  return result;
}

describe('Later wins: built-in < KindDefault < chosen profile < EnvironmentClass.defaults < spec < caps < environments < Patch', () => {
  it('built-in', () => {
    expect(scaling(compiled(service('web')))).toEqual([2, 4]);
  });

  it('KindDefault over built-in', () => {
    expect(scaling(compiled({ ...service('web'), ...kindDefault(3) }))).toEqual([3, 4]);
  });

  it('the chosen profile over KindDefault', () => {
    const files = {
      ...service('web', 'scaling: {profile: wide}'),
      ...kindDefault(3),
      ...profile('wide', 'minReplicas: 5\nmaxReplicas: 9'),
    };
    expect(scaling(compiled(files))).toEqual([5, 9]);
  });

  it('a profile that a KindDefault chooses over the numbers of the KindDefault', () => {
    const files = {
      ...service('web'),
      'platform/defaults.yaml': definitionOf(
        'KindDefault',
        'ours',
        'kind: WebService\ndefaults:\n  scaling: {profile: wide, minReplicas: 3}',
      ),
      ...profile('wide', 'minReplicas: 5\nmaxReplicas: 9'),
    };
    expect(scaling(compiled(files))).toEqual([5, 9]);
  });

  it('EnvironmentClass.defaults over the chosen profile', () => {
    const files = {
      ...service('web', 'scaling: {profile: wide}'),
      ...profile('wide', 'minReplicas: 5\nmaxReplicas: 9'),
      ...environmentClass('defaults:\n  scaling: {minReplicas: 6}'),
    };
    expect(scaling(compiled(files))).toEqual([6, 9]);
  });

  it('spec over EnvironmentClass.defaults', () => {
    const files = {
      ...service('web', 'scaling: {minReplicas: 7}'),
      ...environmentClass('defaults:\n  scaling: {minReplicas: 6, maxReplicas: 12}'),
    };
    expect(scaling(compiled(files))).toEqual([7, 12]);
  });

  it('caps over spec', () => {
    const files = {
      ...service('web', 'scaling: {minReplicas: 7, maxReplicas: 12}'),
      ...environmentClass('caps:\n  scaling: {minReplicas: 3, maxReplicas: 5}'),
    };
    expect(scaling(compiled(files))).toEqual([3, 5]);
  });

  it('environments over caps', () => {
    const files = {
      ...service('web', 'scaling: {minReplicas: 7, maxReplicas: 12}', {
        environments: 'prod:\n  scaling: {maxReplicas: 11}',
      }),
      ...environmentClass('caps:\n  scaling: {minReplicas: 3, maxReplicas: 5}'),
    };
    expect(scaling(compiled(files))).toEqual([3, 11]);
  });

  it('a Patch over environments', () => {
    const operations = ['operations:', '  - {op: set, path: spec.minReplicas, value: 9}'];
    const governance = ['owner: team-a', 'reason: A sale.', 'expires: 2026-12-31'];
    const target = 'target: {service: web, object: HorizontalPodAutoscaler/web, environments: [prod]}';
    const files = {
      ...service('web', '', { environments: 'prod:\n  scaling: {minReplicas: 4, maxReplicas: 12}' }),
      'governance/sale.yaml': definitionOf('Patch', 'sale', [...governance, target, ...operations].join('\n')),
    };
    expect(compiled(files).field('HorizontalPodAutoscaler/web', 'spec.minReplicas')).toBe(9);
    expect(compiled(files, 'staging').field('HorizontalPodAutoscaler/web', 'spec.minReplicas')).toBe(2);
  });
});

describe('profiles', () => {
  it('explicit numbers win over the profile', () => {
    const files = {
      ...service('web', 'scaling: {profile: wide, minReplicas: 6}'),
      ...profile('wide', 'minReplicas: 5\nmaxReplicas: 9'),
    };
    expect(scaling(compiled(files))).toEqual([6, 9]);
  });

  it('a profile that an override names is chosen in its environment only', () => {
    const files = {
      ...service('web', '', { environments: 'prod:\n  scaling: {profile: wide}' }),
      ...profile('wide', 'minReplicas: 5\nmaxReplicas: 9'),
    };
    expect(scaling(compiled(files))).toEqual([5, 9]);
    expect(scaling(compiled(files, 'staging'))).toEqual([2, 4]);
  });

  it('explicit numbers of spec win over a profile that an override names', () => {
    const files = {
      ...service('web', 'scaling: {minReplicas: 3}', { environments: 'prod:\n  scaling: {profile: wide}' }),
      ...profile('wide', 'minReplicas: 5\nmaxReplicas: 9'),
    };
    expect(scaling(compiled(files))).toEqual([3, 9]);
  });

  it('the language chooses the start timeout: java 2m, else 1m', () => {
    const seconds = (language: string): number => {
      const probe = compiled(service('web', '', { language })).workload('web').properties['probes'];
      const { startup } = probe as { startup: { periodSeconds: number; failureThreshold: number } };
      return startup.periodSeconds * startup.failureThreshold;
    };
    expect([seconds('java'), seconds('go'), seconds('python')]).toEqual([120, 60, 60]);
  });
});

describe('caps quietly lower what spec says, fixed replica counts too, with a note', () => {
  it('built-in caps make dev 1 to 2 replicas and rolling', () => {
    const canary = 'reliability: {rollout: canary, canary: {percentage: 20, duration: 10m}}';
    const result = compiled(service('web', `scaling: {minReplicas: 3, maxReplicas: 20}\n${canary}`), 'dev');
    expect(scaling(result)).toEqual([1, 2]);
    expect(result.workload('web').properties['rollout']).toEqual({ strategy: 'rolling' });
    expect(result.find('Rollout/web')).toBeUndefined();
    expect(result.field('Deployment/web', 'spec.strategy.type')).toBe('RollingUpdate');
    expect(result.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['FWY3007', 'note'],
      ['FWY3007', 'note'],
      ['FWY3007', 'note'],
    ]);
  });

  it('staging has at most 4', () => {
    const result = compiled(service('web', 'scaling: {minReplicas: 3, maxReplicas: 20}'), 'staging');
    expect(scaling(result)).toEqual([3, 4]);
    expect(result.diagnostics.map(({ message }) => message)).toEqual([
      'scaling.maxReplicas is 20; class staging lowers it to 4 in staging',
    ]);
  });

  it('a minimum above the cap of the maximum is lowered with it', () => {
    const result = compiled(service('web', 'scaling: {minReplicas: 6, maxReplicas: 20}'), 'staging');
    expect(scaling(result)).toEqual([4, 4]);
  });

  it('a fixed count stays fixed, lowered', () => {
    const result = compiled(service('web', 'scaling: {minReplicas: 6, maxReplicas: 6}'), 'dev');
    expect(scaling(result)).toEqual([2, 2]);
    expect(result.find('HorizontalPodAutoscaler/web')).toBeUndefined();
    expect(result.field('Deployment/web', 'spec.replicas')).toBe(2);
    expect(result.codes).toEqual(['FWY3007', 'FWY3007']);
  });

  it('a default that is lowered is nobody’s wish, so there is no note', () => {
    const result = compiled(service('web'), 'dev');
    expect(scaling(result)).toEqual([1, 2]);
    expect(result.codes).toEqual([]);
  });

  it('do not touch what stays within', () => {
    const result = compiled(service('web', 'scaling: {minReplicas: 1, maxReplicas: 2}'), 'dev');
    expect([scaling(result), result.codes]).toEqual([[1, 2], []]);
  });
});

describe('limits are hard: beyond them is an error that only a definition change lifts', () => {
  it('for spec and for environments', () => {
    for (const options of [{}, { environments: 'dev:\n  scaling: {maxReplicas: 11}' }]) {
      const files = { ...baseOrganization, ...service('web', 'scaling: {maxReplicas: 101}', options) };
      const environment = Object.keys(options).length === 0 ? 'prod' : 'dev';
      const { errors, units } = compileFiles(files, environment);
      expect(errors.map(({ code }) => code)).toEqual(['FWY3010']);
      expect(errors[0]?.fix?.summary).toContain(`EnvironmentClass ${environment}`);
      expect([...units.keys()].filter((id) => id.endsWith('/web'))).toEqual([]);
    }
  });

  it('points at the override that goes beyond', () => {
    const files = service('web', '', { environments: 'dev:\n  scaling: {maxReplicas: 11}' });
    const { errors } = compileFiles({ ...baseOrganization, ...files }, 'dev');
    const lines = String(files['services/web.yaml']).split('\n');
    expect(lines[(errors[0]?.line ?? 0) - 1]).toContain('maxReplicas: 11');
  });
});

describe('Delivery.strategy stands at the place of spec.reliability.rollout and canary', () => {
  const delivery = (spec: string): Files => ({
    'services/web-delivery.yaml': `apiVersion: platform.example.com/v1beta1\nkind: Delivery\nmetadata:\n  name: web\nspec:\n  source: {git: "https://git.example.com/web", branch: main}\n  environments: [dev, staging, prod]\n${spec}`,
  });

  it('decides the rollout', () => {
    const files = { ...service('web'), ...delivery('  strategy: {canary: {percentage: 25, duration: 5m}}\n') };
    expect(compiled(files).workload('web').properties['rollout']).toEqual({
      strategy: 'canary',
      canary: { percentage: 25, duration: 300 },
    });
  });

  it('is lowered by caps, with a note', () => {
    const files = { ...service('web'), ...delivery('  strategy: {canary: {percentage: 25, duration: 5m}}\n') };
    const result = compiled(files, 'dev');
    expect(result.workload('web').properties['rollout']).toEqual({ strategy: 'rolling' });
    expect(result.codes).toEqual(['FWY3007']);
  });

  it('is overruled by environments', () => {
    const files = {
      ...service('web', '', { environments: 'prod:\n  reliability: {rollout: recreate}' }),
      ...delivery('  strategy: blueGreen\n'),
    };
    expect(compiled(files).workload('web').properties['rollout']).toEqual({ strategy: 'recreate' });
    expect(compiled(files, 'staging').workload('web').properties['rollout']).toEqual({ strategy: 'blueGreen' });
  });

  it('and a different reliability.rollout is an error; the same one is none', () => {
    const files = (own: string): Files => ({
      ...baseOrganization,
      ...service('web', `reliability: {rollout: ${own}}`),
      ...delivery('  strategy: blueGreen\n'),
    });
    expect(compileFiles(files('recreate')).codes).toEqual(['FWY3006']);
    expect(compileFiles(files('blueGreen')).codes).toEqual([]);
  });

  it('and canary settings that differ are an error too', () => {
    const files = {
      ...baseOrganization,
      ...service('web', 'reliability: {rollout: canary, canary: {percentage: 10, duration: 5m}}'),
      ...delivery('  strategy: {canary: {percentage: 25, duration: 5m}}\n'),
    };
    expect(compileFiles(files).codes).toEqual(['FWY3006']);
  });

  it('says where a workload is delivered', () => {
    const text = String(delivery('')['services/web-delivery.yaml']).replace('[dev, staging, prod]', '[dev]');
    const files = { ...baseOrganization, ...service('web'), 'services/web-delivery.yaml': text };
    expect([...compileFiles(files, 'dev').units.keys()]).toHaveLength(2);
    expect([...compileFiles(files, 'prod').units.keys()]).toEqual([]);
  });

  it('names another service with service', () => {
    const text = String(delivery('  service: shop/web\n  strategy: recreate\n')['services/web-delivery.yaml']);
    const files = {
      ...service('web'),
      'services/d.yaml': text.replace('name: web', 'name: web-to-everywhere'),
    };
    expect(compiled(files).workload('web').properties['rollout']).toEqual({ strategy: 'recreate' });
  });
});

describe('merging', () => {
  it('maps merge', () => {
    const files = service('web', 'runtime:\n  env: {A: spec, B: spec}', {
      environments: 'prod:\n  runtime: {env: {B: prod, C: prod}}',
    });
    expect(compiled(files).workload('web').properties['env']).toMatchObject({
      A: 'spec',
      B: 'prod',
      C: 'prod',
    });
  });

  it('keyed lists merge by key and may add or change, never remove', () => {
    const files = service(
      'web',
      'runtime:\n  writable: [{path: /data, size: 1Gi}, {path: /cache, size: 1Gi}]',
      {
        environments: 'prod:\n  runtime: {writable: [{path: /cache, size: 3Gi}]}',
      },
    );
    expect(compiled(files).workload('web').properties['writable']).toEqual([
      { path: '/tmp', size: 256 * 2 ** 20, medium: 'disk' },
      { path: '/data', size: 2 ** 30, medium: 'disk' },
      { path: '/cache', size: 3 * 2 ** 30, medium: 'disk' },
    ]);
  });

  it('keyed lists may add', () => {
    const files = {
      ...service('web', 'dependencies: [{service: one}]', {
        environments: 'prod:\n  dependencies: [{service: two}]',
      }),
      ...service('one'),
      ...service('two'),
    };
    const edges = (environment: string): string[] =>
      compiled(files, environment)
        .compilation.graph.edges.filter(({ type }) => type === 'reaches')
        .map(({ to }) => to);
    expect(edges('staging')).toEqual(['workload:shop/one']);
    expect(edges('prod')).toEqual(['workload:shop/one', 'workload:shop/two']);
  });

  it('other lists are replaced', () => {
    const files = {
      ...service('web', 'identity: {aws: {permissions: ["s3:GetObject"], resources: ["arn:aws:s3:::one/*"]}}', {
        environments: 'prod:\n  identity: {aws: {resources: ["arn:aws:s3:::two/*"]}}',
      }),
    };
    const node = (environment: string) =>
      compiled(files, environment).compilation.graph.nodes.find(({ type }) => type === 'identity')?.properties[
        'aws'
      ];
    expect(node('prod')).toMatchObject({ permissions: ['s3:GetObject'], resources: ['arn:aws:s3:::two/*'] });
    expect(node('staging')).toMatchObject({ resources: ['arn:aws:s3:::one/*'] });
  });

  it('null is an error, in spec and in environments', () => {
    const files = {
      ...baseOrganization,
      ...service('web', 'scaling: {minReplicas: null}', {
        environments: 'prod:\n  scaling: {maxReplicas: null}',
      }),
    };
    expect(compileFiles(files).codes).toEqual(['FWY2008', 'FWY2008']);
  });

  it('keys of environments are names or aliases; the same environment twice is an error', () => {
    const platform = {
      'platform/prod.yaml': definitionOf(
        'Environment',
        'prod',
        'class: prod\norder: 30\naliases: [production]\nclusters: [local]',
      ),
    };
    const one = service('web', '', { environments: 'production:\n  scaling: {minReplicas: 3}' });
    expect(scaling(compiled({ ...platform, ...one }))).toEqual([3, 4]);
    const two = service('web', '', {
      environments: 'production:\n  scaling: {minReplicas: 3}\nprod:\n  scaling: {minReplicas: 3}',
    });
    expect(compileFiles({ ...baseOrganization, ...platform, ...two }).codes).toEqual(['FWY2017']);
  });

  it('an unknown environment is an error with a suggestion', () => {
    const files = service('web', '', { environments: 'prd:\n  scaling: {minReplicas: 3}' });
    const { errors } = compileFiles({ ...baseOrganization, ...files });
    expect(errors.map(({ message }) => message)).toEqual([
      'there is no Environment "prd"; did you mean "prod"?',
    ]);
  });
});
