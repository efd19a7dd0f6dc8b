import * as fs from 'node:fs';
import type { EntryKind, LinkTarget, Tree, TreeEntry, TreeFault } from '../tree/tree.ts';

const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = fs.constants;

/** Reads one file of at most `limit` bytes; a fault says why it cannot. */
export type ReadFile = (location: string, limit: number) => Uint8Array | TreeFault;

/** The disk as a tree. Locations are absolute paths without symbolic links. */
export function diskTree(readFile: ReadFile = readDiskFile): Tree {
  return {
    list: listDirectory,
    follow: followLink,
    read: (locations, limit) => Promise.resolve(locations.map((location) => readFile(location, limit))),
  };
}

function listDirectory(location: string): readonly TreeEntry[] | TreeFault {
  try {
    const entries = fs.readdirSync(location || '/', { withFileTypes: true });
    const broken = entries.some((entry) => entry.name.includes('\uFFFD')) ? brokenNames(location) : null;
    return entries.map((entry) => ({
      name: entry.name,
      kind: kindOf(entry),
      nameIsText: broken === null || !broken.has(entry.name),
    }));
  } catch (error) {
    return faultOf(error);
  }
}

/** The names in a folder that are not UTF-8, as they read with replacement characters. */
function brokenNames(location: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const bytes of fs.readdirSync(location || '/', { encoding: 'buffer' })) {
    const name = bytes.toString('utf8');
    if (!Buffer.from(name, 'utf8').equals(bytes)) names.add(name);
  }
  return names;
}

function kindOf(entry: fs.Dirent | fs.Stats): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

function followLink(location: string, boundary: string): LinkTarget {
  try {
    const target = fs.realpathSync.native(location);
    const kind = kindOf(fs.lstatSync(target));
    if (target !== boundary && !target.startsWith(`${boundary}/`))
      return { kind: 'outside', isFile: kind === 'file' };
    return { kind: kind === 'file' || kind === 'directory' ? kind : 'special', location: target };
  } catch {
    return { kind: 'missing' };
  }
}

/**
 * Reads a file without ever blocking: what turns out to be no regular file is not read,
 * and a file that grows while it is read stops at the limit.
 */
export function readDiskFile(location: string, limit: number): Uint8Array | TreeFault {
  let descriptor: number | null = null;
  try {
    descriptor = fs.openSync(location, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const stats = fs.fstatSync(descriptor);
    if (!stats.isFile()) return { fault: 'special', reason: 'it is no regular file' };
    if (stats.size > limit) return { fault: 'tooLarge', reason: 'it is too large' };
    return readAll(descriptor, stats.size, limit);
  } catch (error) {
    return faultOf(error);
  } finally {
    if (descriptor !== null) fs.closeSync(descriptor);
  }
}

function readAll(descriptor: number, size: number, limit: number): Uint8Array | TreeFault {
  let bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const count = fs.readSync(descriptor, bytes, length, bytes.length - length, null);
    length += count;
    if (length > limit) return { fault: 'tooLarge', reason: 'it is too large' };
    if (count === 0 || (length === size && length < bytes.length)) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length + 4096)]);
  }
}

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  ELOOP: 'it is a symbolic link',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its path is too long',
};

/** A failed call to the file system as a fault. Anything else is a bug and is thrown again. */
export function faultOf(error: unknown): TreeFault {
  const code = errorCode(error);
  if (code === null) throw error;
  const missing = code === 'ENOENT' || code === 'ENOTDIR';
  return { fault: missing ? 'missing' : 'unreadable', reason: REASONS[code] ?? `the system says ${code}` };
}

/** The code of a failed system call, such as `ENOENT`; `null` for any other value. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
