import { valueAt } from '@fairway/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldPath } from './index.ts';
import {
  canonicalPath,
  formatFieldPath,
  indexPath,
  leafPaths,
  listKey,
  parseFieldPath,
  resolvePath,
} from './index.ts';

const POD = {
  metadata: { labels: { 'app.kubernetes.io/name': 'api' }, annotations: {} },
  spec: {
    containers: [
      {
        name: 'app',
        args: ['a', 'b'],
        ports: [{ containerPort: 8080 }, { containerPort: 9090 }],
        volumeMounts: [{ name: 't', mountPath: '/tmp' }],
      },
      { name: 'side', env: [{ name: 'A', value: '1' }] },
    ],
    tolerations: [{ key: 'x' }, { key: 'x' }],
    hosts: [],
  },
};

function parsed(text: string): FieldPath {
  const result = parseFieldPath(text);
  if (!result.ok) throw new Error(result.reason);
  return result.path;
}

describe('spelling', () => {
  test.each<[string, FieldPath]>([
    ['', []],
    ['a.b[0]', ['a', 'b', 0]],
    ['a[name=web]', ['a', { key: 'name', value: 'web' }]],
    ['a["x.y/z"]', ['a', 'x.y/z']],
    [
      'spec.template.spec.containers[name=app].resources.requests.cpu',
      ['spec', 'template', 'spec', 'containers', { key: 'name', value: 'app' }, 'resources', 'requests', 'cpu'],
    ],
    ['volumeMounts[mountPath=/tmp].name', ['volumeMounts', { key: 'mountPath', value: '/tmp' }, 'name']],
    ['["a b"].c', ['a b', 'c']],
    ['a[name="x]y"]', ['a', { key: 'name', value: 'x]y' }]],
  ])('%s', (text, path) => {
    expect(parsed(text)).toEqual(path);
    expect(formatFieldPath(path)).toBe(text);
  });

  test('single quotes are read too', () => {
    expect(parsed("a['x.y/z'][name='b c']")).toEqual(['a', 'x.y/z', { key: 'name', value: 'b c' }]);
  });

  test.each(['.a', 'a..b', 'a.', 'a[', 'a[]', 'a[0', 'a[0]b', 'a[=x]', 'a b', 'a[name=]', 'a["x'])(
    '%j is refused',
    (text) => {
      const result = parseFieldPath(text);
      expect(result.ok ? '' : result.reason).toMatch(/field path/);
    },
  );

  test('printing and reading are inverse', () => {
    const segment = fc.oneof(
      fc.string(),
      fc.nat(),
      fc.record({ key: fc.constantFrom('name', 'mountPath', 'port'), value: fc.string() }),
    );
    fc.assert(
      fc.property(fc.array(segment), (path) => {
        expect(parsed(formatFieldPath(path))).toEqual(path);
      }),
    );
  });
});

describe('places', () => {
  test('values', () => {
    expect(resolvePath(POD, parsed('spec.containers[name=side].env[name=A].value'))).toBe('1');
    expect(resolvePath(POD, parsed('spec.containers[0].ports[containerPort=9090]'))).toEqual({
      containerPort: 9090,
    });
    expect(resolvePath(POD, parsed('metadata.labels["app.kubernetes.io/name"]'))).toBe('api');
    expect(resolvePath(POD, parsed('spec.containers[name=none].env'))).toBeUndefined();
    expect(resolvePath(POD, parsed('spec.constructor'))).toBeUndefined();
    expect(resolvePath(POD, [])).toBe(POD);
  });

  test('keys for lists: unique ones, otherwise the position', () => {
    expect(listKey('containers', POD.spec.containers)).toBe('name');
    expect(listKey('ports', [{ containerPort: 1 }, { containerPort: 2 }])).toBe('containerPort');
    expect(listKey('ports', [{ name: 'a', containerPort: 1 }])).toBe('name');
    expect(
      listKey('ports', [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ]),
    ).toBeUndefined();
    expect(
      listKey('volumeMounts', [
        { name: 'a', mountPath: '/x' },
        { name: 'a', mountPath: '/y' },
      ]),
    ).toBe('mountPath');
    expect(listKey('args', ['a'])).toBeUndefined();
    expect(listKey('env', [{ name: 'A' }], [{ value: 'x' }])).toBeUndefined();
  });

  test('canonical and by position', () => {
    const canonical = parsed('spec.containers[name=app].ports[containerPort=8080].containerPort');
    expect(formatFieldPath(canonicalPath(POD, ['spec', 'containers', 0, 'ports', 0, 'containerPort']))).toBe(
      formatFieldPath(canonical),
    );
    expect(canonicalPath(POD, parsed('spec.containers[name=app].args[1]'))).toEqual(
      parsed('spec.containers[name=app].args[1]'),
    );
    expect(canonicalPath(POD, parsed('spec.tolerations[1].key'))).toEqual(['spec', 'tolerations', 1, 'key']);
    expect(canonicalPath(POD, parsed('spec.nothing[3].x'))).toEqual(['spec', 'nothing', 3, 'x']);
    expect(indexPath(POD, canonical)).toEqual(['spec', 'containers', 0, 'ports', 0, 'containerPort']);
    expect(indexPath(POD, parsed('spec.containers[name=zz]'))).toBeUndefined();
  });

  test('leaves', () => {
    expect(
      [...leafPaths(POD)].map(({ path, value }) => `${formatFieldPath(path)} = ${JSON.stringify(value)}`),
    ).toEqual([
      'metadata.labels["app.kubernetes.io/name"] = "api"',
      'metadata.annotations = {}',
      'spec.containers[name=app].name = "app"',
      'spec.containers[name=app].args[0] = "a"',
      'spec.containers[name=app].args[1] = "b"',
      'spec.containers[name=app].ports[containerPort=8080].containerPort = 8080',
      'spec.containers[name=app].ports[containerPort=9090].containerPort = 9090',
      'spec.containers[name=app].volumeMounts[mountPath=/tmp].name = "t"',
      'spec.containers[name=app].volumeMounts[mountPath=/tmp].mountPath = "/tmp"',
      'spec.containers[name=side].name = "side"',
      'spec.containers[name=side].env[name=A].name = "A"',
      'spec.containers[name=side].env[name=A].value = "1"',
      'spec.tolerations[0].key = "x"',
      'spec.tolerations[1].key = "x"',
      'spec.hosts = []',
    ]);
  });

  test('every leaf of any object is found again by its printed path', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          fc.jsonValue(),
        ),
        (object) => {
          for (const { path, value } of leafPaths(object)) {
            const again = parsed(formatFieldPath(path));
            expect(resolvePath(object, again)).toBe(value);
            expect(valueAt(object, indexPath(object, again) ?? ['missing'])).toBe(value);
            expect(canonicalPath(object, again)).toEqual(path);
          }
        },
      ),
    );
  });
});
