import * as path from 'node:path';
import type { EntryKind, LinkTarget, Tree, TreeEntry, TreeFault } from '../tree/tree.ts';
import { readBlobs } from './cat-file.ts';
import { findFolder } from './revision.ts';
import type { GitRevision } from './revision.ts';
import { runGitOrFail } from './run-git.ts';

interface GitEntry extends TreeEntry {
  readonly hash: string;
  readonly size: number;
}

/** What a commit holds below some folders. Locations are `/` and the path from the repository's top. */
export interface GitListing {
  readonly revision: GitRevision;
  /** Folder location to entries by name. */
  readonly folders: Map<string, Map<string, GitEntry>>;
  /** Text of each symbolic link, by location. */
  readonly links: Map<string, string>;
}

const LIST_LIMIT = 256 * 1024 * 1024;

/** The location of a path from the repository's top. */
export function locationOf(repositoryPath: string): string {
  return repositoryPath === '' ? '' : `/${repositoryPath}`;
}

/**
 * Lists a folder of a revision, to any depth. With `names`, only those entries of it;
 * as soon as one of them is a symbolic link the whole folder is listed, for links may lead anywhere in it.
 * Returns whether the commit has the folder.
 */
export async function listFolder(
  listing: GitListing,
  folder: string,
  names: readonly string[] = [],
): Promise<boolean> {
  const tree = await findFolder(listing.revision, folder);
  if (tree === null) return false;
  let text = await listTree(listing.revision, tree, names);
  if (names.length > 0 && /(?:^|\0)120000 /.test(text.toString('latin1'))) {
    text = await listTree(listing.revision, tree, []);
  }
  addEntries(listing, locationOf(folder), text);
  await readLinks(listing);
  return true;
}

function listTree(revision: GitRevision, tree: string, names: readonly string[]): Promise<Buffer> {
  return runGitOrFail({
    directory: revision.directory,
    arguments: ['ls-tree', '-r', '-z', '-l', '--full-tree', tree, ...names],
    outputLimit: LIST_LIMIT,
  });
}

/** Parses `<mode> <type> <hash> <size>\t<path>\0` records below the location of a folder. */
function addEntries(listing: GitListing, base: string, output: Buffer): void {
  folderAt(listing, base);
  for (let at = 0; at < output.length;) {
    const tab = output.indexOf(9, at);
    const end = output.indexOf(0, tab);
    const [mode = '', , hash = '', size = ''] = output.toString('latin1', at, tab).split(/ +/);
    const bytes = output.subarray(tab + 1, end);
    const location = `${base}/${bytes.toString('utf8')}`;
    const cut = location.lastIndexOf('/');
    folderAt(listing, location.slice(0, cut)).set(location.slice(cut + 1), {
      name: location.slice(cut + 1),
      kind: kindOf(mode),
      nameIsText: !location.includes('\uFFFD') || Buffer.from(bytes.toString('utf8')).equals(bytes),
      hash,
      size: Number(size) || 0,
    });
    at = end + 1;
  }
}

function kindOf(mode: string): EntryKind {
  if (mode === '120000') return 'link';
  return mode === '160000' ? 'submodule' : 'file';
}

function folderAt(listing: GitListing, location: string): Map<string, GitEntry> {
  const known = listing.folders.get(location);
  if (known !== undefined) return known;
  const folder = new Map<string, GitEntry>();
  listing.folders.set(location, folder);
  const cut = location.lastIndexOf('/');
  if (cut !== -1) {
    const name = location.slice(cut + 1);
    const entry: GitEntry = {
      name,
      kind: 'directory',
      nameIsText: !name.includes('\uFFFD'),
      hash: '',
      size: 0,
    };
    folderAt(listing, location.slice(0, cut)).set(name, entry);
  }
  return folder;
}

async function readLinks(listing: GitListing): Promise<void> {
  const links: [string, GitEntry][] = [];
  for (const [folder, entries] of listing.folders) {
    for (const entry of entries.values()) {
      if (entry.kind === 'link') links.push([`${folder}/${entry.name}`, entry]);
    }
  }
  const blobs = await readBlobs(
    listing.revision.directory,
    links.map(([, entry]) => entry),
  );
  for (const [location, entry] of links) {
    listing.links.set(location, Buffer.from(blobs.get(entry.hash) ?? []).toString('utf8'));
  }
}

/** A listed revision as a tree. */
export function gitTree(listing: GitListing): Tree {
  return {
    list: (location) => {
      const folder = listing.folders.get(location);
      return folder === undefined ? { fault: 'missing', reason: 'it does not exist' } : [...folder.values()];
    },
    follow: (location, boundary) => followLink(listing, location, boundary, 0),
    read: (locations, limit) => readFiles(listing, locations, limit),
  };
}

const LINK_DEPTH = 40;

function followLink(listing: GitListing, location: string, boundary: string, depth: number): LinkTarget {
  const text = listing.links.get(location);
  if (text === undefined || depth > LINK_DEPTH) return { kind: 'missing' };
  const outside: LinkTarget = { kind: 'outside', isFile: path.posix.extname(text) !== '' };
  if (text.startsWith('/')) return outside;
  // Each step of the target may be a link of its own.
  let here = location.slice(0, location.lastIndexOf('/'));
  let kind: 'file' | 'directory' = 'directory';
  for (const step of text.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (here === boundary) return outside;
      here = here.slice(0, Math.max(here.lastIndexOf('/'), 0));
      continue;
    }
    const entry = listing.folders.get(here)?.get(step);
    if (entry === undefined) return { kind: 'missing' };
    here = `${here}/${step}`;
    if (entry.kind === 'link') {
      const target = followLink(listing, here, boundary, depth + 1);
      if (target.kind !== 'file' && target.kind !== 'directory') return target;
      ({ location: here, kind } = target as { location: string; kind: 'file' | 'directory' });
    } else {
      kind = entry.kind === 'directory' ? 'directory' : 'file';
    }
  }
  return { kind, location: here };
}

async function readFiles(
  listing: GitListing,
  locations: readonly string[],
  limit: number,
): Promise<readonly (Uint8Array | TreeFault)[]> {
  const entries = locations.map((location) => {
    const cut = location.lastIndexOf('/');
    return listing.folders.get(location.slice(0, cut))?.get(location.slice(cut + 1));
  });
  const wanted = entries.filter((entry) => entry !== undefined && entry.kind === 'file' && entry.size <= limit);
  const blobs = await readBlobs(
    listing.revision.directory,
    wanted.filter((entry) => entry !== undefined),
  );
  return entries.map((entry) => {
    if (entry === undefined || entry.kind !== 'file') return { fault: 'missing', reason: 'it does not exist' };
    if (entry.size > limit) return { fault: 'tooLarge', reason: 'it is too large' };
    return blobs.get(entry.hash) ?? { fault: 'unreadable', reason: 'Git does not give its content' };
  });
}
