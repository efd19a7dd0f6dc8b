import { describe, expect, it } from 'vitest';
import { treeOf } from '../tree.ts';
import { cycles } from './cycles.ts';

describe('cycles', () => {
  it('finds a round way within a room, also by types', () => {
    const tree = treeOf({
      'packages/model/src/a.ts': "import { b } from './b.ts';",
      'packages/model/src/b.ts': "import type { C } from './c.ts';",
      'packages/model/src/c.ts': "\nexport * from './a.ts';",
    });
    expect(cycles.check(tree)).toEqual([
      {
        file: 'packages/model/src/c.ts',
        line: 2,
        message:
          'imports go round: packages/model/src/a.ts -> packages/model/src/b.ts -> packages/model/src/c.ts -> packages/model/src/a.ts',
      },
    ]);
  });

  it('finds a round way across rooms', () => {
    const tree = treeOf({
      'packages/model/package.json': '{"name": "@fairway/model", "exports": {".": "./src/index.ts"}}',
      'packages/kinds/package.json': '{"name": "@fairway/kinds", "exports": {"./testing": "./src/kit.ts"}}',
      'packages/model/src/index.ts': "import { kit } from '@fairway/kinds/testing';",
      'packages/kinds/src/kit.ts': "import { x } from '@fairway/model';",
    });
    expect(cycles.check(tree)).toHaveLength(1);
  });

  it('allows two ways to one file', () => {
    const tree = treeOf({
      'a.ts': "import './b.ts';\nimport './c.ts';",
      'b.ts': "import './d.ts';",
      'c.ts': "import './d.ts';",
      'd.ts': '',
    });
    expect(cycles.check(tree)).toEqual([]);
  });
});
