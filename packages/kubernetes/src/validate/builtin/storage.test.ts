import { describe, expect, it } from 'vitest';
import { verdict } from './testing.ts';
import type { KindCases } from './testing.ts';

describe.each<KindCases>([
  [
    'storage.k8s.io/v1',
    'StorageClass',
    [
      ['upper case', { provisioner: 'Example.org/A' }, []],
      ['no name', { provisioner: 'a b' }, ['format provisioner']],
      ['none', {}, ['required provisioner']],
    ],
  ],
])('%s %s', (apiVersion, kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict(apiVersion, kind, fields)).toEqual(expected);
  });
});
