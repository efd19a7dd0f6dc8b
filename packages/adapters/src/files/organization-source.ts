import * as fs from 'node:fs';
import * as path from 'node:path';
import type { OrganizationSource, OrganizationTree } from '@fairway/model';
import { noRoot } from '../tree/problems.ts';
import { readSelection } from '../tree/read-selection.ts';
import { emptySelection, selectOrganization, selectRoot } from '../tree/select.ts';
import { diskTree } from './disk-tree.ts';
import type { ReadFile } from './disk-tree.ts';
import { missingOrganization } from './find-organization.ts';

export interface FilesSourceOptions {
  /** The organization's folder. */
  readonly directory: string;
  /** Folders of application repositories whose documents are read as intent. */
  readonly roots?: readonly string[];
  /** How a file is read; for tests that need a broken disk. */
  readonly readFile?: ReadFile;
}

/** An organization in a folder on disk. */
export function filesOrganizationSource(options: FilesSourceOptions): OrganizationSource {
  return { readTree: () => readTree(options) };
}

async function readTree({ directory, roots = [], readFile }: FilesSourceOptions): Promise<OrganizationTree> {
  const tree = diskTree(readFile);
  const home = realDirectory(directory);
  const selection = emptySelection();
  const seen = new Set<string>();
  if (home === null || !selectOrganization(tree, home, selection, seen)) {
    selection.diagnostics.push(missingOrganization(directory, directory));
  }
  for (const root of roots) {
    const location = realDirectory(root);
    const shown = path
      .relative(home ?? path.resolve(directory), location ?? root)
      .split(path.sep)
      .join('/');
    if (location === null) selection.diagnostics.push(noRoot(root, `There is no folder ${root}.`));
    else selectRoot(tree, shown || '.', location, selection, seen);
  }
  return readSelection(tree, selection);
}

/** The folder's location: without symbolic links, the disk's root as ''; `null` where there is none. */
function realDirectory(directory: string): string | null {
  try {
    const location = fs.realpathSync.native(directory);
    if (!fs.statSync(location).isDirectory()) return null;
    return location === '/' ? '' : location;
  } catch {
    return null;
  }
}
