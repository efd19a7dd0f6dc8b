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

/** An input that decides a field. */
export interface WhyDecider {
  /** Who speaks: `patch`, `environment`, `spec`, `delivery`, `release`, `environmentClass`, `profile`, `kindDefault`, `builtIn`, `definition`. */
  readonly by: string;
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Path in the document. */
  readonly field: string;
  readonly value: unknown;
  /** Whether it is one of Fairway's own documents. */
  readonly builtIn: boolean;
  /** Another value, and what the asked field would be with it (`null`: absent). */
  readonly tried: unknown;
  readonly gives: unknown;
}

/** `fairway why --format json`. */
export interface WhyOutput extends DiagnosticsOutput {
  readonly environment: string;
  readonly cluster: string;
  readonly unit: string;
  readonly object: string;
  readonly field: string;
  readonly value: unknown;
  readonly decided: readonly WhyDecider[];
  readonly limited: readonly WhyDecider[];
  readonly fixed: { readonly reason: string; readonly by: string } | null;
}

/** A field that an input decides. */
export interface AffectedField {
  readonly environment: string;
  readonly cluster: string;
  readonly object: string;
  readonly field: string;
  readonly value: unknown;
  readonly tried: unknown;
  readonly gives: unknown;
}

/** `fairway affects --format json`. */
export interface AffectsOutput extends DiagnosticsOutput {
  readonly service: string;
  readonly field: string;
  readonly affected: readonly AffectedField[];
}
