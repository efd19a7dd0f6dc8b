import * as fs from 'node:fs';
import * as path from 'node:path';
import { OutsideSystemError, compareText } from '@fairway/model';
import { errorCode } from '../files/disk-tree.ts';
import { AREAS, belongsToOrganization, isDocumentFile } from '../tree/areas.ts';

export interface WatchOptions {
  /** How long it must be quiet before changes are told. Default 30. */
  readonly debounceMilliseconds?: number;
  /** Told once when watching fails, for instance because the system allows no more watches. */
  readonly onError?: (error: OutsideSystemError) => void;
}

/** A running watch. */
export interface OrganizationWatch {
  /** Ends it; nothing is told afterwards. */
  readonly close: () => void;
}

interface Watching {
  readonly root: string;
  readonly watchers: Map<string, fs.FSWatcher>;
  readonly changed: (file: string) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Watches what belongs to an organization, folders that come later included.
 * `onChange` gets the changed paths, relative to the organization, sorted, each once. A path may be
 * that of a folder: then anything below it may have changed. What symbolic links point to is not watched.
 */
export function watchOrganization(
  directory: string,
  onChange: (paths: readonly string[]) => void,
  { debounceMilliseconds = 30, onError }: WatchOptions = {},
): OrganizationWatch {
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const tell = (): void => {
    timer = null;
    const paths = [...pending].sort(compareText);
    pending.clear();
    onChange(paths);
  };
  const close = (): void => {
    closed = true;
    if (timer !== null) clearTimeout(timer);
    for (const watcher of watching.watchers.values()) watcher.close();
    watching.watchers.clear();
  };
  const watching: Watching = {
    root: path.resolve(directory),
    watchers: new Map(),
    changed: (file) => {
      if (closed) return;
      pending.add(file);
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(tell, debounceMilliseconds);
    },
    failed: (error) => {
      if (closed) return;
      close();
      onError?.(
        new OutsideSystemError('watch-failed', `Watching ${directory} failed: ${explain(error)}.`, error),
      );
    },
  };
  addWatcher(watching, '');
  for (const area of AREAS) addFolder(watching, area);
  return { close };
}

/** Watches a folder and those below it; says whether there is one. */
function addFolder(watching: Watching, folder: string): boolean {
  const stats = fs.lstatSync(path.join(watching.root, folder), { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true || !belongsToOrganization(folder)) return false;
  // Watch first, list afterwards: what comes in between is seen twice, not never.
  addWatcher(watching, folder);
  for (const entry of listFolders(path.join(watching.root, folder))) addFolder(watching, `${folder}/${entry}`);
  return true;
}

function addWatcher(watching: Watching, folder: string): void {
  watching.watchers.get(folder)?.close();
  watching.watchers.delete(folder);
  try {
    const watcher = fs.watch(path.join(watching.root, folder), (_event, name) => {
      if (name !== null) noticed(watching, folder === '' ? name : `${folder}/${name}`);
    });
    watcher.on('error', watching.failed);
    watching.watchers.set(folder, watcher);
  } catch (error) {
    // A folder that is gone again is no failure: the folder above tells of it.
    if (folder === '' || errorCode(error) !== 'ENOENT') watching.failed(error);
  }
}

function noticed(watching: Watching, file: string): void {
  if (!belongsToOrganization(file)) return;
  const wasFolder = watching.watchers.has(file);
  if (wasFolder) dropFolder(watching, file);
  const isFolder = addFolder(watching, file);
  if (wasFolder || isFolder || isDocumentFile(file) || isLink(path.join(watching.root, file)))
    watching.changed(file);
}

function dropFolder(watching: Watching, folder: string): void {
  for (const [watched, watcher] of watching.watchers) {
    if (watched !== folder && !watched.startsWith(`${folder}/`)) continue;
    watcher.close();
    watching.watchers.delete(watched);
  }
}

function listFolders(location: string): readonly string[] {
  try {
    const entries = fs.readdirSync(location, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return [];
  }
}

function isLink(location: string): boolean {
  return fs.lstatSync(location, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function explain(error: unknown): string {
  const code = errorCode(error);
  if (code === 'ENOSPC') return 'the system allows no more watches (see fs.inotify.max_user_watches)';
  return error instanceof Error ? error.message : String(error);
}
