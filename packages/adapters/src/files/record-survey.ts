import { OutsideSystemError } from '@fairway/model';
import { RECORD_FILE_LIMIT, findLocks } from '../record/read-record.ts';
import { isFault } from '../tree/tree.ts';
import type { EntryKind, TreeEntry, TreeFault } from '../tree/tree.ts';
import { diskTree, readDiskFile } from './disk-tree.ts';
import type { RecordTarget } from './record-target.ts';

/** What stands in the target before a write. Folders are listed once, when first asked for. */
export interface RecordSurvey {
  /** Whether there is anything: a target that does not stand yet appears whole. */
  readonly exists: boolean;
  /** Unit folders that hold a lock. */
  readonly locks: ReadonlySet<string>;
  /** Whether the target holds visible entries and no lock. */
  readonly isForeign: boolean;
  /** What stands at a path; `null` for nothing. Nothing stands behind a link. */
  readonly kindAt: (path: string) => EntryKind | null;
  /** What keeps `folder` from being a real folder: the first link or file on the way to it. */
  readonly obstacle: (folder: string) => { readonly path: string; readonly kind: EntryKind } | null;
  /** The bytes of a regular file; `null` for anything else. What was read of the folder last asked for is remembered. */
  readonly read: (path: string) => Uint8Array | null;
}

/** Surveys a target; one that does not exist is empty. */
export function surveyRecord(target: RecordTarget): RecordSurvey {
  const root = target.location;
  const listings = new Map<string, ReadonlyMap<string, EntryKind>>();
  const obstacles = new Map<string, { readonly path: string; readonly kind: EntryKind } | null>();
  const disk = diskTree();

  const list = (location: string): readonly TreeEntry[] | TreeFault => {
    const entries = target.exists ? disk.list(location) : [];
    if (!isFault(entries)) {
      listings.set(location.slice(root.length + 1), new Map(entries.map((entry) => [entry.name, entry.kind])));
    }
    return entries;
  };
  const kindAt = (path: string): EntryKind | null => {
    if (!target.exists) return null;
    const cut = path.lastIndexOf('/');
    const folder = cut === -1 ? '' : path.slice(0, cut);
    if (folder !== '' && kindAt(folder) !== 'directory') return null;
    let entries = listings.get(folder);
    if (entries === undefined) {
      const answer = list(folder === '' ? root : `${root}/${folder}`);
      if (isFault(answer)) throw cannotList(folder, answer);
      entries = listings.get(folder);
    }
    return entries?.get(path.slice(cut + 1)) ?? null;
  };
  const obstacle = (folder: string): { readonly path: string; readonly kind: EntryKind } | null => {
    if (!target.exists) return null;
    const known = obstacles.get(folder);
    if (known !== undefined) return known;
    const cut = folder.lastIndexOf('/');
    const above = cut === -1 ? null : obstacle(folder.slice(0, cut));
    const kind = above === null ? kindAt(folder) : null;
    const found = above ?? (kind === null || kind === 'directory' ? null : { path: folder, kind });
    obstacles.set(folder, found);
    return found;
  };
  let recent = { folder: '', files: new Map<string, Uint8Array | null>() };
  const read = (path: string): Uint8Array | null => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (folder !== recent.folder) recent = { folder, files: new Map() };
    let known = recent.files.get(path);
    if (known === undefined) {
      const bytes = kindAt(path) === 'file' ? readDiskFile(`${root}/${path}`, RECORD_FILE_LIMIT) : null;
      recent.files.set(path, (known = bytes === null || isFault(bytes) ? null : bytes));
    }
    return known;
  };
  const locks = new Set(
    findLocks({ list }, root, (folder, fault) => {
      throw cannotList(folder, fault);
    }),
  );
  const visible = [...(listings.get('')?.keys() ?? [])].some((name) => !name.startsWith('.'));
  return { exists: target.exists, locks, isForeign: visible && locks.size === 0, kindAt, obstacle, read };
}

function cannotList(folder: string, fault: TreeFault): OutsideSystemError {
  return new OutsideSystemError(
    'disk-failed',
    `The record's folder ${folder || '.'} cannot be read: ${fault.reason}.`,
  );
}
