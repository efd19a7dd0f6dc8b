import { relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '@fairway/model';

/**
 * Diagnostics whose files stand relative to the working directory, with `/`, as a forge looks for them that runs
 * Fairway at the root of a repository. `../` leads out of it, so that no path tells of the machine.
 *
 * @param cwd absolute
 * @param place the folder that files are relative to, absolute; absent: the working directory
 */
export function fromHere(
  diagnostics: readonly Diagnostic[],
  cwd: string,
  place?: { readonly directory: string },
): readonly Diagnostic[] {
  const directory = place?.directory ?? cwd;
  const moved = (file: string): string => {
    if (file === '') return '';
    const path = relative(cwd, resolve(directory, file));
    return path === '' ? '.' : path.split(sep).join('/');
  };
  return diagnostics.map((one) => ({
    ...one,
    file: moved(one.file),
    related: one.related.map((other) => ({ ...other, file: moved(other.file) })),
  }));
}
