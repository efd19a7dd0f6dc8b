import { factsOf, lineAt } from '../source.ts';
import type { HouseRule } from '../tree.ts';

const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\b(?:it|test|describe)\.(?:skip|skipIf|only|todo|fails)\b/g, 'every test runs'],
  [
    /\.toMatch(?:File|Inline)?Snapshot\(|\.toThrowErrorMatching\w*Snapshot\(/g,
    'expected values are written by hand',
  ],
  [/\bexpect\((?:true|false|1)\)/g, 'a constant tests nothing'],
];

/** Tests run, and expect what the specification says rather than what came out last time. */
export const honestTests: HouseRule = {
  name: 'honest-tests',
  check: (tree) =>
    tree.files
      .filter(({ path }) => path.endsWith('.test.ts'))
      .flatMap((file) => {
        const { code } = factsOf(file);
        const found = forbidden.flatMap(([pattern, why]) =>
          Array.from(code.matchAll(pattern), (match) => ({
            file: file.path,
            line: lineAt(code, match.index),
            message: `${match[0]}: ${why}`,
          })),
        );
        if (!/\bexpect(?:TypeOf)?\b|\bfc\.assert\(|\bassert\w*\(/.test(code)) {
          found.push({ file: file.path, line: 0, message: 'asserts nothing' });
        }
        return found;
      }),
};
