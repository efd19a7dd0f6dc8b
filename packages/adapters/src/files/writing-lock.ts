import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import { isObject } from '@fairway/model';
import { errorCode } from './disk-tree.ts';

/** The right to write a record, held until `release`. */
export interface WritingLock {
  /** Whether nobody has taken it over meanwhile. */
  readonly isHeld: () => boolean;
  readonly release: () => void;
}

export type TakenLock =
  | { readonly lock: WritingLock; readonly heldBy: null }
  | { readonly lock: null; readonly heldBy: string };

/** A lock of another machine counts as forgotten after ten minutes; a write takes seconds. */
const FORGOTTEN_AFTER_MILLISECONDS = 10 * 60 * 1000;
/** A lock without readable content may be in the middle of its creation for that long. */
const CREATION_MILLISECONDS = 2000;
const ATTEMPTS = 5;

/** Locks that this process holds: its own number alone says nothing, containers reuse it. */
const heldTokens = new Set<string>();

/**
 * Takes a lock file, also from a process that is dead.
 * @throws system errors of the file's folder, such as `EACCES`.
 */
export function takeWritingLock(file: string): TakenLock {
  const token = randomBytes(8).toString('hex');
  const content = JSON.stringify({ pid: process.pid, host: os.hostname(), token });
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(file, content)) {
      heldTokens.add(token);
      return { lock: writingLock(file, content, token), heldBy: null };
    }
    const found = inspect(file);
    if (found === null) continue;
    if (found.holder !== null) return { lock: null, heldBy: found.holder };
    if (!setAside(file, found.content)) return { lock: null, heldBy: 'another process' };
  }
  return { lock: null, heldBy: 'another process' };
}

function writingLock(file: string, content: string, token: string): WritingLock {
  const isHeld = (): boolean => read(file) === content;
  const release = (): void => {
    heldTokens.delete(token);
    if (isHeld()) fs.rmSync(file, { force: true });
  };
  return { isHeld, release };
}

function create(file: string, content: string): boolean {
  try {
    fs.writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Who holds the lock; `holder` is `null` when nobody alive does, the whole answer when the file is gone. */
function inspect(file: string): { readonly content: string; readonly holder: string | null } | null {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  const content = stats === undefined ? null : read(file);
  if (stats === undefined || content === null) return null;
  const age = Date.now() - stats.mtimeMs;
  const said = parse(content);
  if (said === null) return { content, holder: age < CREATION_MILLISECONDS ? 'another process' : null };
  const { pid, host, token } = said;
  if (host !== os.hostname()) {
    return { content, holder: age < FORGOTTEN_AFTER_MILLISECONDS ? `process ${pid} on ${host}` : null };
  }
  const alive = pid === process.pid ? heldTokens.has(token) : isAlive(pid);
  return { content, holder: alive ? `process ${pid}` : null };
}

function parse(
  content: string,
): { readonly pid: number; readonly host: string; readonly token: string } | null {
  try {
    const value = JSON.parse(content) as unknown;
    if (!isObject(value)) return null;
    const { pid, host, token } = value;
    if (!Number.isInteger(pid) || typeof host !== 'string' || typeof token !== 'string') return null;
    return Number(pid) > 0 ? { pid: Number(pid), host, token } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/** Removes a forgotten lock. Where another process was faster, its lock is put back and the answer is no. */
function setAside(file: string, expected: string): boolean {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
  const mistaken = read(aside) !== expected;
  try {
    if (mistaken) fs.linkSync(aside, file);
  } finally {
    fs.rmSync(aside, { force: true });
  }
  return !mistaken;
}
