import * as path from 'node:path';
import type { OrganizationSource, OrganizationTree } from '@fairway/model';
import { AREAS, ORGANIZATION_FILE } from '../tree/areas.ts';
import { noOrganization, noRoot } from '../tree/problems.ts';
import { readSelection } from '../tree/read-selection.ts';
import { emptySelection, selectOrganization, selectRoot } from '../tree/select.ts';
import { gitTree, listFolder, locationOf } from './git-tree.ts';
import type { GitListing } from './git-tree.ts';
import { findRevision } from './revision.ts';

export interface GitSourceOptions {
  /** The organization's folder in a checkout; the repository is the one that contains it. */
  readonly directory: string;
  /** A branch, tag, or commit. */
  readonly revision: string;
  /** Folders of the same repository whose documents are read as intent, at the same revision. */
  readonly roots?: readonly string[];
}

/** An organization as a Git revision has it; nothing is read from the working tree. */
export function gitOrganizationSource(options: GitSourceOptions): OrganizationSource {
  return { readTree: () => readTree(options) };
}

async function readTree({
  directory,
  revision: name,
  roots = [],
}: GitSourceOptions): Promise<OrganizationTree> {
  const { revision, diagnostic } = await findRevision(directory, name);
  if (revision === null) return { files: [], diagnostics: [diagnostic] };
  const listing: GitListing = { revision, folders: new Map(), links: new Map() };
  const tree = gitTree(listing);
  const selection = emptySelection();
  const seen = new Set<string>();
  const home = locationOf(revision.prefix);
  await listFolder(listing, revision.prefix, [ORGANIZATION_FILE, ...AREAS]);
  if (!selectOrganization(tree, home, selection, seen)) {
    selection.diagnostics.push(
      noOrganization(
        directory,
        `At revision ${name}, ${directory} holds no ${ORGANIZATION_FILE}.`,
        'Name a revision that has the organization at this place.',
      ),
    );
  }
  for (const root of roots) {
    const shown = path.relative(directory, root).split(path.sep).join('/') || '.';
    const folder = path.posix.join(revision.prefix, shown).replace(/^\.$|\/$/g, '');
    if (folder.startsWith('../') || folder === '..' || !(await listFolder(listing, folder))) {
      selection.diagnostics.push(noRoot(root, `At revision ${name}, the repository has no folder ${root}.`));
    } else selectRoot(tree, shown, locationOf(folder), selection, seen);
  }
  return readSelection(tree, selection);
}
