import { describe, expect, it } from 'vitest';
import {
  baseOrganization,
  compileFiles,
  definitionOf,
  imageOf,
  service,
  type CompileOptions,
  type Files,
} from '../harness.ts';

const releases = (environment: string, services: string): Files => ({
  [`releases/${environment}.yaml`]: definitionOf(
    'ReleaseSet',
    environment,
    `environment: ${environment}\nservices: ${services}`,
  ),
});

function imageIn(files: Files, environment = 'prod', options: CompileOptions = {}): unknown {
  const { errors, workload } = compileFiles({ ...baseOrganization, ...files }, environment, options);
  expect(errors).toEqual([]);
  return workload('web').properties['image'];
}

const [own, released, overridden, asked] = ['a', 'b', 'c', 'd'].map(imageOf) as [
  string,
  string,
  string,
  string,
];
const spec = service('web', '', { image: own });
const set = releases('prod', `{web: {image: "${released}"}}`);
const override = service('web', '', { image: own, environments: `prod:\n  runtime: {image: "${overridden}"}` });

describe('the first that speaks: --image, environments, ReleaseSet, spec', () => {
  it('spec.runtime.image', () => expect(imageIn(spec)).toBe(own));

  it('ReleaseSet before it', () => expect(imageIn({ ...spec, ...set })).toBe(released));

  it('environments before that', () => expect(imageIn({ ...override, ...set })).toBe(overridden));

  it('--image before all', () => {
    expect(imageIn({ ...override, ...set }, 'prod', { images: [{ service: 'web', image: asked }] })).toBe(
      asked,
    );
  });

  it('a ReleaseSet speaks for its environment only', () => {
    expect(imageIn({ ...spec, ...set }, 'staging')).toBe(own);
  });

  it('a ReleaseSet may name system/name', () => {
    expect(imageIn({ ...spec, ...releases('prod', `{shop/web: {image: "${released}"}}`) })).toBe(released);
  });

  it('a ReleaseSet that does not know a service called constructor says nothing about it', () => {
    const files = { ...baseOrganization, ...service('constructor', '', { image: own }), ...set };
    const { errors, workload } = compileFiles(files, 'prod');
    expect(errors).toEqual([]);
    expect(workload('constructor').properties['image']).toBe(own);
  });

  it('--image may name environment and system', () => {
    const images = [{ environment: 'staging', service: 'shop/web', image: asked }];
    expect([imageIn(spec, 'staging', { images }), imageIn(spec, 'prod', { images })]).toEqual([asked, own]);
  });

  it('the container runs it', () => {
    const { field } = compileFiles({ ...baseOrganization, ...spec });
    expect(field('Deployment/web', 'spec.template.spec.containers[name=app].image')).toBe(own);
  });
});

describe('two images for one service in one environment (FWY4039)', () => {
  const more = (name: string, services: string, environment = 'prod'): Files => ({
    [`releases/${name}.yaml`]: definitionOf(
      'ReleaseSet',
      name,
      `environment: ${environment}\nservices: ${services}`,
    ),
  });
  const entry = (name: string, which: string): string => `${name}: {image: "${which}"}`;
  const found = (...files: readonly Files[]) =>
    compileFiles(Object.assign({}, baseOrganization, spec, service('api'), ...files) as Files, 'prod', {
      meantToFail: true,
    });

  it('of two ReleaseSets names both, and blocks that service alone', () => {
    const { errors, units } = found(
      more('one', `{${entry('web', own)}}`),
      more('two', `{${entry('shop/web', released)}}`),
    );
    expect(errors).toMatchObject([
      {
        code: 'FWY4039',
        file: 'releases/two.yaml',
        line: 7,
        related: [{ file: 'releases/one.yaml', line: 7 }],
      },
    ]);
    expect(errors[0]?.message).toContain('web');
    expect(errors[0]?.units).toContain('prod/local/shop-prod/web');
    expect([...units.keys()]).toEqual(['prod/local/shop-prod/api']);
  });

  it.each([
    ['its name', 'shop/web'],
    ['an alias of the system', 'store/web'],
  ])('in one ReleaseSet, by %s too', (_, other) => {
    const first = other === 'shop/web' ? 'web' : 'shop/web';
    const { errors } = found(more('one', `{${entry(first, own)}, ${entry(other, released)}}`));
    expect(errors.map(({ code, file }) => [code, file])).toEqual([['FWY4039', 'releases/one.yaml']]);
    expect(errors[0]?.related).toMatchObject([{ file: 'releases/one.yaml', line: 7 }]);
  });

  it.each([
    ['the same image', more('two', `{${entry('shop/web', own)}}`)],
    ['another environment', more('two', `{${entry('web', released)}}`, 'staging')],
    ['another service', more('two', `{${entry('api', released)}}`)],
    ['a name that means nobody', more('two', `{${entry('cart/web', released)}}`)],
  ])('%s is none', (_, second) => {
    expect(found(more('one', `{${entry('web', own)}}`), second).errors).toEqual([]);
  });
});

