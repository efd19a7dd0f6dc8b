import { describe, expect, it } from 'vitest';
import { products, type Product } from '../products.ts';
import { buildArguments, buildKey, cacheFolder, goProgramName, type BuildInputs } from './recipe.ts';

const product: Product = {
  name: 'tool',
  version: '1.2.3',
  programs: { tool: 'example.org/tool/v2', other: 'example.org/tool/v2/cmd/other' },
  stamps: { 'example.org/tool/v2/version.version': '1.2.3', 'example.org/tool/v2/version.major': '1' },
};
const inputs: BuildInputs = { goMod: 'module a', goSum: 'sum', compiler: 'go1.26 linux amd64 1' };

describe('a build', () => {
  it('makes all programs of a product at once, stamped, without paths of this machine', () => {
    expect(buildArguments(product, '/out')).toEqual([
      'build',
      '-trimpath',
      '-ldflags',
      '-s -w -X example.org/tool/v2/version.major=1 -X example.org/tool/v2/version.version=1.2.3',
      '-o',
      '/out/',
      'example.org/tool/v2',
      'example.org/tool/v2/cmd/other',
    ]);
  });

  it('finds programs under the names that Go gives them', () => {
    expect(goProgramName('go.etcd.io/etcd/server/v3')).toBe('server');
    expect(goProgramName('k8s.io/kubernetes/cmd/kubelet')).toBe('kubelet');
    expect(goProgramName('v2')).toBe('v2');
  });
});

describe('the key of a build', () => {
  it('is the same for the same inputs', () => {
    expect(buildKey(product, inputs)).toBe(buildKey({ ...product }, { ...inputs }));
    expect(buildKey(product, inputs)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('changes with everything that decides a build', () => {
    const keys = [
      buildKey(product, inputs),
      buildKey(product, { ...inputs, goMod: 'module b' }),
      buildKey(product, { ...inputs, goSum: 'sums' }),
      buildKey(product, { ...inputs, compiler: 'go1.27 linux amd64 1' }),
      buildKey(product, { ...inputs, goMod: 'module as', goSum: 'um' }),
      buildKey({ ...product, stamps: {} }, inputs),
      buildKey(
        { ...product, programs: { renamed: 'example.org/tool/v2', other: 'example.org/tool/v2/cmd/other' } },
        inputs,
      ),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the cache', () => {
  it('is where the system keeps caches', () => {
    expect(cacheFolder({}, '/somebody')).toBe('/somebody/.cache/fairway/cluster');
    expect(cacheFolder({ XDG_CACHE_HOME: '' }, '/somebody')).toBe('/somebody/.cache/fairway/cluster');
    expect(cacheFolder({ XDG_CACHE_HOME: '/caches' }, '/somebody')).toBe('/caches/fairway/cluster');
  });
});

describe('products', () => {
  it('have names of their own and report their version', () => {
    expect(new Set(products.map(({ name }) => name)).size).toBe(products.length);
    const kubernetes = products.filter(({ name }) => name.startsWith('kubernetes-'));
    expect(kubernetes).toHaveLength(3);
    for (const { name, version, stamps } of kubernetes) {
      expect(version).toMatch(
        new RegExp(`^v${name.slice('kubernetes-'.length).replace('.', '\\.')}\\.[0-9]+$`),
      );
      expect(stamps['k8s.io/component-base/version.gitVersion']).toBe(version);
    }
  });
});
