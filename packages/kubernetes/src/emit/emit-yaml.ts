import { printsOf } from './common.ts';
import { forgetKeys, type Key } from './key-order.ts';
import {
  pieceOf,
  pieceSince,
  position,
  repeat,
  rewind,
  shrinkStore,
  start,
  storeSize,
  writePiece,
  writeText,
  written,
  type Piece,
} from './output.ts';
import { literalText, numberText, quotedText } from './scalar-text.ts';
import { forgetShapes, learn, linesOf, rootShape, shapeCount, shapeWith, type Line } from './shapes.ts';
import { writePlain } from './write-plain.ts';

const SEPARATOR = pieceOf('---\n');
const BREAK = pieceOf('\n');
const DASH = pieceOf('- ');
const EMPTY_OBJECT = pieceOf('{}');
const EMPTY_LIST = pieceOf('[]');
const TRUE = pieceOf('true');
const FALSE = pieceOf('false');
const NULL = pieceOf('null');
const CONSTANTS = storeSize();

/** Words of printed keys and parts, and shapes of objects, that are remembered between files: some 15 MB. */
const MAXIMUM_WORDS = 2_000_000;
const MAXIMUM_SHAPES = 50_000;

/** A labels object that was printed already, and where it stands in the output. */
interface Printed {
  readonly object: object;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
}

/** All objects of a unit share one object of labels, which is printed once and copied after that. */
let printed: Printed[] = [];

/**
 * Objects as one YAML file, separated by `---`, in the order given.
 * The bytes depend on the values only, not on the order in which keys were added.
 * Numbers that are not finite, functions, `undefined` in a list and the like are bugs and throw.
 */
export function emitManifests(objects: readonly object[]): string {
  begin();
  for (let index = 0; index < objects.length; index += 1) {
    if (index > 0) writePiece(SEPARATOR);
    document(objects[index]!);
  }
  return written();
}

/** One object as a YAML document in block style; keys whose value is `undefined` are left out. */
export function emitDocument(object: object): string {
  begin();
  document(object);
  return written();
}

const stack: unknown[] = [];
let top = 0;

/** Counts how often the store was emptied. */
let generation = 0;

function begin(): void {
  start();
  printed = [];
  top = 0;
  if (storeSize() < MAXIMUM_WORDS && shapeCount() < MAXIMUM_SHAPES) return;
  shrinkStore(CONSTANTS);
  generation += 1;
  dashes.length = 0;
  forgetKeys();
  forgetShapes();
}

function document(object: object): void {
  if (Array.isArray(object)) throw new TypeError('a manifest is an object, not a list');
  if (!mapping(object as Record<string, unknown>, '', 0, true)) writePiece(EMPTY_OBJECT);
  writePiece(BREAK);
}

/** An object without keys may be a Date or a Map, which would be lost without a word. */
function assertPlain(object: object): void {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('only plain data can be written to a manifest');
}

/**
 * Entries of an object, each on a line of its own; with `inline` the first goes on where the line is.
 * Returns whether there was any.
 */
function mapping(object: Record<string, unknown>, under: string, depth: number, inline: boolean): boolean {
  const base = top;
  let shape = rootShape(under);
  for (const name in object) {
    stack[top] = object[name];
    top += 1;
    shape = shapeWith(shape, name);
  }
  const lines = linesOf(shape, depth, inline);
  let any = false;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    const value = stack[base + line.place];
    if (value === undefined) continue;
    // Where the first key is left out, the next one goes on where the line is.
    if (inline && !any && index > 0) entry(line, line.key.inline, value, depth);
    else if (value === line.often) writePiece(line.whole);
    else entry(line, line.start, value, depth);
    any = true;
  }
  top = base;
  if (!any) assertPlain(object);
  return any;
}

function entry(line: Line, start: Piece, value: unknown, depth: number): void {
  const from = position();
  writePiece(start);
  if (typeof value === 'string') {
    if (!writePlain(value)) special(value, depth);
  } else if (typeof value !== 'object' || value === null) scalar(value);
  else {
    collection(line.key, value, depth);
    return;
  }
  if (start === line.start) learn(line, value, from);
}

/** The value of a key that is a list or an object: on the next lines, unless it is empty. */
function collection(key: Key, value: object, depth: number): void {
  const from = position() - 1;
  const prints = printsOf(value, generation);
  if (prints === undefined) {
    printCollection(key, value, depth, from);
    return;
  }
  const place = depth * 2;
  const piece = prints.pieces[place];
  if (piece === undefined) {
    printCollection(key, value, depth, from);
    prints.pieces[place] = pieceSince(from);
  } else {
    rewind(from);
    writePiece(piece);
  }
}

function printCollection(key: Key, value: object, depth: number, from: number): void {
  if (Array.isArray(value)) {
    if (value.length === 0) {
      writePiece(EMPTY_LIST);
      return;
    }
    rewind(from);
    list(value, key.name, depth, false);
    return;
  }
  if (key.shared && copyPrinted(value, depth, from)) return;
  rewind(from);
  if (mapping(value as Record<string, unknown>, key.name, depth + 1, false)) {
    if (key.shared) printed.push({ object: value, depth, from, to: position() });
  } else {
    rewind(from + 1);
    writePiece(EMPTY_OBJECT);
  }
}

function copyPrinted(object: object, depth: number, at: number): boolean {
  for (let index = 0; index < printed.length; index += 1) {
    const one = printed[index]!;
    if (one.object !== object || one.depth !== depth) continue;
    rewind(at);
    repeat(one.from, one.to);
    return true;
  }
  return false;
}

const dashes: Piece[] = [];

/** Items of a list, the dash as deep as the key that holds the list, as kubectl prints it. */
function list(items: readonly unknown[], under: string, depth: number, inline: boolean): void {
  const dash = (dashes[depth] ??= pieceOf(`\n${'  '.repeat(depth)}- `));
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    writePiece(inline && index === 0 ? DASH : dash);
    if (typeof item === 'string') {
      if (!writePlain(item)) special(item, depth);
    } else if (typeof item !== 'object' || item === null) scalar(item);
    else if (Array.isArray(item)) {
      if (item.length === 0) writePiece(EMPTY_LIST);
      else list(item, under, depth + 1, true);
    } else listItem(item as Record<string, unknown>, under, depth);
  }
}

function listItem(item: Record<string, unknown>, under: string, depth: number): void {
  const prints = printsOf(item, generation);
  const place = depth * 2 + 1;
  const piece = prints?.pieces[place];
  if (piece !== undefined) {
    writePiece(piece);
    return;
  }
  const from = position();
  if (!mapping(item, under, depth + 1, true)) writePiece(EMPTY_OBJECT);
  else if (prints !== undefined) prints.pieces[place] = pieceSince(from);
}

function scalar(value: unknown): void {
  switch (typeof value) {
    case 'number':
      writeText(numberText(value));
      return;
    case 'boolean':
      writePiece(value ? TRUE : FALSE);
      return;
    case 'object':
      writePiece(NULL);
      return;
    default:
      throw new TypeError(`a ${typeof value} cannot be written to a manifest`);
  }
}

function special(text: string, depth: number): void {
  writeText((text.includes('\n') ? literalText(text, '  '.repeat(depth + 1)) : undefined) ?? quotedText(text));
}
