import * as fs from 'node:fs';
import { RECORD_LOCK_FILE } from '@fairway/model';
import { errorCode } from './disk-tree.ts';
import type { RecordPlan, StagedFile, UnitChange, UnitRemoval } from './record-plan.ts';

/** What a commit did: paths from the root of the record. */
export interface CommitResult {
  readonly written: string[];
  readonly removed: string[];
}

interface Commit extends CommitResult {
  readonly root: string;
  readonly plan: RecordPlan;
  readonly made: Set<string>;
  /** Folders that lost a file and may be empty now. */
  readonly thinned: Set<string>;
}

/**
 * Moves staged files into an existing target, one rename each, and removes what is gone.
 * Whenever it stops, each of its files is claimed by some lock, so the next write can finish the work:
 * a unit's lock goes first, and leaves last.
 */
export function commitInPlace(root: string, plan: RecordPlan): CommitResult {
  const commit: Commit = { root, plan, made: new Set(), thinned: new Set(), written: [], removed: [] };
  for (const change of plan.changes) commitUnit(commit, change);
  for (const removal of plan.removals) removeUnit(commit, removal);
  removeEmptyFolders(root, commit.thinned);
  return commit;
}

function commitUnit(commit: Commit, change: UnitChange): void {
  const first = change.interimLock ?? change.lock;
  if (first !== null) move(commit, first);
  for (const file of change.files) {
    move(commit, file);
    commit.written.push(file.path);
  }
  for (const path of change.stale) removeFile(commit, path);
  if (change.interimLock !== null && change.lock !== null) move(commit, change.lock);
  if (change.lock !== null) commit.written.push(change.lock.path);
}

function removeUnit(commit: Commit, { folder, files }: UnitRemoval): void {
  for (const path of files) removeFile(commit, path);
  removeFile(commit, `${folder}/${RECORD_LOCK_FILE}`);
}

function move({ root, made }: Commit, { path, staged }: StagedFile): void {
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (!made.has(folder)) {
    fs.mkdirSync(`${root}/${folder}`, { recursive: true });
    made.add(folder);
  }
  fs.renameSync(staged, `${root}/${path}`);
}

/** Removes a claimed file unless another unit has it now. */
function removeFile(commit: Commit, path: string): void {
  if (commit.plan.paths.has(path)) return;
  try {
    fs.unlinkSync(`${commit.root}/${path}`);
  } catch (error) {
    // Gone already, or a folder of somebody else: nothing of ours.
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'EPERM'].includes(errorCode(error) ?? '')) return;
    throw error;
  }
  commit.removed.push(path);
  commit.thinned.add(path.slice(0, path.lastIndexOf('/')));
}

/** Removes those folders that are empty, deepest first, then the ones above them that became so. */
function removeEmptyFolders(root: string, folders: ReadonlySet<string>): void {
  const levels: Set<string>[] = [];
  const add = (folder: string): void => {
    (levels[folder.split('/').length] ??= new Set()).add(folder);
  };
  for (const folder of folders) add(folder);
  for (let depth = levels.length - 1; depth > 0; depth--) {
    for (const folder of levels[depth] ?? []) {
      if (removeEmptyFolder(`${root}/${folder}`) && depth > 1) add(folder.slice(0, folder.lastIndexOf('/')));
    }
  }
}

function removeEmptyFolder(folder: string): boolean {
  try {
    fs.rmdirSync(folder);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}
