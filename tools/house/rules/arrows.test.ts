import { describe, expect, it } from 'vitest';
import { rooms } from '../layout.ts';
import { treeOf } from '../tree.ts';
import { arrows } from './arrows.ts';

const manifests = Object.fromEntries(
  Object.keys(rooms).map((room) => [
    `packages/${room}/package.json`,
    JSON.stringify({
      exports: {
        '.': './src/index.ts',
        ...(room === 'kinds' ? { './testing': './src/testing/index.ts' } : {}),
      },
    }),
  ]),
);
const messages = (path: string, text: string): string[] =>
  arrows.check(treeOf({ ...manifests, [path]: text })).map((violation) => violation.message);

describe('arrows between rooms', () => {
  it.each([
    ['packages/compiler/src/a.ts', "import { x } from '@fairway/kubernetes';"],
    ['packages/kubernetes/src/a.ts', "import { load } from 'js-yaml';"],
    ['packages/adapters/src/a.ts', "import { readFileSync } from 'node:fs';"],
    ['packages/cli/src/a.ts', "const { kit } = await import('@fairway/kinds/testing');"],
    [
      'packages/model/src/a.test.ts',
      "import { it } from 'vitest';\nimport { harness } from '@fairway/testing';\nimport 'node:fs';",
    ],
    ['packages/model/src/deep/a.ts', "import { x } from '../b.ts';"],
    ['packages/model/src/a.test.ts', "import { x } from './testing.ts';"],
    ['packages/model/src/testing.ts', "import { createHash } from 'node:crypto';"],
    ['tools/a.ts', "import { x } from '@fairway/kinds';"],
    [
      'examples/acme/plugin.ts',
      "import type { Part } from '@fairway/model';\nimport { part } from './part.ts';",
    ],
  ])('allows %s: %s', (path, text) => {
    expect(messages(path, text)).toEqual([]);
  });

  it.each([
    ['packages/model/src/a.ts', "import { x } from '@fairway/kinds';", 'model may not import kinds'],
    ['packages/kinds/src/a.ts', "import type { X } from '@fairway/compiler';", 'kinds may not import compiler'],
    ['packages/compiler/src/a.ts', "export * from '@fairway/adapters';", 'compiler may not import adapters'],
    ['packages/compiler/src/a.ts', "import { x } from '@fairway/testing';", 'compiler may not import testing'],
    [
      'packages/cli/src/a.ts',
      "import { x } from '@fairway/kinds/src/parts/a.ts';",
      '@fairway/kinds/src/parts/a.ts is not an entry that room kinds publishes',
    ],
    [
      'packages/cli/src/a.ts',
      "import { x } from '../../kinds/src/index.ts';",
      'enter room kinds by its name, not by a path',
    ],
    [
      'packages/cli/src/a.ts',
      "import { x } from '../../../tools/a.ts';",
      '../../../tools/a.ts leads out of room cli',
    ],
    [
      'packages/kinds/src/a.ts',
      "import { x } from '@fairway/kinds';",
      'inside kinds import by path, not by name',
    ],
    ['packages/kinds/src/a.ts', "import { z } from 'zod';", 'zod is not among the packages of room kinds'],
    [
      'packages/cli/src/a.ts',
      "import { x } from '@clack/core/prompts';",
      '@clack/core is not among the packages of room cli',
    ],
    [
      'packages/model/src/a.ts',
      "import { readFileSync } from 'node:fs';",
      'model is pure and may not import node:fs',
    ],
    ['packages/adapters/src/a.ts', "import { readFileSync } from 'fs';", 'write node:fs'],
    ['packages/model/src/a.ts', "import { x } from './testing.ts';", 'only tests may import ./testing.ts'],
    ['packages/attic/src/a.ts', "import { x } from 'zod';", 'room attic is not in the table of rooms'],
    ['packages/cli/src/a.ts', "import { x } from '@fairway/attic';", 'there is no room attic'],
    [
      'examples/acme/plugin.ts',
      "import { definePart } from '@fairway/model';",
      'code of an organization imports packages for types only, not @fairway/model',
    ],
  ])('refuses %s: %s', (path, text, message) => {
    expect(messages(path, text)).toEqual([message]);
  });
});
