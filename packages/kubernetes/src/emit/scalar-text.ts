/**
 * What a character means inside a plain scalar: nothing (0), a look at its neighbours (1),
 * or that the text must be quoted (2). Characters beyond ASCII have no entry and count as 2.
 */
export const MEANING = new Uint8Array(128).fill(2, 0, 32).fill(2, 127);
MEANING[32] = 1; // space: quoted at the end, or before #
MEANING[58] = 1; // colon: quoted at the end, or before white space

/** Characters that may start a plain scalar: letters, `/`, `_`, `$`, `(`. */
const FIRST = new Uint8Array(128);
for (const character of '/_$(ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
  FIRST[character.charCodeAt(0)] = 1;

/** `e5` is a number to some readers of YAML 1.1. */
const EXPONENT = /^[eE][-+]?[0-9]/;
FIRST[69] = 2;
FIRST[101] = 2;

/** Words that some YAML version reads as a boolean or null, in any case. */
const RESERVED = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** A string as one line of YAML that every reader of YAML 1.1 and 1.2 takes for that string. */
export function stringText(text: string): string {
  return isPlain(text) ? text : quotedText(text);
}

/** Whether a text may stand as it is, without quotes. */
function isPlain(text: string): boolean {
  if (!mayStart(text)) return false;
  for (let at = 1; at < text.length; at++) {
    if (MEANING[text.charCodeAt(at)] !== 0 && !isPlainAt(text, at)) return false;
  }
  return !isReserved(text);
}

/** Whether a plain scalar may start as a text does. */
export function mayStart(text: string): boolean {
  const first = text.length === 0 ? undefined : FIRST[text.charCodeAt(0)];
  return first === 1 || (first === 2 && !EXPONENT.test(text));
}

/** Whether some reader takes a text for a boolean or null. */
export function isReserved(text: string): boolean {
  return text.length <= 5 && RESERVED.has(text.toLowerCase());
}

/** Whether a character that may mean something means nothing where it stands. */
export function isPlainAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (MEANING[code] !== 1 || at === text.length - 1) return false;
  const next = text.charCodeAt(at + 1);
  return code === 58 ? next !== 32 : next !== 35;
}

/** Characters that stand for a line break, are invisible, or are not printable in some YAML version. */
const ESCAPED = /[\u007f-\u00a0\u00ad\u2028\u2029\ufeff\ufffe\uffff]/g;
const SINGLE_QUOTABLE = /^[ !-&(-~]*$/;

/** What stands between double quotes as it is. */
const DOUBLE_QUOTABLE = /^[ !#-[\]-~]*$/;

/** A string in quotes: single where that avoids escapes, else double. */
export function quotedText(text: string): string {
  if (DOUBLE_QUOTABLE.test(text)) return `"${text}"`;
  if ((text.includes('"') || text.includes('\\')) && SINGLE_QUOTABLE.test(text)) return `'${text}'`;
  // JSON's escapes are all escapes of YAML too.
  return JSON.stringify(text).replace(
    ESCAPED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text that cannot stand in a literal block: control characters, odd line breaks, lines that end with white space. */
const NOT_LITERAL =
  /[^\n\t -~\u00a1-\u00ac\u00ae-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|[ \t](?:\n|$)/u;

/**
 * A text of several lines as a literal block (`|`) whose lines are indented by `pad`,
 * or `undefined` where a reader might change it.
 */
export function literalText(text: string, pad: string): string | undefined {
  const first = text.charCodeAt(0);
  if (first === 32 || first === 10 || first === 9 || NOT_LITERAL.test(text)) return undefined;
  const last = text.length - 1;
  const ends = text.charCodeAt(last) === 10;
  const header = !ends ? '|-' : text.charCodeAt(last - 1) === 10 ? '|+' : '|';
  let result = header;
  let start = 0;
  while (start <= last) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    result += end === start ? '\n' : `\n${pad}${text.slice(start, end)}`;
    start = end + 1;
  }
  return result;
}

/** A number as YAML 1.1 and 1.2 read it: exponents get the point that YAML 1.1 asks for. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be written to a manifest`);
  const text = String(value);
  const exponent = text.indexOf('e');
  if (exponent === -1) return text;
  return text.includes('.') ? text : `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
}
