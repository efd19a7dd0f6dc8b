import { RECORD_LOCK_FILE, compareDiagnostics, compareText } from '@fairway/model';
import type { Diagnostic, RecordSnapshot, RecordedUnit } from '@fairway/model';
import * as treeProblems from '../tree/problems.ts';
import { isFault } from '../tree/tree.ts';
import type { Tree, TreeFault } from '../tree/tree.ts';
import { unitDepths } from './layout.ts';
import { parseLock } from './lock.ts';
import type { ParsedLock } from './lock.ts';
import { brokenLock } from './problems.ts';

/** The largest file of a record that is read, in bytes. */
export const RECORD_FILE_LIMIT = 64 * 1024 * 1024;

/**
 * The folders of the record at `root` that hold a lock, sorted.
 * `onFault` hears of folders that cannot be listed; a record that does not exist holds none.
 */
export function findLocks(
  tree: Pick<Tree, 'list'>,
  root: string,
  onFault: (folder: string, fault: TreeFault) => void,
): readonly string[] {
  const found: string[] = [];
  const walk = (folder: string, depths: readonly number[], depth: number): void => {
    const entries = tree.list(`${root}/${folder}`);
    if (isFault(entries)) {
      onFault(folder, entries);
      return;
    }
    for (const entry of entries) {
      if (entry.kind === 'file' && entry.name === RECORD_LOCK_FILE && depths.includes(depth))
        found.push(folder);
      else if (entry.kind === 'directory' && !entry.name.startsWith('.') && depth < Math.max(...depths)) {
        walk(`${folder}/${entry.name}`, depths, depth + 1);
      }
    }
  };
  const top = tree.list(root);
  if (isFault(top)) {
    if (top.fault !== 'missing') onFault('', top);
    return [];
  }
  for (const entry of top) {
    const depths = unitDepths(entry.name);
    if (entry.kind === 'directory' && depths.length > 0) walk(entry.name, depths, 1);
  }
  return found.sort(compareText);
}

/** Reads the record at `root`; `shown` is how its folder is called in problems. */
export async function readRecordTree(
  tree: Tree,
  root: string,
  shown: string,
  contents: boolean,
): Promise<RecordSnapshot> {
  const diagnostics: Diagnostic[] = [];
  const parsed: { folder: string; lock: ParsedLock }[] = [];
  const folders = findLocks(tree, root, (folder, fault) => {
    diagnostics.push(treeProblems.unreadable(`${shown}/${folder}`, fault.reason));
  });
  const texts = await tree.read(
    folders.map((folder) => `${root}/${folder}/${RECORD_LOCK_FILE}`),
    RECORD_FILE_LIMIT,
  );
  folders.forEach((folder, position) => {
    const text = texts[position];
    if (text === undefined) return;
    if (isFault(text)) {
      diagnostics.push(treeProblems.unreadable(`${shown}/${folder}/${RECORD_LOCK_FILE}`, text.reason));
      return;
    }
    const lock = parseLock(folder, Buffer.from(text.buffer, text.byteOffset, text.length).toString('utf8'));
    if (lock === null) diagnostics.push(brokenLock(shown, folder));
    else parsed.push({ folder, lock });
  });
  const bytes = contents ? await readClaims(tree, root, parsed) : new Map<string, Uint8Array>();
  const units = parsed.map(({ folder, lock }): RecordedUnit => {
    const files = lock.claims.map(({ name, path, hash }) => ({ name, hash, text: bytes.get(path) ?? null }));
    return { folder, lock: lock.lock, files };
  });
  return { units, diagnostics: diagnostics.sort(compareDiagnostics) };
}

async function readClaims(
  tree: Tree,
  root: string,
  parsed: readonly { readonly lock: ParsedLock }[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const paths = parsed.flatMap(({ lock }) => lock.claims.map((claim) => claim.path));
  const answers = await tree.read(
    paths.map((path) => `${root}/${path}`),
    RECORD_FILE_LIMIT,
  );
  const found = new Map<string, Uint8Array>();
  paths.forEach((path, position) => {
    const answer = answers[position];
    if (answer !== undefined && !isFault(answer)) found.set(path, answer);
  });
  return found;
}
