const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

const WORDS: ReadonlyMap<string, null | boolean | number> = new Map<string, null | boolean | number>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
  ['.inf', Infinity],
  ['.Inf', Infinity],
  ['.INF', Infinity],
  ['+.inf', Infinity],
  ['+.Inf', Infinity],
  ['+.INF', Infinity],
  ['-.inf', -Infinity],
  ['-.Inf', -Infinity],
  ['-.INF', -Infinity],
  ['.nan', NaN],
  ['.NaN', NaN],
  ['.NAN', NaN],
]);

/** First characters of everything that is not a string: `+ - . 0-9 F N T f n t ~`. */
const FIRST = new Uint8Array(128);
for (const character of '+-.0123456789FNTfnt~') FIRST[character.charCodeAt(0)] = 1;

/**
 * What an unquoted scalar means in the core schema of YAML 1.2 (chapter 10.3):
 * `yes`, `on`, `1_000`, `12:30` and dates are strings, `0o14` is 12, `014` is 14.
 */
export function plainScalar(source: string): null | boolean | number | string {
  const first = source.charCodeAt(0);
  if (first >= 128 || FIRST[first] === 0) return source;
  if (source.length <= 5) {
    const word = WORDS.get(source);
    if (word !== undefined) return word;
  }
  if (!INTEGER.test(source) && !FLOAT.test(source)) return source;
  const number = Number(source);
  // What no number can hold is read as text by every reader: `1e391`.
  return Number.isFinite(number) ? number : source;
}
