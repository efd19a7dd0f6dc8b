import type { Path, SourceDocument, SourceRange } from '@fairway/model';
import type { Event } from 'js-yaml';
import { EVENT_ID, parseEvents, SCALAR_STYLE } from 'js-yaml';
import type { LineIndex } from './line-index.ts';
import type { RepairedText } from './repaired-text.ts';
import type { LocatedNode } from './node-ranges.ts';
import { locatedDocuments } from './node-ranges.ts';

/** A stretch of a file: UTF-16 code units from its start, the end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Which part of an entry: its key, its value, or both with what stands between (for a list item: with its dash). */
export type EntryPart = 'key' | 'value' | 'pair';

/** A stretch of a file, or what a broken one was repaired to. */
export interface Chunk {
  readonly text: string;
  /** Where it begins in the file. */
  readonly base: number;
  readonly repaired?: RepairedText;
}

/** The offset in the file of an offset in a chunk. */
export function offsetInFile({ base, repaired }: Chunk, offset: number): number {
  return base + (repaired === undefined ? offset : repaired.originalOffset(offset));
}

interface Positions {
  readonly chunk: Chunk;
  readonly root: () => LocatedNode | undefined;
}

const positions = new WeakMap<SourceDocument, Positions>();

/** Makes a document whose positions are found by parsing its text again, at the first question. */
export function sourceDocument(from: {
  readonly file: string;
  readonly index: number;
  readonly value: unknown;
  readonly chunk: Chunk;
  /** Position of the document in its chunk. */
  readonly position: number;
  readonly lines: LineIndex;
  readonly damaged: boolean;
}): SourceDocument {
  const { file, index, value, chunk, position, lines } = from;
  const root = (): LocatedNode | undefined => locatedDocumentsOf(chunk)[position];
  let answers: Map<string, SourceRange> | undefined;
  const document: SourceDocument = {
    file,
    index,
    value,
    ...(from.damaged ? { damaged: true } : {}),
    locate(path, part = 'value') {
      const question = `${part} ${JSON.stringify(path)}`;
      let answer = answers?.get(question);
      if (answer === undefined) {
        const range = nearest(root(), path, part);
        answer = lines.range(offsetInFile(chunk, range.start), offsetInFile(chunk, range.end));
        answers ??= new Map();
        if (answers.size < MAXIMUM_ANSWERS) answers.set(question, answer);
      }
      return answer;
    },
  };
  positions.set(document, { chunk, root });
  return document;
}

/** The same place is asked about once for each environment. */
const MAXIMUM_ANSWERS = 100;

/** Positions take many times the room of their text, so only those of the last texts asked about are kept. */
const MAXIMUM_LOCATED = 50;
const located = new Map<Chunk, readonly LocatedNode[]>();

function locatedDocumentsOf(chunk: Chunk): readonly LocatedNode[] {
  const known = located.get(chunk);
  if (known !== undefined) return known;
  const documents = locatedDocuments(parse(chunk.text), chunk.text);
  for (const oldest of located.keys()) {
    if (located.size < MAXIMUM_LOCATED) break;
    located.delete(oldest);
  }
  located.set(chunk, documents);
  return documents;
}

function parse(text: string): readonly Event[] {
  return parseEvents(text, { maxDepth: 100 });
}

/**
 * Where a path stands in the text of a document, for editing.
 * Accepts a document made by `readDocuments`, or the text of a file with one document.
 * `undefined` where the path does not exist, has no key, or the text cannot be parsed.
 */
export function rangeOf(
  source: SourceDocument | string,
  path: Path,
  part: EntryPart = 'value',
): TextRange | undefined {
  const known = typeof source === 'string' ? positionsOfText(source) : positions.get(source);
  const node = known === undefined ? undefined : nodeAt(known.root(), path);
  if (known === undefined || node === undefined) return undefined;
  const { chunk } = known;
  const range = (start: number, end: number): TextRange => ({
    start: offsetInFile(chunk, start),
    end: offsetInFile(chunk, end),
  });
  if (part === 'value') return range(node.start, node.end);
  if (part === 'pair') return range(node.pairStart, node.end);
  return node.keyEnd === -1 ? undefined : range(node.pairStart, node.keyEnd);
}

function positionsOfText(text: string): Positions | undefined {
  const chunk = { text, base: 0 };
  try {
    const root = locatedDocuments(parse(text), text)[0];
    return { chunk, root: () => root };
  } catch {
    return undefined;
  }
}

/** The raw text of a scalar. */
export interface ScalarSource {
  /** As it stands in the file, quotes included. */
  readonly text: string;
  /** Whether it is quoted or a block, and so a string whatever it looks like. */
  readonly quoted: boolean;
}

/**
 * How a scalar is written in the file, so that a message can say
 * "`version: 1.20` was read as the number 1.2". `undefined` for collections and unknown places.
 */
export function scalarSource(document: SourceDocument, path: Path): ScalarSource | undefined {
  const known = positions.get(document);
  const node = known === undefined ? undefined : nodeAt(known.root(), path);
  if (known === undefined || node?.event.type !== EVENT_ID.SCALAR) return undefined;
  return {
    text: known.chunk.text.slice(node.start, node.end),
    quoted: node.event.style !== SCALAR_STYLE.PLAIN,
  };
}

/** A range widened to the whole lines it touches, the last line break included. */
export function wholeLines(text: string, range: TextRange): TextRange {
  const start = range.start === 0 ? 0 : text.lastIndexOf('\n', range.start - 1) + 1;
  if (range.end > start && text.charAt(range.end - 1) === '\n') return { start, end: range.end };
  const next = text.indexOf('\n', range.end);
  return { start, end: next === -1 ? text.length : next + 1 };
}

function child(node: LocatedNode, segment: string | number): LocatedNode | undefined {
  const target = node.target ?? node;
  return typeof segment === 'number' ? target.items?.[segment] : target.entries?.get(segment);
}

function nodeAt(root: LocatedNode | undefined, path: Path): LocatedNode | undefined {
  let node = root;
  for (const segment of path) {
    if (node === undefined) return undefined;
    node = child(node, segment);
  }
  return node;
}

function nearest(root: LocatedNode | undefined, path: Path, part: 'key' | 'value'): TextRange {
  if (root === undefined) return { start: 0, end: 0 };
  let node = root;
  for (const segment of path) {
    const next = child(node, segment);
    // For a field that is missing the key of the object that lacks it says more than its whole text.
    if (next === undefined) return node.keyEnd === -1 ? firstOf(node) : keyRange(node);
    node = next;
  }
  return part === 'key' && node.keyEnd !== -1 ? keyRange(node) : { start: node.start, end: node.end };
}

function keyRange(node: LocatedNode): TextRange {
  return { start: node.pairStart, end: node.keyEnd };
}

function firstOf(node: LocatedNode): TextRange {
  const first = node.entries?.values().next().value;
  return first === undefined ? { start: node.start, end: node.end } : keyRange(first);
}
