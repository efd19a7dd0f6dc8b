import type { ReadProblem } from './problem.ts';

/** Everything YAML 1.2 forbids in a stream (chapter 5.1), lone surrogates apart. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;
const FORBIDDEN_ALL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text and what was wrong with its bytes. */
export interface DecodedText {
  readonly text: string;
  readonly problems: readonly ReadProblem[];
}

/** Decodes UTF-8; wrong bytes become U+FFFD and one problem, so the rest can still be checked. */
export function decode(bytes: Uint8Array): DecodedText {
  try {
    return { text: strict.decode(bytes), problems: [] };
  } catch {
    const first = bytes[0];
    const wide = (first === 0xff && bytes[1] === 0xfe) || (first === 0xfe && bytes[1] === 0xff);
    const bad = firstInvalidByte(bytes);
    const text = lenient.decode(bytes);
    const start = lenient.decode(bytes.subarray(0, bad)).length;
    const message = wide
      ? 'the file is saved as UTF-16; Fairway reads UTF-8'
      : `the file is not valid UTF-8: byte ${bad} (counted from 0) is 0x${(bytes[bad] ?? 0).toString(16).padStart(2, '0')}`;
    const problem = { code: 'FWY1007', message, start, end: start + 1, fix: 'Save the file as UTF-8.' };
    return { text: wide ? '' : text, problems: [problem] };
  }
}

/** Offset of the first byte that is not part of a well-formed UTF-8 sequence (Unicode, table 3-7). */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return bytes.length;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  for (let next = 1; next < length; next++) {
    const byte = bytes[at + next] ?? 0;
    const low = next > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = next > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (byte < low || byte > high) return 0;
  }
  return length;
}

/**
 * Finds characters that YAML forbids and puts U+FFFD in their places, one for one,
 * so that positions stay and the rest of the file can be read. One problem per line.
 */
export function withoutForbidden(text: string, maximum: number): DecodedText {
  if (!FORBIDDEN.test(text) && text.isWellFormed()) return { text, problems: [] };
  const problems: ReadProblem[] = [];
  let lineEnd = -1;
  for (const match of text.matchAll(FORBIDDEN_ALL)) {
    if (match.index < lineEnd) continue;
    if (problems.length >= maximum) break;
    problems.push(forbidden(match[0], match.index));
    const next = text.indexOf('\n', match.index);
    lineEnd = next === -1 ? text.length : next;
  }
  if (problems.length === 0) {
    const whole = text.toWellFormed();
    let at = 0;
    while (whole.charCodeAt(at) === text.charCodeAt(at)) at++;
    problems.push({
      code: 'FWY1006',
      message: 'half of a surrogate pair stands alone',
      start: at,
      end: at + 1,
      fix: 'Remove it.',
    });
  }
  return { text: text.toWellFormed().replace(FORBIDDEN_ALL, '\ufffd'), problems };
}

function forbidden(character: string, start: number): ReadProblem {
  const code = character.charCodeAt(0);
  const name = code === 0 ? 'a NUL character' : 'a control character';
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    code: 'FWY1006',
    message: `${name} (${point}) is not allowed in YAML`,
    start,
    end: start + 1,
    fix: `Remove it; inside double quotes it can be written as "\\x${code.toString(16).padStart(2, '0').slice(-2)}".`,
  };
}
