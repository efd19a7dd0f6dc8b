import type { Diagnostic, SourceDocument } from '@fairway/model';
import { compareDiagnostics, diagnostic } from '@fairway/model';
import type { Event } from 'js-yaml';
import { EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import { decode, withoutForbidden } from './characters.ts';
import type { Construction } from './construct.ts';
import { constructDocument } from './construct.ts';
import type { LineIndex } from './line-index.ts';
import { lineIndex } from './line-index.ts';
import { offsetInFile, sourceDocument, type Chunk } from './locate.ts';
import type { ReadProblem } from './problem.ts';
import { repair, type RepairBudget } from './repair.ts';

/** What was read from one file. Documents that cannot be parsed even by guessing are missing, all others are there. */
export interface ReadResult {
  readonly documents: SourceDocument[];
  readonly diagnostics: Diagnostic[];
}

/** Limits of one file; the defaults suit intent and rendered manifests. */
export interface ReadLimits {
  /** Bytes (for text: UTF-16 code units) of a file. */
  readonly size: number;
  /** Values of one document, aliases expanded. */
  readonly nodes: number;
}

const DEFAULT_LIMITS: ReadLimits = { size: 10 * 1024 * 1024, nodes: 100_000 };

/** Levels of nesting; the parser stops there, so depth costs neither stack nor time. */
const MAXIMUM_DEPTH = 100;

/** Problems reported for one file; the rest of a file that is wrong throughout would only be noise. */
const MAXIMUM_PROBLEMS = 100;

/** Code units of a file that are parsed again behind syntax errors. */
const MAXIMUM_REPAIRED = 2 * 1024 * 1024;

/** From this size on a file is checked for a number of values that would not fit in memory. */
const LARGE = 1024 * 1024;
const MAXIMUM_SEPARATORS = 500_000;

/**
 * Reads YAML (1.2, core schema) or JSON. Never throws: every problem is a diagnostic
 * (`FWY1001` to `FWY1013`), and all problems of all documents come at once.
 * Documents with problems are returned too, as `damaged`, so that later checks can speak about
 * the rest of them: also those with a syntax error, where it can be guessed what was meant.
 * They must not be compiled.
 */
export function readDocuments(
  input: string | Uint8Array,
  file: string,
  limits: Partial<ReadLimits> = {},
): ReadResult {
  const { size, nodes } = { ...DEFAULT_LIMITS, ...limits };
  if (input.length > size)
    return tooLarge(file, `the file has ${input.length} bytes; at most ${size} are read`);
  const decoded = typeof input === 'string' ? { text: input, problems: [] } : decode(input);
  const clean = withoutForbidden(decoded.text, MAXIMUM_PROBLEMS);
  const text = clean.text;
  if (text.length > LARGE && separators(text) > MAXIMUM_SEPARATORS) {
    return tooLarge(file, `the file holds more than ${MAXIMUM_SEPARATORS} values`);
  }
  const lines = lineIndex(text, file);
  const problems: ReadProblem[] = [...decoded.problems, ...clean.problems];
  const documents: SourceDocument[] = [];
  const read = { file, lines, nodes, documents, problems, damaged: problems.length > 0 };
  let seen: number;
  try {
    seen = construct(read, { text, base: 0 }, parseEvents(text, { maxDepth: MAXIMUM_DEPTH }), 0);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    seen = readChunks(read, text);
  }
  if (seen === 0 && problems.length === 0) problems.push(noDocument(text));
  return {
    documents,
    diagnostics: problems.map((found) => toDiagnostic(found, lines, file)).sort(compareDiagnostics),
  };
}

interface Reading {
  readonly file: string;
  readonly lines: LineIndex;
  readonly nodes: number;
  readonly documents: SourceDocument[];
  readonly problems: ReadProblem[];
  /** Whether characters of the file had to be replaced, so that no document of it can be trusted. */
  readonly damaged: boolean;
}

/** Builds the documents of parsed text; returns how many were not empty. */
function construct(read: Reading, chunk: Chunk, events: readonly Event[], firstIndex: number): number {
  const problems: ReadProblem[] = [];
  const state: Construction = {
    text: chunk.text,
    events,
    next: 0,
    nodes: 0,
    aliases: 0,
    anchors: undefined,
    maximumNodes: read.nodes,
    maximumProblems: MAXIMUM_PROBLEMS - read.problems.length,
    problems,
  };
  let seen = 0;
  for (let position = 0; state.next < events.length; position++) {
    const before = problems.length;
    const built = constructDocument(state);
    if (built.empty) continue;
    seen++;
    if (built.tooLarge) continue;
    const index = firstIndex + position;
    read.documents.push(
      sourceDocument({
        file: read.file,
        index,
        value: built.value,
        chunk,
        position,
        lines: read.lines,
        damaged: read.damaged || chunk.repaired !== undefined || problems.length > before,
      }),
    );
  }
  for (const found of problems) read.problems.push(inFile(found, chunk));
  return seen;
}

function inFile(found: ReadProblem, chunk: Chunk): ReadProblem {
  if (chunk.base === 0 && chunk.repaired === undefined) return found;
  const at = (offset: number): number => offsetInFile(chunk, offset);
  const moved = { ...found, start: at(found.start), end: at(found.end) };
  return found.related === undefined
    ? moved
    : { ...moved, related: { ...found.related, start: at(found.related.start) } };
}

/** Reads every document by itself, so that one broken document does not hide the others. */
function readChunks(read: Reading, text: string): number {
  const budget: RepairBudget = { left: MAXIMUM_REPAIRED };
  let index = 0;
  let seen = 0;
  for (const chunk of chunks(text)) {
    if (read.problems.length >= MAXIMUM_PROBLEMS) return seen + 1;
    try {
      const events = parseEvents(chunk.text, { maxDepth: MAXIMUM_DEPTH });
      seen += construct(read, chunk, events, index);
      index += countDocuments(events);
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const { problems, repaired } = repair(chunk.text, MAXIMUM_DEPTH, budget);
      const room = MAXIMUM_PROBLEMS - read.problems.length;
      for (const found of problems.slice(0, room)) read.problems.push(inFile(found, chunk));
      if (repaired !== undefined) {
        const { text: asMeant, events } = repaired;
        construct(read, { text: asMeant.text, base: chunk.base, repaired: asMeant }, events, index);
      }
      seen++;
      index++;
    }
  }
  return seen;
}

function countDocuments(events: readonly Event[]): number {
  let count = 0;
  for (const event of events) if (event.type === EVENT_ID.DOCUMENT) count++;
  return count;
}

/** Splits at lines that start with `---`: YAML ends every document there, even inside quotes. */
function chunks(text: string): Chunk[] {
  const result: Chunk[] = [];
  let base = 0;
  for (const match of text.matchAll(/^---(?=\s|$)/gm)) {
    const before = text.slice(base, match.index);
    // Directives and comments belong to the document that follows them.
    if (!/^\ufeff?[ \t]*[^\s%#\ufeff]/m.test(before)) continue;
    result.push({ text: before, base });
    base = match.index;
  }
  result.push({ text: text.slice(base), base });
  return result;
}

/** An upper bound of the values in a text: line breaks, commas and brackets. */
function separators(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === 44 || code === 91 || code === 123) count++;
  }
  return count;
}

function tooLarge(file: string, message: string): ReadResult {
  const problem = {
    code: 'FWY1009',
    message,
    start: 0,
    end: 0,
    fix: 'Split the file, or keep data out of it.',
  };
  return { documents: [], diagnostics: [toDiagnostic(problem, lineIndex('', file), file)] };
}

function noDocument(text: string): ReadProblem {
  const message = text.trim() === '' ? 'the file is empty' : 'the file holds no document, only comments';
  return {
    code: 'FWY1001',
    severity: 'warning',
    message,
    start: 0,
    end: 0,
    fix: 'Add a document or remove the file.',
  };
}

function toDiagnostic(found: ReadProblem, lines: LineIndex, file: string): Diagnostic {
  const range = lines.range(found.start, found.end);
  const edits =
    found.newText === undefined ? [] : [{ file, start: found.start, end: found.end, newText: found.newText }];
  const related =
    found.related === undefined ? undefined : lines.range(found.related.start, found.related.start);
  return diagnostic(
    {
      code: found.code,
      message: found.message,
      severity: found.severity ?? 'error',
      related:
        related === undefined || found.related === undefined
          ? []
          : [{ message: found.related.message, file, line: related.line, column: related.column }],
      fix: found.fix === undefined ? null : { summary: found.fix, edits },
    },
    range,
  );
}
