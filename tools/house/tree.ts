import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** One file of the repository: its path from the root with `/`, and its text. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

/** The files that a rule looks at. */
export interface RepositoryTree {
  readonly files: readonly RepositoryFile[];
  readonly byPath: ReadonlyMap<string, RepositoryFile>;
}

/** A place where a house rule is broken; `line` counts from 1 and is 0 for the file as a whole. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A house rule: a pure function from files to the places where it is broken. */
export interface HouseRule {
  readonly name: string;
  readonly check: (tree: RepositoryTree) => Violation[];
}

const skippedFolders = new Set(['.git', '.cache', 'node_modules', 'dist', 'coverage']);
const textFile = /(^|\/)(LICENSE|run)$|\.(ts|js|json|md|yaml|yml|txt|sh|svg)$/;

/** A tree from texts by path, as tests write it. */
export function treeOf(texts: Readonly<Record<string, string>>): RepositoryTree {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return { files, byPath: new Map(files.map((file) => [file.path, file])) };
}

/** Every text file below `root` apart from installed and built ones, sorted by path. */
export function readTree(root: string): RepositoryTree {
  const texts: Record<string, string> = {};
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const name = relative(root, path).split(sep).join('/');
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) visit(path);
      } else if (entry.isFile() && textFile.test(name)) {
        texts[name] = readFileSync(path, 'utf8');
      }
    }
  };
  visit(root);
  return treeOf(Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** TypeScript written by hand: neither generated nor a template that `npm run new` copies. */
export function isSource(path: string): boolean {
  return path.endsWith('.ts') && !path.endsWith('.d.ts') && !isGenerated(path) && !path.includes('/_template/');
}

export function isGenerated(path: string): boolean {
  return path.endsWith('.generated.ts');
}

/** Code that only tests run: test files, helpers beside them (`testing.ts`, `test/`), and the room `testing`. */
export function isTestCode(path: string): boolean {
  return /\.test\.ts$|\/testing\.ts$|\/test\/|^packages\/testing\//.test(path);
}

/** The room under `packages/` that a file belongs to. */
export function roomOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1];
}
