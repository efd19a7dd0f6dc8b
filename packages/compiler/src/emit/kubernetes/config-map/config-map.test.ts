import { describe, expect, it } from 'vitest';
import { emitAll, expectedMetadata, makeContext, makeWorkload } from '../testing.ts';
import { configMap } from './config-map.ts';

function configMaps(files: Record<string, string>) {
  const node = makeWorkload({ files });
  return emitAll(configMap, node, makeContext(node));
}

describe('config map', () => {
  it('is left out without files', () => {
    expect(configMaps({})).toEqual([]);
  });

  it('holds the files under keys, immutable, named by its content', () => {
    const [object] = configMaps({
      '/etc/orders-api/config/application.yaml': 'a: 1\n',
      '/etc/orders-api/config/sub/x.txt': 'x',
      '/opt/legacy/app.ini': 'y',
    });
    const name = object?.metadata.name ?? '';
    expect(name).toMatch(/^orders-api-[0-9a-f]{8}$/);
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...expectedMetadata(), name },
      immutable: true,
      data: { 'application.yaml': 'a: 1\n', 'sub_x.txt': 'x', 'opt_legacy_app.ini': 'y' },
    });
  });

  it('has another name with another content, the same one in any order', () => {
    const name = (files: Record<string, string>) => configMaps(files)[0]?.metadata.name;
    expect(name({ '/a': '1', '/b': '2' })).toBe(name({ '/b': '2', '/a': '1' }));
    expect(name({ '/a': '1', '/b': '2' })).not.toBe(name({ '/a': '1', '/b': '3' }));
    expect(name({ '/a': '11', '/b': '2' })).not.toBe(name({ '/a': '1', '/b': '12' }));
  });

  it('keeps files apart whose keys would meet', () => {
    const data = configMaps({ '/a/b': '1', '/a_b': '2' })[0]?.['data'] as Record<string, string>;
    expect(Object.values(data)).toEqual(['1', '2']);
  });
});
