import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFieldPath } from '../field-path/index.ts';
import { diffObjects, diffValues } from './index.ts';

function fields(before: unknown, after: unknown): string[] {
  return diffValues(before, after).map(
    (change) =>
      `${formatFieldPath(change.path)}: ${JSON.stringify(change.before)} -> ${JSON.stringify(change.after)}`,
  );
}

describe('diffValues', () => {
  test('scalars, added and removed fields', () => {
    expect(fields({ a: { b: 1, c: 2 }, d: [] }, { a: { b: 3, e: { f: 1 } }, d: [] })).toEqual([
      'a.b: 1 -> 3',
      'a.c: 2 -> undefined',
      'a.e: undefined -> {"f":1}',
    ]);
  });

  test('keyed lists by key, whatever their order', () => {
    const before = {
      containers: [
        { name: 'a', image: 'x:1' },
        { name: 'b', image: 'y' },
      ],
    };
    const after = {
      containers: [
        { name: 'b', image: 'y' },
        { name: 'a', image: 'x:2' },
        { name: 'c', image: 'z' },
      ],
    };
    expect(fields(before, after)).toEqual([
      'containers[name=a].image: "x:1" -> "x:2"',
      'containers[name=c]: undefined -> {"name":"c","image":"z"}',
    ]);
  });

  test('order counts where Kubernetes says so', () => {
    expect(
      fields(
        { initContainers: [{ name: 'a' }, { name: 'b' }] },
        { initContainers: [{ name: 'b' }, { name: 'a' }] },
      ),
    ).toHaveLength(1);
    const plain = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ];
    expect(fields({ env: plain }, { env: plain.toReversed() })).toEqual([]);
    const composed = [
      { name: 'A', value: '1' },
      { name: 'B', value: '$(A)' },
    ];
    expect(fields({ env: composed }, { env: composed.toReversed() })).toHaveLength(1);
  });

  test('other lists by position while their lengths agree', () => {
    expect(fields({ args: ['a', 'b'] }, { args: ['a', 'c'] })).toEqual(['args[1]: "b" -> "c"']);
    expect(fields({ args: ['a', 'b'] }, { args: ['x', 'a', 'b'] })).toEqual([
      'args: ["a","b"] -> ["x","a","b"]',
    ]);
  });

  test('quantities by value, other text by its letters', () => {
    expect(
      fields({ requests: { cpu: '1000m', memory: '1Gi' } }, { requests: { cpu: 1, memory: '1024Mi' } }),
    ).toEqual([]);
    expect(fields({ emptyDir: { sizeLimit: '1Gi' } }, { emptyDir: { sizeLimit: '1024Mi' } })).toEqual([]);
    expect(fields({ limits: { cpu: '1' } }, { limits: { cpu: '2' } })).toHaveLength(1);
    expect(fields({ data: { cpu: '1000m' } }, { data: { cpu: '1' } })).toHaveLength(1);
    expect(fields({ targetPort: 8080 }, { targetPort: '8080' })).toHaveLength(1);
  });

  test('a value does not differ from itself, and differing values differ both ways', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(diffValues(a, structuredClone(a))).toEqual([]);
        expect(diffValues(a, b).length > 0).toBe(diffValues(b, a).length > 0);
      }),
    );
  });
});

function configMap(name: string, data: Record<string, string>, instance = 'api'): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'orders', labels: { 'app.kubernetes.io/instance': instance } },
    data,
  };
}

describe('diffObjects', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'orders' },
    spec: { type: 'ClusterIP' },
  };

  test('added, removed, changed, in a stable order', () => {
    const other = { ...service, metadata: { name: 'web', namespace: 'orders' } };
    const changed = { ...service, spec: { type: 'NodePort' } };
    const fresh = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'orders' } };
    expect(diffObjects([service, other], [changed, fresh])).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'orders',
        name: 'api',
        change: 'added',
        fields: [],
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        namespace: 'orders',
        name: 'api',
        change: 'changed',
        fields: [{ path: ['spec', 'type'], before: 'ClusterIP', after: 'NodePort' }],
      },
      { apiVersion: 'v1', kind: 'Service', namespace: 'orders', name: 'web', change: 'removed', fields: [] },
    ]);
  });

  test('a new version of a group is a change, another group is another object', () => {
    const before = { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata: { name: 'a' } };
    expect(diffObjects([before], [{ ...before, apiVersion: 'autoscaling/v2' }])).toMatchObject([
      { change: 'changed', fields: [{ path: ['apiVersion'] }] },
    ]);
    expect(
      diffObjects([before], [{ ...before, apiVersion: 'other.io/v1' }]).map(({ change }) => change),
    ).toEqual(['added', 'removed']);
  });

  test('content-hashed objects are renamed', () => {
    expect(
      diffObjects(
        [configMap('api-config-aaaaaaaa', { a: '1' })],
        [configMap('api-config-bbbbbbbb', { a: '2' })],
      ),
    ).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'orders',
        name: 'api-config-bbbbbbbb',
        change: 'renamed',
        previousName: 'api-config-aaaaaaaa',
        fields: [{ path: ['data', 'a'], before: '1', after: '2' }],
      },
    ]);
  });

  test('renaming needs one of each, of the same instance', () => {
    const changes = diffObjects(
      [configMap('api-aaaaaaaa', {}), configMap('api-cccccccc', {})],
      [configMap('api-bbbbbbbb', {})],
    );
    expect(changes.map(({ name, change }) => `${change} ${name}`)).toEqual([
      'removed api-aaaaaaaa',
      'added api-bbbbbbbb',
      'removed api-cccccccc',
    ]);
    expect(diffObjects([configMap('api-aaaaaaaa', {})], [configMap('api-bbbbbbbb', {}, 'web')])).toHaveLength(
      2,
    );
  });

  test('nothing changed, whatever the order', () => {
    const objects = [service, configMap('a-bbbbbbbb', { x: 'y' })];
    expect(diffObjects(objects, structuredClone(objects.toReversed()))).toEqual([]);
  });
});