describe('no image', () => {
  const files = { ...baseOrganization, ...service('web', '', { image: null }), ...service('api') };
  const result = compileFiles(files);

  it('is a note "no release for ENV yet", and nothing worse', () => {
    expect(
      result.diagnostics.map(({ severity, message }) => [
        severity,
        message.includes('no release for prod yet'),
      ]),
    ).toEqual([['note', true]]);
    expect([...result.compilation.blocked]).toEqual([]);
  });

  it('leaves the workload objects out; the rest of the unit stands', () => {
    const kinds = result.units.get('prod/local/shop-prod/web')?.objects.map(({ kind }) => kind) ?? [];
    for (const kind of ['Deployment', 'Rollout', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'])
      expect(kinds).not.toContain(kind);
    expect(kinds).toEqual(expect.arrayContaining(['ServiceAccount', 'NetworkPolicy', 'Service']));
    expect(result.find('Deployment/api')).toBeDefined();
  });
});

describe('imageFrom', () => {
  const worker = (name: string, from: string, spec_ = ''): Files =>
    service(name, `runtime:\n  imageFrom: ${from}\n${spec_}`, { kind: 'Worker', image: null });

  it('takes the image of another workload, chains to their end', () => {
    const { workload, errors } = compileFiles({
      ...baseOrganization,
      ...spec,
      ...worker('one', 'web'),
      ...worker('two', 'one'),
    });
    expect(errors).toEqual([]);
    expect(['one', 'two'].map((name) => workload(name).properties['image'])).toEqual([own, own]);
  });

  it('follows what the environment decides', () => {
    const { workload } = compileFiles({ ...baseOrganization, ...override, ...worker('one', 'web') });
    expect(workload('one').properties['image']).toBe(overridden);
  });

  it('in a circle is an error for each', () => {
    const { errors, units } = compileFiles({
      ...baseOrganization,
      ...worker('one', 'two'),
      ...worker('two', 'one'),
      ...spec,
    });
    expect(errors.map(({ code, file }) => [code, file])).toEqual([
      ['FWY3207', 'services/one.yaml'],
      ['FWY3207', 'services/two.yaml'],
    ]);
    expect([...units.keys()]).toEqual(['prod/local/shop-prod/web']);
  });

  it('of another system is an error', () => {
    const { codes } = compileFiles({ ...baseOrganization, ...spec, ...worker('one', 'web', 'system: cart\n') });
    expect(codes).toEqual(['FWY3206']);
  });

  it('of a workload without a release is a note for both', () => {
    const files = { ...baseOrganization, ...service('web', '', { image: null }), ...worker('one', 'web') };
    expect(compileFiles(files).diagnostics.map(({ severity }) => severity)).toEqual(['note', 'note']);
  });
});

describe('what an image must be', () => {
  const tag = 'registry.example.com/shop/web:1.4.2';
  it.each([
    ['dev', tag, []],
    ['staging', tag, ['FWY3202']],
    ['prod', tag, ['FWY3202']],
    ['prod', `${tag}@sha256:${'a'.repeat(64)}`, []],
    ['prod', `${tag}@sha256:${'a'.repeat(63)}`, ['FWY3203']],
    ['dev', `${tag}@sha256:${'a'.repeat(65)}`, ['FWY3203']],
    ['dev', 'docker.io/library/nginx:1', ['FWY3201']],
    ['dev', 'registry.example.com.evil.test/shop/web:1', ['FWY3201']],
  ])('in %s, %s: %j', (environment, reference, codes) => {
    expect(
      compileFiles({ ...baseOrganization, ...service('web', '', { image: reference }) }, environment).codes,
    ).toEqual(codes);
  });

  it('holds for --image and releases too', () => {
    const images = [{ service: 'web', image: tag }];
    expect(compileFiles({ ...baseOrganization, ...spec }, 'prod', { images }).codes).toEqual(['FWY3202']);
    const set_ = releases('prod', `{web: {image: "${tag}"}}`);
    expect(compileFiles({ ...baseOrganization, ...spec, ...set_ }).codes).toEqual(['FWY3202']);
  });
});

describe('whoever takes the image of another workload', () => {
  it.each([
    ['docker.io/shop/web@sha256:' + 'a'.repeat(64), 'FWY3201'],
    ['registry.example.com/shop/web:1', 'FWY3202'],
    ['registry.example.com/shop/web@sha256:12', 'FWY3203'],
    ['registry.example.com/UPPER', 'FWY3200'],
  ])('is refused %s too, in its own name', (bad, code) => {
    const taker = service('taker', `runtime:\n  imageFrom: web`, { kind: 'Worker', image: null });
    const files = { ...baseOrganization, ...service('web', '', { image: bad }), ...taker };
    const { errors, units } = compileFiles(files, 'prod', { meantToFail: true });
    expect([...units.keys()]).toEqual([]);
    expect(errors.map((one) => `${one.code} ${one.file}`)).toEqual([
      `${code} services/taker.yaml`,
      `${code} services/web.yaml`,
    ]);
  });
});
