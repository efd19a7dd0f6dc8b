import type { SourceDocument } from '../document.ts';
import type { DefinitionKindName, DefinitionSpecs } from './kinds/index.ts';

/** Where a versioned definition document stands in its life (INTENT.md §1). */
export interface Lifecycle {
  readonly state: 'proposed' | 'default' | 'deprecated' | 'defective';
  /** Deprecated only: after this date, use is an error (`2026-12-31`). */
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

/**
 * The platform definition and the governance records of an organization, ready to be asked.
 * Names of teams, environments and systems may be aliases; what comes back carries the name.
 */
export interface Definition {
  readonly organization: DefinitionSpecs['Organization'];
  /** The default version of a document. */
  get<K extends DefinitionKindName>(kind: K, name: string): DefinitionDocument<DefinitionSpecs[K]> | undefined;
  /** One version of a document. */
  version<K extends DefinitionKindName>(
    kind: K,
    name: string,
    version: string,
  ): DefinitionDocument<DefinitionSpecs[K]> | undefined;
  /** Fairway's own document of the name, also where the organization has replaced it. */
  builtIn<K extends DefinitionKindName>(
    kind: K,
    name: string,
  ): DefinitionDocument<DefinitionSpecs[K]> | undefined;
  /**
   * The version that one service gets in one environment: the pinned one, else the default.
   * `service` is `system/name`; pins may name it so or by its bare name.
   */
  forService<K extends DefinitionKindName>(
    kind: K,
    name: string,
    service: string,
    environment: string,
  ): DefinitionDocument<DefinitionSpecs[K]> | undefined;
  /** The default versions of a kind, by name. */
  all<K extends DefinitionKindName>(kind: K): readonly DefinitionDocument<DefinitionSpecs[K]>[];
  /** Every version of every document, by kind, name, version. */
  documents(): readonly DefinitionDocument[];
  /** Names and aliases of a kind, sorted: for did-you-mean. */
  names(kind: DefinitionKindName): readonly string[];
  /** The environments of the chain, in order. */
  readonly environments: readonly DefinitionDocument<DefinitionSpecs['Environment']>[];
  /** Content hash of everything above, independent of the order of files. */
  readonly hash: string;
}
