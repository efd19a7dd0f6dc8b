import type { RecordReader, RecordSnapshot } from '@fairway/model';
import { readRecordTree } from '../record/read-record.ts';
import { gitTree, listFolder, locationOf } from './git-tree.ts';
import type { GitListing } from './git-tree.ts';
import { findRevision } from './revision.ts';

export interface GitRecordOptions {
  /** The record's folder in a checkout; it need not exist today. */
  readonly directory: string;
  /** A branch, tag, or commit. */
  readonly revision: string;
}

/** The record as a Git revision has it. */
export function gitRecordReader(options: GitRecordOptions): RecordReader {
  return { readRecord: ({ contents = false } = {}) => readRecord(options, contents) };
}

async function readRecord(
  { directory, revision: name }: GitRecordOptions,
  contents: boolean,
): Promise<RecordSnapshot> {
  const { revision, diagnostic } = await findRevision(directory, name);
  if (revision === null) return { units: [], diagnostics: [diagnostic] };
  const listing: GitListing = { revision, folders: new Map(), links: new Map() };
  await listFolder(listing, revision.prefix);
  return readRecordTree(gitTree(listing), locationOf(revision.prefix), directory, contents);
}
