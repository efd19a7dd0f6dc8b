import { describe, expect, it } from 'vitest';
import { baseOrganization, compileFiles, definitionOf, imageOf, service, type Files } from '../harness.ts';

// Teams, environments and systems may have aliases; both are read (INTENT.md §2.1).
const organization: Files = {
  ...baseOrganization,
  'platform/environments.yaml': definitionOf(
    'Environment',
    'prod',
    'class: prod\norder: 30\naliases: [production]\nclusters: [local]',
  ),
};
const record = "owner: team-a\nreason: a test\nexpires: '2036-01-01'\n";
const asked = imageOf('d');

describe.each(['web', 'shop/web', 'store/web'])('a service as %s', (name) => {
  it('in --image', () => {
    const { workload } = compileFiles({ ...organization, ...service('web') }, 'prod', {
      images: [{ environment: 'production', service: name, image: asked }],
    });
    expect(workload('web').properties['image']).toBe(asked);
  });

  it('in a ReleaseSet', () => {
    const set = definitionOf(
      'ReleaseSet',
      'prod',
      `environment: production\nservices: {${name}: {image: "${asked}"}}`,
    );
    const { workload } = compileFiles(
      { ...organization, ...service('web'), 'releases/prod.yaml': set },
      'prod',
    );
    expect(workload('web').properties['image']).toBe(asked);
  });

  it('in a Pin', () => {
    const size = (version: string, cpu: string, more = ''): string =>
      definitionOf(
        'SizeProfile',
        'wide',
        `version: ${version}\n${more}cpuRequest: ${cpu}\nmemoryRequest: 1Gi\nmemoryLimit: 1Gi`,
      );
    const { errors, field } = compileFiles(
      {
        ...organization,
        ...service('web', 'runtime:\n  size: wide'),
        'platform/sizes.yaml': `${size('1.0.0', '300m')}---\n${size('2.0.0', '700m', 'lifecycle: proposed\n')}`,
        'governance/pin.yaml': definitionOf(
          'Pin',
          'wider',
          `${record}target: {services: [${name}], environments: [production]}\ndocument: {kind: SizeProfile, name: wide}\nversion: 2.0.0\ntrial: true`,
        ),
      },
      'prod',
    );
    expect(errors).toEqual([]);
    expect(field('workload/web', 'spec.template.spec.containers[name=app].resources.requests.cpu')).toBe(
      '700m',
    );
  });

  it('in a PolicyException', () => {
    const { codes } = compileFiles(
      {
        ...organization,
        ...service('web', 'runtime:\n  user: 0'),
        'governance/root.yaml': definitionOf(
          'PolicyException',
          'root',
          `${record}rules: [non-root]\ntarget: {services: [${name}], systems: [store], environments: [production]}`,
        ),
      },
      'prod',
      { meantToFail: true },
    );
    expect(codes).not.toContain('FWY3215');
  });
});

describe('--image', () => {
  const [one, other] = [imageOf('b'), imageOf('c')];
  const of = (...images: { environment?: string; service: string; image: string }[]): unknown =>
    compileFiles({ ...organization, ...service('web') }, 'prod', { images }).workload('web').properties[
      'image'
    ];

  it('for one environment speaks before one for all, whatever their order; of equals the last', () => {
    const here = { environment: 'prod', service: 'web', image: one };
    const everywhere = { service: 'web', image: other };
    expect(of(here, everywhere)).toBe(one);
    expect(of(everywhere, here)).toBe(one);
    expect(of(everywhere, { ...everywhere, image: one })).toBe(one);
  });
});

it('two pins clash however they name service and environment (FWY3112)', () => {
  const size = (version: string): string =>
    definitionOf(
      'SizeProfile',
      'wide',
      `version: ${version}\n${version === '1.0.0' ? '' : 'lifecycle: proposed\n'}cpuRequest: 300m\nmemoryRequest: 1Gi\nmemoryLimit: 1Gi`,
    );
  const pin = (name: string, version: string, target: string): string =>
    definitionOf(
      'Pin',
      name,
      `${record}target: ${target}\ndocument: {kind: SizeProfile, name: wide}\nversion: ${version}\ntrial: true`,
    );
  const { codes } = compileFiles(
    {
      ...organization,
      ...service('web', 'runtime:\n  size: wide'),
      'platform/sizes.yaml': [size('1.0.0'), size('2.0.0'), size('3.0.0')].join('---\n'),
      'governance/one.yaml': pin('one', '2.0.0', '{services: [web], environments: [prod]}'),
      'governance/other.yaml': pin('other', '3.0.0', '{services: [store/web], environments: [production]}'),
    },
    'prod',
  );
  expect(codes).toContain('FWY3112');
});
