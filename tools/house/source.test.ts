import { describe, expect, it } from 'vitest';
import { blank, factsOf } from './source.ts';

const modules = (text: string): string[] =>
  factsOf({ path: 'a.ts', text }).imports.map(
    (entry) => `${entry.line}:${entry.specifier}${entry.typeOnly ? ':type' : ''}`,
  );

describe('imports of a source file', () => {
  it('finds every form of import', () => {
    const text = [
      "import { a,\n  b } from './one.ts';",
      "import type { C } from './two.ts';",
      "import './three.ts';",
      "export * from './four.ts';",
      "export type { D } from './five.ts';",
      "const late = await import('./six.ts');",
    ].join('\n');
    expect(modules(text)).toEqual([
      '1:./one.ts',
      '3:./two.ts:type',
      '4:./three.ts',
      '5:./four.ts',
      '6:./five.ts:type',
      '7:./six.ts',
    ]);
  });

  it('does not take comments and strings for imports', () => {
    expect(modules("// import './a.ts'\n/* import './b.ts' */\nconst c = \"import './c.ts'\";\n")).toEqual([]);
  });
});

describe('blanking', () => {
  it.each([
    ["const a = 'x/y'; // gone", "const a = '   ';        "],
    ['a / b / c', 'a / b / c'],
    ['f(/a"b[/]/g, x)', 'f(        g, x)'],
    ['`a${b + `c${d}`}e` + f', '` ${b + ` ${d}`} ` + f'],
    ["'it\\'s' + x", "'     ' + x"],
    ['/* a\nb */ c', '    \n     c'],
  ])('%s', (text, expected) => {
    expect(blank(text)).toBe(expected);
  });

  it('keeps the length and the lines of any text', () => {
    const text = 'const r = /`/; const t = `${ {a: 1}.a }`; // `\nx';
    expect(blank(text)).toHaveLength(text.length);
    expect(blank(text).split('\n')).toHaveLength(2);
  });
});
