/** Controls (C0, DEL, C1), directions of writing, separators of lines, and the byte order mark. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Characters that would steer a terminal or turn the order of a text, written as `\u{202e}`; one line. */
export function visible(text: string): string {
  return text.replaceAll(INVISIBLE, escaped);
}

/** As `visible`, for a text of several lines: its line ends stay. */
export function visibleLines(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => (character === '\n' ? '\n' : escaped(character)));
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
