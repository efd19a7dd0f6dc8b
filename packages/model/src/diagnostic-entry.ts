import type { Severity } from './diagnostic.ts';

/** What the catalogue says about one code: its page in the documentation is made of it. */
export interface DiagnosticEntry {
  readonly code: string;
  /** One line. */
  readonly title: string;
  readonly severity: Severity;
  /** Why it is a problem, in a paragraph. */
  readonly explanation: string;
  /** What to do about it. */
  readonly fix: string;
  /** How it comes about, where files of an organization cannot show it; then `bad` and `good` are empty. */
  readonly example?: string;
  /** Files laid over a small organization that bring it about: path and text. */
  readonly bad: Readonly<Record<string, string>>;
  /** The same files put right. */
  readonly good: Readonly<Record<string, string>>;
}
