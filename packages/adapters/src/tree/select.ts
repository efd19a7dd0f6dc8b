import { compareText } from '@fairway/model';
import type { Diagnostic } from '@fairway/model';
import { AREAS, ORGANIZATION_FILE, isDocumentFile, isPassedOver } from './areas.ts';
import * as problems from './problems.ts';
import { isFault } from './tree.ts';
import type { Tree, TreeEntry } from './tree.ts';

export interface SelectedFile {
  /** As users see it: relative to the organization. */
  readonly path: string;
  readonly location: string;
}

export interface Selection {
  readonly files: SelectedFile[];
  readonly diagnostics: Diagnostic[];
}

interface Walk {
  readonly tree: Tree;
  readonly selection: Selection;
  /** Locations already read or walked: nothing is read twice, and loops end. */
  readonly seen: Set<string>;
  readonly boundary: string;
  readonly links: SelectedFile[];
}

/** Starts a selection; several trees or folders may add to it. */
export function emptySelection(): Selection {
  return { files: [], diagnostics: [] };
}

/**
 * Selects the files of the organization at `root`, without opening any.
 * Returns whether `fairway.yaml` stands there in any form.
 */
export function selectOrganization(tree: Tree, root: string, selection: Selection, seen: Set<string>): boolean {
  const entries = tree.list(root);
  if (isFault(entries)) return false;
  const walk: Walk = { tree, selection, seen, boundary: root, links: [] };
  for (const entry of entries) {
    const location = `${root}/${entry.name}`;
    if (entry.name === ORGANIZATION_FILE) visit(walk, entry, entry.name, location);
    else if (AREAS.includes(entry.name)) visitArea(walk, entry, location);
  }
  followLinks(walk);
  return entries.some((entry) => entry.name === ORGANIZATION_FILE);
}

/** Selects the documents of an application repository; `path` is how its folder is called. */
export function selectRoot(
  tree: Tree,
  path: string,
  root: string,
  selection: Selection,
  seen: Set<string>,
): void {
  const walk: Walk = { tree, selection, seen, boundary: root, links: [] };
  walkDirectory(walk, path, root);
  followLinks(walk);
}

function visitArea(walk: Walk, entry: TreeEntry, location: string): void {
  if (entry.kind === 'file') walk.selection.diagnostics.push(problems.wrongEntry(entry.name, 'folder'));
  else if (entry.kind === 'special') walk.selection.diagnostics.push(problems.specialFile(entry.name));
  else visit(walk, entry, entry.name, location);
}

function walkDirectory(walk: Walk, path: string, location: string): void {
  if (walk.seen.has(location)) return;
  walk.seen.add(location);
  const entries = walk.tree.list(location);
  if (isFault(entries)) {
    walk.selection.diagnostics.push(problems.unreadable(path, entries.reason));
    return;
  }
  for (const entry of entries) {
    const below = `${path}/${entry.name}`;
    if (!isPassedOver(below, entry.name)) visit(walk, entry, below, `${location}/${entry.name}`);
  }
}

function visit(walk: Walk, entry: TreeEntry, path: string, location: string): void {
  const { diagnostics } = walk.selection;
  const wanted = isDocumentFile(path);
  if (!isUsable(entry) && (wanted || entry.kind === 'directory')) {
    diagnostics.push(problems.unusableName(path));
  } else if (entry.kind === 'directory') {
    if (wanted) diagnostics.push(problems.wrongEntry(path, 'file'));
    else walkDirectory(walk, path, location);
  } else if (entry.kind === 'link') {
    walk.links.push({ path, location });
  } else if (entry.kind === 'submodule') {
    diagnostics.push(problems.submodule(path));
  } else if (wanted) {
    if (entry.kind === 'special') diagnostics.push(problems.specialFile(path));
    else addFile(walk, path, location);
  }
}

function isUsable(entry: TreeEntry): boolean {
  return entry.nameIsText && problems.printable(entry.name) === entry.name;
}

function addFile(walk: Walk, path: string, location: string): void {
  if (walk.seen.has(location)) return;
  walk.seen.add(location);
  walk.selection.files.push({ path, location });
}

/** Links come last, in the order of their paths, so what a file is called never depends on luck. */
function followLinks(walk: Walk): void {
  walk.links.sort((a, b) => compareText(a.path, b.path));
  for (let next = 0; next < walk.links.length; next++) {
    const link = walk.links[next];
    if (link !== undefined) followLink(walk, link);
  }
}

function followLink(walk: Walk, { path, location }: SelectedFile): void {
  const { diagnostics } = walk.selection;
  const wanted = isDocumentFile(path);
  const target = walk.tree.follow(location, walk.boundary);
  if (target.kind === 'outside') {
    if (wanted || !target.isFile) diagnostics.push(problems.linkLeaves(path));
  } else if (target.kind === 'missing') {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (wanted || !name.includes('.')) {
      diagnostics.push(problems.unreadable(path, 'it is a symbolic link that leads nowhere'));
    }
  } else if (target.kind === 'directory') {
    const encloses = location.startsWith(`${target.location}/`);
    if (wanted) diagnostics.push(problems.wrongEntry(path, 'file'));
    else if (!encloses) walkDirectory(walk, path, target.location);
  } else if (wanted) {
    if (target.kind === 'special') diagnostics.push(problems.specialFile(path));
    else addFile(walk, path, target.location);
  }
}
