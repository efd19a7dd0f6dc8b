import type { Diagnostic } from '../diagnostic.ts';
import type { JsonObject } from '../path.ts';

/** The file in each unit folder that says what the unit is made of and which files it owns. */
export const RECORD_LOCK_FILE = 'fairway.lock';

/**
 * One file of a unit.
 * A name without `/` stands in the unit's own folder. A name with `/` is a path from the root
 * of the record and starts with `_tests/` or `_terraform/`.
 */
export interface RecordFile {
  readonly name: string;
  readonly text: string;
}

/**
 * One unit as it is written. `files` holds `fairway.lock` too: a JSON object whose `files` maps
 * each other file's name to `sha256:<64 hexadecimal digits>`.
 */
export interface RecordUnit {
  /** Path from the root of the record, with `/`. */
  readonly folder: string;
  readonly files: readonly RecordFile[];
}

/** Which units a write may touch. What is absent does not limit; both given must both hold. */
export interface RecordScope {
  /** Units of these environments. Cluster-wide units and `_docs` belong to no environment. */
  readonly environments?: readonly string[];
  /** Units of these names. Namespaces and cluster-wide units belong to no service. */
  readonly services?: readonly string[];
}

/** A unit as it stands in the record before a write. */
export interface UnitBefore {
  /** The text of its lock, whatever it says. */
  readonly lock: string;
  /** The text of its `manifests.yaml`, read now; `null` where no regular file of a usual size stands there. */
  readonly manifests: () => string | null;
}

/** What stands in the folder of a unit; `undefined` where no lock does. Asked while units are consumed, no later. */
export type RecordBefore = (folder: string) => UnitBefore | undefined;

export interface RecordWrite {
  /**
   * Consumed once, one unit at a time. When it throws, nothing is written.
   * A function is told what stands in the record, which nobody else changes meanwhile.
   */
  readonly units: Iterable<RecordUnit> | ((before: RecordBefore) => Iterable<RecordUnit>);
  /** Default: the whole record. Units outside it are neither written nor removed. */
  readonly scope?: RecordScope;
  /** Folders that stay exactly as they are: those of blocked units. */
  readonly keepFolders?: readonly string[];
  /** Asked once after the last unit; with any error among its answer nothing is written. */
  readonly problems?: () => readonly Diagnostic[];
}

export interface RecordResult {
  /** With any error here, nothing was written. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files that are new or have new bytes: paths from the root of the record, sorted. */
  readonly written: readonly string[];
  /** Files that are gone, sorted. */
  readonly removed: readonly string[];
  /** How many files already had the right bytes. */
  readonly unchanged: number;
}

/** A file that a lock claims. */
export interface RecordedFile {
  readonly name: string;
  /** As the lock says. */
  readonly hash: string;
  /** The bytes; `null` where they were not asked for or the file is gone. */
  readonly text: Uint8Array | null;
}

export interface RecordedUnit {
  readonly folder: string;
  /** The whole lock file: input hashes, definition documents, nodes, outgoing edges. */
  readonly lock: JsonObject;
  /** Sorted by name. */
  readonly files: readonly RecordedFile[];
}

export interface RecordSnapshot {
  /** Sorted by folder. */
  readonly units: readonly RecordedUnit[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A record that can be read: a folder, or a folder as a Git revision had it. */
export interface RecordReader {
  /**
   * The units of the record; `contents` also reads the files that their locks claim.
   * A record that does not exist has no units.
   * @throws {OutsideSystemError} when the source itself fails.
   */
  readonly readRecord: (options?: { readonly contents?: boolean }) => Promise<RecordSnapshot>;
}

/** A record that can also be written. */
export interface RecordStore extends RecordReader {
  /**
   * Makes the record hold these units: all of them, or, with any error, no change at all.
   * It removes only files that a lock claims; foreign files survive.
   * @throws {OutsideSystemError} when the disk fails.
   */
  readonly write: (plan: RecordWrite) => Promise<RecordResult>;
}
