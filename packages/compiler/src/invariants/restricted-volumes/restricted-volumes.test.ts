import { describe, expect, test } from 'vitest';
import { check, mutate, places, pod, service } from '../testing.ts';
import { restrictedVolumesInvariant } from './restricted-volumes.ts';

describe('restricted-volumes', () => {
  test('a unit as it should be', () => {
    expect(check(restrictedVolumesInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'a folder of the node',
      mutate(service, 'Deployment', [...pod, 'volumes', 0], { name: 'tmp', hostPath: { path: '/' } }),
      ['Deployment spec.template.spec.volumes[name=tmp].hostPath'],
    ],
    [
      'network storage by hand',
      mutate(service, 'Deployment', [...pod, 'volumes', 0], { name: 'tmp', nfs: { server: 'x', path: '/' } }),
      ['Deployment spec.template.spec.volumes[name=tmp].nfs'],
    ],
    [
      'a claim',
      mutate(service, 'Deployment', [...pod, 'volumes', 0], {
        name: 'tmp',
        persistentVolumeClaim: { claimName: 'x' },
      }),
      [],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(restrictedVolumesInvariant, objects))).toEqual(expected);
  });
});
