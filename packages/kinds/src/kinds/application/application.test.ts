import { isObject, schemaTools, type ExpandContext, type JsonObject } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { applicationKind } from './application.ts';

const mebi = 2 ** 20;
const sizes: ExpandContext['sizes'] = [
  { name: 'large', cpuRequest: 1_000, memoryLimit: 3_072 * mebi },
  { name: 'small', cpuRequest: 250, memoryLimit: 512 * mebi },
  { name: 'medium', cpuRequest: 500, memoryLimit: 1_024 * mebi },
];

function expand(spec: JsonObject) {
  const problems: { readonly code: string; readonly fix?: string; readonly path: string }[] = [];
  const report: ExpandContext['report'] = (problem, path) => problems.push({ ...problem, path });
  return { spec: applicationKind.expand(spec, { sizes, report }), problems };
}

describe('the kind application', () => {
  it('is the WebService that a person would write', () => {
    const { spec, problems } = expand({
      team: 'team-a',
      runtime: 'node-18',
      replicas: 3,
      resources: { cpu: '300m', memory: '512Mi' },
      ingress: { path: '/shop' },
      image: 'registry.example.com/shop:1',
    });
    expect(problems).toEqual([]);
    expect(spec).toEqual({
      owner: 'team-a',
      runtime: { language: 'node', version: '18', size: 'medium', image: 'registry.example.com/shop:1' },
      scaling: { minReplicas: 3, maxReplicas: 3 },
      exposure: { class: 'internal', path: '/shop' },
    });
    const filled = Object.entries(spec).flatMap(([group, value]) =>
      isObject(value) ? Object.keys(value).map((field) => `${group}.${field}`) : [group],
    );
    expect(applicationKind.origins.map(({ to }) => to).toSorted()).toEqual(filled.toSorted());
  });

  it('is not exposed without ingress', () => {
    expect(expand({ team: 'team-a', runtime: 'go' }).spec).toEqual({
      owner: 'team-a',
      runtime: { language: 'go' },
      exposure: { class: 'none' },
    });
  });

  it.each([
    [{ cpu: '250m', memory: '512Mi' }, 'small'],
    [{ cpu: '251m' }, 'medium'],
    [{ memory: '513Mi' }, 'medium'],
    [{ cpu: '100m', memory: '2Gi' }, 'large'],
    [{ cpu: '1' }, 'large'],
  ])('finds the smallest size for %j', (resources, size) => {
    expect(expand({ team: 'a', runtime: 'go', resources }).spec['runtime']).toMatchObject({ size });
  });

  it.each([{ cpu: '2' }, { memory: '4Gi' }])('names the review beyond the largest size: %j', (resources) => {
    const { problems, spec } = expand({ team: 'a', runtime: 'go', resources });
    expect(problems).toMatchObject([{ code: 'FWY3299', path: 'resources' }]);
    expect(problems[0]?.fix).toContain('review');
    expect(spec['runtime']).toEqual({ language: 'go' });
  });

  it.each([
    ['node-18', true],
    ['python-3.12', true],
    ['go', true],
    ['Node 18', false],
    ['node@18', false],
  ])('reads the runtime %s: %s', (runtime, valid) => {
    const schema = schemaTools.z.strictObject(applicationKind.schema(schemaTools));
    expect(schema.safeParse({ team: 'a', runtime }).success).toBe(valid);
  });
});
