import type { Path } from './path.ts';

/** A stretch of a source file. Lines and columns start at 1; the end is exclusive. */
export interface SourceRange {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * One YAML or JSON document of one file, as it was read.
 *
 * `value` is plain JSON data. Positions are looked up only when a problem is printed,
 * so reading stays fast; `locate` may parse the text again.
 */
export interface SourceDocument {
  /** Path of the file relative to the organization, with `/`. */
  readonly file: string;
  /** Position of the document in its file, from 0. */
  readonly index: number;
  readonly value: unknown;
  /** Reading found errors in it: it may be looked at, to find more, but must not be compiled. */
  readonly damaged?: boolean;
  /**
   * Where a path stands in the text.
   * `key` gives the key's own range, `value` (the default) the value's.
   * A path that does not exist gives its nearest existing ancestor.
   */
  readonly locate: (path: Path, part?: 'key' | 'value') => SourceRange;
}
