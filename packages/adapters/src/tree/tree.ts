/** What stands under a name. `special` is a pipe, socket, or device; it is never opened. */
export type EntryKind = 'file' | 'directory' | 'link' | 'special' | 'submodule';

export interface TreeEntry {
  readonly name: string;
  readonly kind: EntryKind;
  /** Whether the name is UTF-8. Only then can the entry be opened by its name. */
  readonly nameIsText: boolean;
}

/** Why something could not be read: in the words of a user, without a final period. */
export interface TreeFault {
  readonly fault: 'missing' | 'unreadable' | 'tooLarge' | 'special';
  readonly reason: string;
}

/** Where a symbolic link leads in the end. `isFile` tells a file from everything else. */
export type LinkTarget =
  | { readonly kind: 'file' | 'directory' | 'special'; readonly location: string }
  | { readonly kind: 'outside'; readonly isFile: boolean }
  | { readonly kind: 'missing' };

/**
 * A directory tree that can be walked: a disk, or a Git revision.
 *
 * A location is where something really stands: opaque, with `/`, and the same for the same thing
 * whichever links led there. A directory's location, `/`, and an entry's name is the entry's location.
 */
export interface Tree {
  readonly list: (location: string) => readonly TreeEntry[] | TreeFault;
  /** Follows a link that must stay at or below `boundary`. */
  readonly follow: (location: string, boundary: string) => LinkTarget;
  /** Reads files, in the order given. No file may be larger than `limit` bytes. */
  readonly read: (locations: readonly string[], limit: number) => Promise<readonly (Uint8Array | TreeFault)[]>;
}

/** Whether an answer of a tree is a fault. */
export function isFault(value: object): value is TreeFault {
  return 'fault' in value;
}
