import type { Diagnostic } from '@fairway/model';

/** `--format json` of every command holds the diagnostics; most hold more. */
export interface DiagnosticsOutput {
  readonly diagnostics: readonly Diagnostic[];
}

/** `fairway compile --format json`. Paths are relative to `out`. */
export interface CompileOutput extends DiagnosticsOutput {
  readonly out: string;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly units: number;
  readonly objects: number;
}

/** `fairway eject --format json`: the files, relative to `out`. */
export interface EjectOutput extends DiagnosticsOutput {
  readonly out: string;
  readonly files: readonly string[];
}

/** A field that differs; a side that lacks it has no value. */
export interface FieldDifference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface ObjectDifference {
  readonly unit: string;
  readonly environment: string;
  readonly service: string | null;
  readonly object: string;
  readonly change: 'added' | 'removed' | 'changed' | 'renamed';
  readonly previousName?: string;
  readonly fields: readonly FieldDifference[];
}

/** `fairway diff --format json`. */
export interface DiffOutput extends DiagnosticsOutput {
  readonly objects: readonly ObjectDifference[];
}

/** The receipt of a compilation: what made it, and every file with its hash. */
export interface Receipt {
  readonly apiVersion: 'fairway.dev/receipt/v1';
  readonly compiler: string;
  readonly definitionHash: string;
  readonly environments: readonly string[];
  /** Path from the root of the record → `sha256:…`. */
  readonly files: Readonly<Record<string, string>>;
}
