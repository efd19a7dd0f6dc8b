import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic } from '@fairway/model';
import { problem } from '../tree/problems.ts';
import { gitFailed, runGit, runGitOrFail } from './run-git.ts';

/** A commit, and where a folder stands in its repository. */
export interface GitRevision {
  /** An existing folder inside the repository, to run Git in. */
  readonly directory: string;
  /** The commit's full hash. */
  readonly commit: string;
  /** The folder's path from the top of the repository, with `/`; '' is the top. */
  readonly prefix: string;
  /** As the user wrote it. */
  readonly name: string;
}

/** A revision, or why it is none. */
export type FoundRevision =
  | { readonly revision: GitRevision; readonly diagnostic: null }
  | { readonly revision: null; readonly diagnostic: Diagnostic };

/**
 * Finds the commit that `name` stands for, in the repository that contains `directory`.
 * FWY1027: the repository does not know the revision. FWY1029: there is no repository.
 * The folder itself need not exist today.
 * @throws {OutsideSystemError} when Git itself fails.
 */
export async function findRevision(directory: string, name: string): Promise<FoundRevision> {
  const wanted = path.resolve(directory);
  const existing = nearestDirectory(wanted);
  const inside = await runGit({ directory: existing, arguments: ['rev-parse', '--show-prefix'] });
  if (inside.exitCode !== 0) {
    if (!/not a git repository|must be run in a work tree/i.test(inside.stderr))
      throw gitFailed('rev-parse', inside);
    return { revision: null, diagnostic: noRepository(directory, name) };
  }
  const prefix = path.posix.join(
    inside.stdout.toString('utf8').replace(/\n$/, ''),
    relativeBelow(existing, wanted),
  );
  const commit = await findCommit(existing, name);
  if (commit === null) return { revision: null, diagnostic: unknownRevision(name) };
  return {
    revision: { directory: existing, commit, prefix: prefix.replace(/^\.$|\/$/g, ''), name },
    diagnostic: null,
  };
}

async function findCommit(directory: string, name: string): Promise<string | null> {
  if (name === '' || /[\0\n]/.test(name)) return null;
  const found = await runGit({
    directory,
    arguments: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
  });
  const commit = found.stdout.toString('utf8').trim();
  return found.exitCode === 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
}

/** The folder if it exists, else the nearest one above it that does. */
function nearestDirectory(directory: string): string {
  for (let here = directory; ; here = path.dirname(here)) {
    if (fs.statSync(here, { throwIfNoEntry: false })?.isDirectory() || path.dirname(here) === here) {
      return fs.realpathSync.native(here);
    }
  }
}

/** What of `wanted` is not there yet, seen from its nearest existing folder. */
function relativeBelow(existing: string, wanted: string): string {
  const missing: string[] = [];
  for (let here = wanted; !fs.existsSync(here); here = path.dirname(here)) missing.unshift(path.basename(here));
  return existing === wanted ? '' : missing.join('/');
}

function unknownRevision(name: string): Diagnostic {
  return problem(
    'FWY1027',
    name,
    `The Git repository knows no revision ${JSON.stringify(name)}.`,
    'Name a branch, tag, or commit that `git rev-parse` finds; fetch it first if it is on a remote.',
  );
}

function noRepository(directory: string, name: string): Diagnostic {
  return problem(
    'FWY1029',
    directory,
    `${directory} is in no Git repository, so it has no revision ${JSON.stringify(name)}.`,
    'Name a folder instead of a revision, or run this inside the repository.',
  );
}

/** The hash of the folder at `path` in the commit; `null` where the commit has no such folder. */
export async function findFolder(revision: GitRevision, folder: string): Promise<string | null> {
  const listing = await runGitOrFail({
    directory: revision.directory,
    arguments: ['ls-tree', '-z', '-d', '--full-tree', revision.commit, ...(folder === '' ? [] : [folder])],
  });
  if (folder === '') return revision.commit;
  const match = /^040000 tree ([0-9a-f]+)\t/.exec(listing.toString('utf8'));
  return match?.[1] ?? null;
}
