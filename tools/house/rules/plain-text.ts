import { lineAt } from '../source.ts';
import type { HouseRule } from '../tree.ts';

/** Split, so that this file does not break its own rule. */
const word = (...pieces: string[]): string => pieces.join('');

const forbidden: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(word('(?<![\\w./-])/(?:wo', 'rk|ro', 'ot|ho', 'me/\\w+|Us', 'ers/\\w+)/'), 'g'),
    'a path of one machine',
  ],
  [
    new RegExp(word('registry\\.npm', 'js|npm', 'mirror|registry\\.yarn', 'pkg'), 'g'),
    'a host of a package registry',
  ],
  [new RegExp(word('\\b(?:TO', 'DO|FIX', 'ME|XX', 'X)\\b'), 'g'), 'unfinished work belongs into an issue'],
  [
    new RegExp(word('@ts-', '(?:ignore|nocheck|expect-error)|(?:oxlint|eslint)-', 'disable'), 'g'),
    'checks are not switched off',
  ],
];

/** No file names somebody's machine or registry, leaves unfinished work behind, or switches a check off. */
export const plainText: HouseRule = {
  name: 'plain-text',
  check: (tree) =>
    tree.files.flatMap(({ path, text }) =>
      forbidden.flatMap(([pattern, why]) =>
        Array.from(text.matchAll(pattern), (match) => ({
          file: path,
          line: lineAt(text, match.index),
          message: `${match[0]}: ${why}`,
        })),
      ),
    ),
};
