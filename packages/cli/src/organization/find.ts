import { findOrganization } from '@fairway/adapters';
import type { Diagnostic } from '@fairway/model';
import { resolve } from 'node:path';
import { statSync } from 'node:fs';
import type { Call } from '../command.ts';
import { WrongUse } from '../exit-code.ts';

export type FoundPlace =
  | {
      /** Absolute. */
      readonly directory: string;
      /** The one file that the user named, relative to the organization with `/`; `null` for all of it. */
      readonly file: string | null;
    }
  | { readonly diagnostic: Diagnostic };

/**
 * The organization that a command is about: its path argument, `--org`, or found upwards.
 *
 * @throws {WrongUse} where argument and `--org` name two.
 */
export function findPlace(call: Call, argument?: string): FoundPlace {
  const { cwd } = call.io;
  const org = call.text('org');
  const named = argument === undefined ? undefined : resolve(cwd, argument);
  const isFile = named !== undefined && statSync(named, { throwIfNoEntry: false })?.isFile() === true;
  const start = org === undefined ? (isFile ? resolve(named, '..') : (named ?? cwd)) : resolve(cwd, org);
  const found = findOrganization(start);
  if (found.directory === null) return { diagnostic: found.diagnostic };
  if (org !== undefined && named !== undefined) {
    const other = findOrganization(isFile ? resolve(named, '..') : named);
    if (other.directory === null) return { diagnostic: other.diagnostic };
    if (other.directory !== found.directory)
      throw new WrongUse(`${argument} lies in another organization than --org ${org}; name one of them`);
  }
  if (!isFile) return { directory: found.directory, file: null };
  const file = named.startsWith(`${found.directory}/`) ? named.slice(found.directory.length + 1) : named;
  return { directory: found.directory, file };
}
