import { cleanPath, liesIn, systemFolderOf } from '../../file-path.ts';
import { bytes } from '../../units.ts';
import type { ProgramContext } from './fields.ts';

/** A folder that the program may write to; `size` in bytes. */
export interface WritableFolder {
  readonly path: string;
  readonly size: number;
  readonly medium: 'disk' | 'memory';
}

type Written = ProgramContext['spec']['runtime']['writable'];

const smallest = 2 ** 20;
const largest = 2 ** 40;

/** What lists of folders say: the default is one list for all services. */
const read = new WeakMap<Written, readonly WritableFolder[]>();

/** The writable folders, with their problems reported: unusable or doubled paths, absurd sizes. */
export function writableOf(context: ProgramContext): readonly WritableFolder[] {
  const { writable } = context.spec.runtime;
  let folders = read.get(writable);
  if (folders === undefined) read.set(writable, (folders = writable.map(folderOf)));
  for (let index = 0; index < folders.length; index += 1) {
    checkFolder(context, folders[index] as WritableFolder, index);
  }
  if (folders.length > 1) checkDoubled(context, folders);
  return folders;
}

function folderOf({ path, size, medium }: Written[number]): WritableFolder {
  return { path: cleanPath(path) ?? path, size: bytes(size), medium: medium ?? 'disk' };
}

function checkFolder(context: ProgramContext, { path, size }: WritableFolder, index: number): void {
  const problem = unusable(path, context.name);
  if (problem !== undefined) {
    reportPath(
      context,
      index,
      `${writtenAt(context, index).path} cannot be a writable folder: ${problem}`,
      'choose a folder of its own, such as /var/cache/app',
    );
  }
  if (size >= smallest && size <= largest) return;
  context.report(
    {
      code: 'FWY3213',
      message: `a writable folder of ${writtenAt(context, index).size} is ${size < smallest ? 'too small' : 'too large'}; 1Mi to 1Ti are possible`,
      fix:
        size < smallest
          ? 'give it at least 1Mi'
          : 'keep data of that size in a Bucket, a Volume, or a Database',
    },
    ['runtime', 'writable', index, 'size'],
  );
}

function unusable(path: string, service: string): string | undefined {
  if (cleanPath(path) === undefined) return 'it leaves its place with `.` or `..`';
  if (path === '/') return 'the root of the file system stays read-only';
  const folder = systemFolderOf(path);
  if (folder !== undefined) return `${folder} belongs to the system`;
  const own = `/etc/${service}`;
  return liesIn(path, own) || liesIn(own, path) ? `${own} holds configuration and secrets` : undefined;
}

function checkDoubled(context: ProgramContext, folders: readonly WritableFolder[]): void {
  const seen = new Map<string, string>();
  for (const [index, { path }] of folders.entries()) {
    if (cleanPath(path) === undefined) continue;
    const written = writtenAt(context, index).path;
    const other = seen.get(path);
    if (other !== undefined) {
      reportPath(context, index, `${written} and ${other} are the same writable folder`, 'keep one of the two');
    }
    seen.set(path, written);
  }
}

function writtenAt(context: ProgramContext, index: number): Written[number] {
  return context.spec.runtime.writable[index] as Written[number];
}

function reportPath(context: ProgramContext, index: number, message: string, fix: string): void {
  context.report({ code: 'FWY3212', message, fix }, ['runtime', 'writable', index, 'path']);
}
