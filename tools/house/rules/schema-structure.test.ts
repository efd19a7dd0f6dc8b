import { describe, expect, it } from 'vitest';
import { treeOf } from '../tree.ts';
import { schemaStructure } from './schema-structure.ts';

const broken = (path: string, text: string): number => schemaStructure.check(treeOf({ [path]: text })).length;

describe('schemas hold structure only', () => {
  it.each(['refine', 'superRefine', 'transform', 'preprocess', 'default', 'prefault', 'tuple'])(
    'refuses .%s()',
    (method) => {
      expect(broken('packages/kinds/src/parts/a/a.ts', `const a = z.string().${method}(x);`)).toBe(1);
      expect(
        broken('packages/server/src/a.ts', `import { z } from 'zod';\nconst a = z.string().${method}(x);`),
      ).toBe(1);
    },
  );

  it('allows structure, other files, comments and tests', () => {
    expect(
      broken('packages/kinds/src/parts/a/a.ts', 'const a = z.string().min(1).optional(); // .default(1)'),
    ).toBe(0);
    expect(broken('packages/cli/src/a.ts', 'const a = stream.transform(x);')).toBe(0);
    expect(broken('packages/model/src/schema/a.test.ts', 'const a = z.string().default(1);')).toBe(0);
  });
});
