import type { SourceDocument } from '../document.ts';

/** Where a versioned definition document stands in its life (INTENT.md §1). */
export interface Lifecycle {
  readonly state: 'proposed' | 'default' | 'deprecated' | 'defective';
  /** Deprecated only: from this date on, use is an error (`2026-12-31`). */
  readonly removal?: string;
  readonly replacement?: string;
}

/** One validated document of the platform definition or of governance. */
export interface DefinitionDocument<Spec = unknown> {
  readonly kind: string;
  readonly name: string;
  /** SemVer of the document; `1.0.0` unless it says otherwise. */
  readonly version: string;
  readonly lifecycle: Lifecycle;
  readonly spec: Spec;
  readonly source: SourceDocument;
  /** Whether it is one of Fairway's own documents, not the organization's. */
  readonly builtIn: boolean;
}
