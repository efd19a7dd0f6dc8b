import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Product } from '../products.ts';
import { diesWithParent } from '../process.ts';
import { isAlive } from '../run-folder.ts';
import { buildArguments, buildKey, cacheFolder, goEnvironment, goProgramName } from './recipe.ts';

/** A product whose programs are in `folder`. */
export interface BuiltProduct {
  readonly product: Product;
  readonly folder: string;
  /** Seconds that building took; undefined when nothing had to be built. */
  readonly seconds: number | undefined;
}

const run = promisify(execFile);
let compiler: Promise<string> | undefined;

/**
 * The folder with the programs of a product, built if it is not in the cache yet. Builds of several processes
 * at once do not disturb each other: each builds aside and the first one to finish is kept.
 * @throws Error with the last lines that Go wrote, when it cannot build.
 */
export async function buildProduct(product: Product): Promise<BuiltProduct> {
  const folder = await folderOf(product);
  if (existsSync(folder)) return { product, folder, seconds: undefined };
  const begun = performance.now();
  const cache = cacheFolder(process.env, homedir());
  mkdirSync(cache, { recursive: true });
  removePartial(cache);
  const partial = mkdtempSync(join(cache, `.partial-${process.pid}-`));
  try {
    await go(buildArguments(product, partial), sourceFolder(product));
    for (const [program, path] of Object.entries(product.programs)) {
      if (goProgramName(path) !== program)
        renameSync(join(partial, goProgramName(path)), join(partial, program));
    }
    keep(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return { product, folder, seconds: (performance.now() - begun) / 1000 };
}

/** Where the programs of a product are or will be. @throws Error when there is no Go. */
export async function folderOf(product: Product): Promise<string> {
  compiler ??= go(['env', 'GOVERSION', 'GOOS', 'GOARCH', 'CGO_ENABLED'], sourceFolder(product)).then((text) =>
    text.trim().split('\n').join(' '),
  );
  const source = sourceFolder(product);
  const key = buildKey(product, {
    goMod: readFileSync(join(source, 'go.mod'), 'utf8'),
    goSum: readFileSync(join(source, 'go.sum'), 'utf8'),
    compiler: await compiler,
    sources: ownSources(product),
  });
  return join(cacheFolder(process.env, homedir()), `${product.name}-${key}`);
}

/** The Go files of the product's programs that are written here: those whose package is a path. */
function ownSources(product: Product): string {
  const folders = Object.values(product.programs).filter((path) => path.startsWith('./'));
  return folders
    .map((path) => join(sourceFolder(product), path))
    .flatMap((folder) => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')))
    .join('\0');
}

function sourceFolder(product: Product): string {
  return fileURLToPath(new URL(`../products/${product.name}/`, import.meta.url));
}

async function go(args: readonly string[], folder: string): Promise<string> {
  const environment = { ...process.env, ...goEnvironment };
  try {
    const [command, ...rest] = diesWithParent(process.pid, ['go', ...args]);
    const { stdout } = await run(command, rest, { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { code, stderr, message } = error as { code?: unknown; stderr?: string; message: string };
    if (code === 127) throw new Error('there is no `go` on the path', { cause: error });
    const tail = (stderr ?? '').trim().split('\n').slice(-15).join('\n');
    throw new Error(`go ${args[0] ?? ''} failed:\n${tail === '' ? message : tail}`, { cause: error });
  }
}

/** Moves a finished build to its place; when another process was first, its build stays. */
function keep(partial: string, folder: string): void {
  try {
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** Removes what killed builds left. */
function removePartial(cache: string): void {
  for (const name of readdirSync(cache)) {
    const owner = /^\.partial-([0-9]+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner)))
      rmSync(join(cache, name), { recursive: true, force: true });
  }
}
