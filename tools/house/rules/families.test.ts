import { describe, expect, it } from 'vitest';
import { treeOf } from '../tree.ts';
import { families } from './families.ts';

const folder = 'packages/kinds/src/parts';
const complete = {
  [`${folder}/_template/placeholder-name.ts`]: '',
  [`${folder}/index.generated.ts`]: "import { ioPortsPart } from './io-ports/io-ports.ts';",
  [`${folder}/io-ports/io-ports.ts`]: 'export const ioPortsPart = 1;',
  [`${folder}/io-ports/io-ports.test.ts`]: '',
  [`${folder}/io-ports/helper.ts`]: '',
};
const without = (path: string): Record<string, string> =>
  Object.fromEntries(Object.entries(complete).filter(([key]) => key !== `${folder}/${path}`));
const messages = (texts: Record<string, string>): string[] =>
  families.check(treeOf(texts)).map(({ file, message }) => `${file.slice(folder.length + 1)} ${message}`);

describe('families', () => {
  it('accepts a complete family and an absent one', () => {
    expect(messages(complete)).toEqual([]);
    expect(messages({})).toEqual([]);
  });

  it.each([
    ['_template/placeholder-name.ts', '_template is missing: npm run new -- part copies it'],
    ['index.generated.ts', 'index.generated.ts is missing: run npm run gen'],
    ['io-ports/io-ports.ts', 'io-ports has no io-ports.ts'],
    ['io-ports/io-ports.test.ts', 'io-ports has no io-ports.test.ts'],
  ])('misses %s', (path, message) => {
    expect(messages(without(path))).toEqual([message]);
  });

  it('refuses another exported name, a folder outside the index, and a loose file', () => {
    expect(messages({ ...complete, [`${folder}/io-ports/io-ports.ts`]: 'export const ports = 1;' })).toEqual([
      'io-ports/io-ports.ts exports no const ioPortsPart',
    ]);
    expect(messages({ ...complete, [`${folder}/index.generated.ts`]: '' })).toEqual([
      'io-ports is not in index.generated.ts: run npm run gen',
    ]);
    expect(messages({ ...complete, [`${folder}/shared.ts`]: '' })).toEqual([
      'shared.ts lies loose: every part is a folder of its own',
    ]);
  });

  it('allows what an invariant shares with its family, and wants its page', () => {
    const place = 'packages/compiler/src/invariants';
    const tree = treeOf({
      [`${place}/_template/placeholder-name.ts`]: '',
      [`${place}/index.generated.ts`]: "import { probesInvariant } from './probes/probes.ts';",
      [`${place}/pods.ts`]: '',
      [`${place}/probes/probes.ts`]: 'export const probesInvariant = 1;',
      [`${place}/probes/probes.test.ts`]: '',
    });
    expect(families.check(tree)).toEqual([{ file: `${place}/probes`, line: 0, message: 'has no probes.md' }]);
  });
});
