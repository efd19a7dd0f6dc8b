/** A text that is written often: where its bytes, padded to whole words of four, stand in the store. */
export interface Piece {
  readonly first: number;
  readonly end: number;
  /** Bytes without the padding. */
  readonly length: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * One growing buffer that every file is written to, byte after byte. Strings that are put together from
 * pieces must be copied once more before they can be hashed or written, which costs more than all else.
 */
let bytes = new Uint8Array(1 << 16);
let view = new DataView(bytes.buffer);
let end = 0;

/** Starts a new text. */
export function start(): void {
  end = 0;
}

/** Where the next byte goes. */
export function position(): number {
  return end;
}

/** Takes back everything from a position on. */
export function rewind(to: number): void {
  end = to;
}

/** Everything written since the start, or since a position. */
export function written(from = 0): string {
  return decoder.decode(bytes.subarray(from, end));
}

/** Makes room for some more bytes, with a word to spare. */
export function reserve(count: number): Uint8Array {
  if (end + count + 4 > bytes.length) {
    const larger = new Uint8Array(Math.max(bytes.length * 2, end + count + 4));
    larger.set(bytes.subarray(0, end));
    bytes = larger;
    view = new DataView(bytes.buffer);
  }
  return bytes;
}

/** All pieces, one after the other. */
let store = new Uint32Array(1 << 14);
let stored = 0;

/** Prepares a text that is written often. */
export function pieceOf(text: string): Piece {
  return keep(encoder.encode(text));
}

/** Prepares what was written since a position, to be written again. */
export function pieceSince(from: number): Piece {
  return keep(bytes.subarray(from, end));
}

function keep(content: Uint8Array): Piece {
  const padded = new Uint8Array((content.length + 3) & ~3);
  padded.set(content);
  const source = new DataView(padded.buffer);
  const first = stored;
  stored += padded.length >> 2;
  if (stored > store.length) {
    const larger = new Uint32Array(Math.max(store.length * 2, stored));
    larger.set(store);
    store = larger;
  }
  for (let at = first; at < stored; at += 1) store[at] = source.getUint32((at - first) * 4, true);
  return { first, end: stored, length: content.length };
}

/** How many words all pieces take. */
export function storeSize(): number {
  return stored;
}

/** Forgets all pieces but those in the first words. */
export function shrinkStore(to: number): void {
  stored = to;
}

/** Writes a prepared text, four bytes at a time. What is written beyond its end is overwritten next. */
export function writePiece({ first, end: last, length }: Piece): void {
  reserve(length);
  const target = view;
  const source = store;
  for (let index = first, at = end; index < last; index += 1, at += 4)
    target.setUint32(at, source[index]!, true);
  end += length;
}

/** Writes any text. */
export function writeText(text: string): void {
  const { length } = text;
  const target = reserve(length);
  let at = end;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) {
      end = at;
      writeEncoded(text.slice(index));
      return;
    }
    target[at++] = code;
  }
  end = at;
}

function writeEncoded(text: string): void {
  const target = reserve(text.length * 3);
  end += encoder.encodeInto(text, target.subarray(end)).written;
}

/** Moves on behind bytes that were put into the reserved room directly. */
export function advance(to: number): void {
  end = to;
}

/** Writes again what stands between two positions. */
export function repeat(from: number, to: number): void {
  reserve(to - from).copyWithin(end, from, to);
  end += to - from;
}
