import type { Diagnostic, Path, SchemaVersion, SourceDocument } from '@fairway/model';
import type { KindSchema } from '../schema/kind-schema.ts';
import type { FoundReference } from '../validate/validate.ts';

/** One environment's own values of an intent, in the hub's spelling. */
export interface Override {
  /** The key as written: a name or an alias of the environment. */
  readonly key: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** One document of a developer: validated, in the hub's spelling, without what is wrong in it. */
export interface Intent {
  readonly document: SourceDocument;
  /** Kind as written; `Application` where the schema is the one of WebService. */
  readonly writtenKind: string;
  readonly schema: KindSchema;
  readonly apiVersion: string;
  readonly schemaVersion: SchemaVersion;
  readonly name: string;
  /** Whether the name is a guess, because the document has no good one: no unit is called so. */
  readonly nameless?: true;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, unknown>>;
  /** By environment name. */
  readonly overrides: ReadonlyMap<string, Override>;
  /** Where a hub path below `spec` (or below an environment's override) stands in the document. */
  readonly place: (path: Path, environment?: string) => Path;
  /** What the document refers to, at the places that it was written at. */
  readonly references: readonly FoundReference[];
  /** Whether the document has errors: it is looked at further, but never compiled. */
  readonly broken: boolean;
}

/** What reading one document gave. */
export interface LoadedIntent {
  readonly document: SourceDocument;
  /** Absent where not even kind and name could be read. */
  readonly intent?: Intent;
  /** In place of `intent` where the name is missing or wrong, with a name of its own: judged, but never compiled. */
  readonly nameless?: Intent;
  readonly diagnostics: readonly Diagnostic[];
  readonly references: readonly FoundReference[];
}

/**
 * A hub path below `spec` as the author of the intent spells it, where the kind's steps say how;
 * an alias such as `Application` has no such fields, so there the hub's words stay.
 */
export function authorsPath({ schema, writtenKind, place }: Intent, path: Path, environment?: string): Path {
  if (schema.kind.kind !== writtenKind) return path;
  return place(path, environment).slice(environment === undefined ? 1 : 2);
}
