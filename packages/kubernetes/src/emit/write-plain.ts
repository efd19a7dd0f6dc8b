import { advance, position, reserve } from './output.ts';
import { isPlainAt, isReserved, MEANING, mayStart } from './scalar-text.ts';

/** Writes a text that may stand without quotes, in the same pass that looks whether it may; else writes nothing. */
export function writePlain(text: string): boolean {
  const { length } = text;
  if (!mayStart(text)) return false;
  const target = reserve(length);
  let at = position();
  target[at++] = text.charCodeAt(0);
  for (let index = 1; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (MEANING[code] !== 0 && !isPlainAt(text, index)) return false;
    target[at++] = code;
  }
  if (isReserved(text)) return false;
  advance(at);
  return true;
}
