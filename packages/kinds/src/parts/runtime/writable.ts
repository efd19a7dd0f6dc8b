import { cleanPath, liesIn, systemFolderOf } from '../../file-path.ts';
import { bytes } from '../../units.ts';
import type { ProgramContext } from './fields.ts';

/** A folder that the program may write to; `size` in bytes. */
export interface WritableFolder {
  readonly path: string;
  readonly size: number;
  readonly medium: 'disk' | 'memory';
}

const smallest = 2 ** 20;
const largest = 2 ** 40;

/** The writable folders, with their problems reported: unusable or doubled paths, absurd sizes. */
export function writableOf(context: ProgramContext): WritableFolder[] {
  const { writable } = context.spec.runtime;
  const seen = new Map<string, string>();
  return writable.map((folder, index) => {
    const at = ['runtime', 'writable', index] as const;
    const path = cleanPath(folder.path);
    const size = bytes(folder.size);
    const problem = path === undefined ? 'it leaves its place with `.` or `..`' : unusable(path, context.name);
    if (problem !== undefined) {
      context.report(
        {
          code: 'FWY3212',
          message: `${folder.path} cannot be a writable folder: ${problem}`,
          fix: 'choose a folder of its own, such as /var/cache/app',
        },
        [...at, 'path'],
      );
    }
    const other = path === undefined ? undefined : seen.get(path);
    if (other !== undefined) {
      context.report(
        {
          code: 'FWY3212',
          message: `${folder.path} and ${other} are the same writable folder`,
          fix: 'keep one of the two',
        },
        [...at, 'path'],
      );
    }
    if (path !== undefined) seen.set(path, folder.path);
    if (size < smallest || size > largest) {
      context.report(
        {
          code: 'FWY3213',
          message: `a writable folder of ${folder.size} is ${size < smallest ? 'too small' : 'too large'}; 1Mi to 1Ti are possible`,
          fix:
            size < smallest
              ? 'give it at least 1Mi'
              : 'keep data of that size in a Bucket, a Volume, or a Database',
        },
        [...at, 'size'],
      );
    }
    return { path: path ?? folder.path, size, medium: folder.medium ?? 'disk' };
  });
}

function unusable(path: string, service: string): string | undefined {
  if (path === '/') return 'the root of the file system stays read-only';
  const folder = systemFolderOf(path);
  if (folder !== undefined) return `${folder} belongs to the system`;
  const own = `/etc/${service}`;
  return liesIn(path, own) || liesIn(own, path) ? `${own} holds configuration and secrets` : undefined;
}
