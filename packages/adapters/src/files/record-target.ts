import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from './disk-tree.ts';
import { takeWritingLock } from './writing-lock.ts';
import type { TakenLock } from './writing-lock.ts';

/** The folder that is written, and where its lock file and staging folders stand. */
export interface RecordTarget {
  /** Absolute, without symbolic links where it exists. */
  readonly location: string;
  readonly exists: boolean;
  /** Folder and first letters of the names that belong to a write. */
  readonly besides: { readonly folder: string; readonly prefix: string };
}

const CANNOT_WRITE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Finds the target; `null` where a file stands in its place. Links to folders are followed. */
export function findTarget(directory: string): RecordTarget | null {
  const absolute = path.resolve(directory);
  const stats = fs.statSync(absolute, { throwIfNoEntry: false });
  if (stats === undefined) {
    const broken = fs.lstatSync(absolute, { throwIfNoEntry: false }) !== undefined;
    return broken ? null : { location: absolute, exists: false, besides: sibling(absolute) };
  }
  if (!stats.isDirectory()) return null;
  const location = fs.realpathSync.native(absolute);
  // A rename cannot cross a mount point.
  const alone = fs.statSync(path.dirname(location)).dev !== stats.dev || path.dirname(location) === location;
  return { location, exists: true, besides: alone ? inside(location) : sibling(location) };
}

/** Takes the lock of a target; a target whose surroundings are read-only keeps it inside. */
export function lockTarget(target: RecordTarget): { readonly target: RecordTarget; readonly taken: TakenLock } {
  try {
    return { target, taken: takeWritingLock(lockFileOf(target)) };
  } catch (error) {
    if (!target.exists || !CANNOT_WRITE.has(errorCode(error) ?? '')) throw error;
    const within = { ...target, besides: inside(target.location) };
    return { target: within, taken: takeWritingLock(lockFileOf(within)) };
  }
}

/** The file that says who writes. */
export function lockFileOf({ besides }: RecordTarget): string {
  return path.join(besides.folder, `${besides.prefix}writing`);
}

/** Removes what killed writes left behind. Only for the holder of the lock. */
export function removeLeftovers({ besides }: RecordTarget): void {
  for (const name of fs.readdirSync(besides.folder)) {
    if (name.startsWith(besides.prefix) && /^[0-9a-f]{12}$/.test(name.slice(besides.prefix.length))) {
      fs.rmSync(path.join(besides.folder, name), { recursive: true, force: true });
    }
  }
}

/** Makes a new staging folder. */
export function makeStagingFolder({ besides }: RecordTarget): string {
  const folder = path.join(besides.folder, besides.prefix + randomBytes(6).toString('hex'));
  fs.mkdirSync(folder);
  return folder;
}

function sibling(location: string): RecordTarget['besides'] {
  return { folder: path.dirname(location), prefix: `${path.basename(location)}.fairway-` };
}

function inside(location: string): RecordTarget['besides'] {
  return { folder: location, prefix: '.fairway-' };
}
