import type { KubernetesObject } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { placeholderNameInvariant } from './placeholder-name.ts';

const pathsOf = (object: KubernetesObject): string[] => {
  const context = { objects: [object], environmentClass: 'prod', shape: 'service', os: 'linux' } as const;
  return Array.from(placeholderNameInvariant.check(context), ({ path }) => path);
};

describe('the invariant placeholder-name', () => {
  it('holds for an object that keeps it', () => {
    expect(
      pathsOf({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders-api', labels: { a: 'b' } } }),
    ).toEqual([]);
  });

  it('names the field that breaks it', () => {
    expect(pathsOf({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders-api' } })).toEqual([
      'metadata.labels',
    ]);
  });
});
