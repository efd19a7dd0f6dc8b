import type { SourceRange } from './document.ts';

export type Severity = 'error' | 'warning' | 'note';

/** A replacement of text between two offsets (UTF-16 code units from the start of the file). */
export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** What to do about a problem; `edits` make it machine-applicable. */
export interface Fix {
  readonly summary: string;
  readonly edits: readonly TextEdit[];
}

export interface RelatedPlace {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A problem as data: the same object in every command and output format.
 *
 * Codes: `FWY1xxx` reading, `2xxx` schema, `3xxx` meaning, `4xxx` compile and validity,
 * `5xxx` policy, `6xxx` delivery. A code never changes its meaning.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly related: readonly RelatedPlace[];
  /** Units that cannot be compiled because of it (only errors block). */
  readonly units: readonly string[];
  readonly fix: Fix | null;
  /** Link to the page of the code. */
  readonly docs: string;
}

/** What a stage says about a problem; `diagnostic` adds position and link. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Default: the severity of the code in the catalog, else `error`. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly units?: readonly string[];
  readonly fix?: Fix | string | null;
}

const DOCS = 'https://fairway.dev/reference/diagnostics/';

/** The page that explains a code. */
export function docsOf(code: string): string {
  return `${DOCS}${code}`;
}

/**
 * Makes a diagnostic from a problem and the place it stands at.
 * A fix given as a string is advice without edits.
 */
export function diagnostic(problem: Problem, at: SourceRange): Diagnostic {
  const { fix } = problem;
  return {
    code: problem.code,
    severity: problem.severity ?? 'error',
    message: problem.message,
    file: at.file,
    line: at.line,
    column: at.column,
    endLine: at.endLine,
    endColumn: at.endColumn,
    related: problem.related ?? [],
    units: problem.units ?? [],
    fix: fix === undefined || fix === null ? null : typeof fix === 'string' ? { summary: fix, edits: [] } : fix,
    docs: docsOf(problem.code),
  };
}

/** The start of a file: the place of problems that belong to no line. */
export function fileStart(file: string): SourceRange {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** Orders diagnostics by file, line, column, code; a total order, so output is stable. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/** Byte-like comparison of two strings: independent of the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
