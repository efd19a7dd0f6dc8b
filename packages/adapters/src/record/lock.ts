import { compareText, isObject } from '@fairway/model';
import type { JsonObject } from '@fairway/model';
import { filePath } from './layout.ts';

/** A lock file that was understood. */
export interface ParsedLock {
  readonly lock: JsonObject;
  /** The files it claims, by name, sorted; the lock itself is not among them. */
  readonly claims: readonly { readonly name: string; readonly path: string; readonly hash: string }[];
}

const HASH = /^sha256:[0-9a-f]{64}$/;

/** Reads the text of a `fairway.lock`; `null` where it is not one, for instance after a failed merge. */
export function parseLock(folder: string, text: string): ParsedLock | null {
  const lock = parseJson(text);
  const files = isObject(lock) ? lock['files'] : undefined;
  if (!isObject(lock) || !isObject(files)) return null;
  const claims: { name: string; path: string; hash: string }[] = [];
  for (const [name, hash] of Object.entries(files)) {
    const path = filePath(folder, name);
    if (path === null || typeof hash !== 'string' || !HASH.test(hash)) return null;
    claims.push({ name, path, hash });
  }
  // What JSON.parse made is JSON.
  return { lock: lock as JsonObject, claims: claims.sort((a, b) => compareText(a.name, b.name)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
