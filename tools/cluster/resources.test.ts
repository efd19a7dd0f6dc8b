import { describe, expect, it } from 'vitest';
import { createResources, type Resource } from './resources.ts';

const deployment: Resource = { name: 'deployments', kind: 'Deployment', namespaced: true };
const namespace: Resource = { name: 'namespaces', kind: 'Namespace', namespaced: false };

describe('paths of objects', () => {
  const served: Record<string, readonly Resource[]> = {
    '/apis/apps/v1': [{ ...deployment, name: 'deployments/status' }, deployment],
    '/api/v1': [namespace],
  };
  const asked: string[] = [];
  const resources = createResources((path) => {
    asked.push(path);
    return Promise.resolve(served[path]);
  });

  it.each([
    ['apps/v1', 'Deployment', 'shop', 'web', '/apis/apps/v1/namespaces/shop/deployments/web'],
    ['apps/v1', 'Deployment', undefined, 'web', '/apis/apps/v1/namespaces/default/deployments/web'],
    ['apps/v1', 'Deployment', 'shop', undefined, '/apis/apps/v1/namespaces/shop/deployments'],
    ['apps/v1', 'Deployment', undefined, undefined, '/apis/apps/v1/deployments'],
    ['apps/v1', 'Deployment', 'shop', '', '/apis/apps/v1/namespaces/shop/deployments'],
    ['v1', 'Namespace', undefined, 'a/b', '/api/v1/namespaces/a%2Fb'],
    ['v1', 'Namespace', 'ignored', 'shop', '/api/v1/namespaces/shop'],
    ['apps/v1', 'Nothing', 'shop', 'web', undefined],
    ['example.org/v1', 'Thing', 'shop', 'web', undefined],
  ])('of %s %s in %s called %s', async (apiVersion, kind, where, name, path) => {
    expect(await resources.path(apiVersion, kind, where, name)).toBe(path);
  });

  it('come from one look per group, and another one only for what was not there', async () => {
    asked.length = 0;
    await Promise.all([resources.find('v1', 'Namespace'), resources.find('apps/v1', 'Deployment')]);
    expect(asked).toEqual([]);
    served['/apis/example.org/v1'] = [{ name: 'things', kind: 'Thing', namespaced: true }];
    const found = await Promise.all(
      [1, 2, 3].map(() => resources.path('example.org/v1', 'Thing', 'shop', 'x')),
    );
    expect(new Set(found)).toEqual(new Set(['/apis/example.org/v1/namespaces/shop/things/x']));
    expect(asked).toEqual(['/apis/example.org/v1']);
  });
});
