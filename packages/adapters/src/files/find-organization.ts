import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic } from '@fairway/model';
import { ORGANIZATION_FILE } from '../tree/areas.ts';
import { noOrganization } from '../tree/problems.ts';

/** The folder of an organization, or why there is none. */
export type FoundOrganization =
  | { readonly directory: string; readonly diagnostic: null }
  | { readonly directory: null; readonly diagnostic: Diagnostic };

/**
 * The nearest folder with `fairway.yaml`, from `start` upwards. The answer is absolute.
 * FWY1020 says that there is none and how to make one.
 */
export function findOrganization(start: string): FoundOrganization {
  const from = path.resolve(start);
  if (!fs.existsSync(from)) {
    const fix = 'Name a folder that exists.';
    return { directory: null, diagnostic: noOrganization(start, `There is no folder ${start}.`, fix) };
  }
  for (let here = from; ; here = path.dirname(here)) {
    if (stands(path.join(here, ORGANIZATION_FILE))) return { directory: here, diagnostic: null };
    if (path.dirname(here) === here) return { directory: null, diagnostic: missingOrganization(start, from) };
  }
}

/** FWY1020 for a folder that holds no `fairway.yaml`. */
export function missingOrganization(shown: string, directory: string): Diagnostic {
  if (stands(path.join(directory, 'fairway.yml'))) {
    return noOrganization(
      shown,
      `${shown} holds fairway.yml; the file of an organization is called ${ORGANIZATION_FILE}.`,
      `Rename it: mv fairway.yml ${ORGANIZATION_FILE}`,
    );
  }
  return noOrganization(
    shown,
    `There is no organization here: neither ${shown} nor a folder above it holds ${ORGANIZATION_FILE}.`,
    'Make one with `fairway init`, or name its folder with `--org DIR`.',
  );
}

/** Whether anything stands there, be it a folder or a broken link; the reader says what is wrong with it. */
function stands(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
