import { describe, expect, it } from 'vitest';
import { treeOf } from '../tree.ts';
import { sizes } from './sizes.ts';

const tooLong = (path: string, lines: number): boolean =>
  sizes.check(treeOf({ [path]: 'x\n'.repeat(lines) })).length > 0;

describe('sizes', () => {
  it.each([
    ['packages/model/src/a.ts', 600],
    ['packages/kinds/src/parts/scaling/scaling.ts', 149],
    ['packages/kinds/src/parts/scaling/scaling.test.ts', 400],
    ['packages/kinds/src/parts/scaling/deeper/scaling.ts', 400],
    ['packages/model/src/index.ts', 149],
    ['packages/model/src/data.generated.ts', 5000],
    ['README.md', 5000],
  ])('allows %s with %i lines', (path, lines) => {
    expect(tooLong(path, lines)).toBe(false);
  });

  it.each([
    ['packages/model/src/a.ts', 601],
    ['packages/model/src/a.test.ts', 601],
    ['packages/kinds/src/parts/scaling/scaling.ts', 150],
    ['packages/model/src/index.ts', 150],
  ])('refuses %s with %i lines', (path, lines) => {
    expect(tooLong(path, lines)).toBe(true);
  });
});
