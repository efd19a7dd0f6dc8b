/** A problem found while reading, with offsets (UTF-16 code units) into the file. */
export interface ReadProblem {
  readonly code: string;
  readonly message: string;
  readonly severity?: 'error' | 'warning';
  readonly start: number;
  readonly end: number;
  /** A second place that belongs to the problem. */
  readonly related?: { readonly message: string; readonly start: number };
  /** What to do about it; with `newText`, replacing `start` to `end` does it. */
  readonly fix?: string;
  readonly newText?: string;
}
