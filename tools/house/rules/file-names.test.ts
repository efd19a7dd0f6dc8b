import { describe, expect, it } from 'vitest';
import { treeOf } from '../tree.ts';
import { fileNames } from './file-names.ts';

const broken = (path: string): number => fileNames.check(treeOf({ [path]: '' })).length;

describe('file names', () => {
  it.each([
    'packages/model/src/field-path.test.ts',
    'docs/decisions/0001-rooms.md',
    'tools/README.md',
    'tools/new/_template/a.ts',
  ])('allows %s', (path) => {
    expect(broken(path)).toBe(0);
  });

  it.each([
    'packages/model/src/fieldPath.ts',
    'packages/model/src/Parts/a.ts',
    'docs/My_Page.md',
    'tools/_a.ts',
  ])('refuses %s', (path) => {
    expect(broken(path)).toBe(1);
  });
});
