// Usage: node tools/gen/main.ts [--check] [GENERATOR…]
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareFiles, type Difference, type Generator } from './generator.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const generators = new URL('./generators/', import.meta.url);
const skippedFolders = new Set(['.git', '.cache', 'node_modules', 'dist', 'coverage']);

const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true });
let different = 0;
for (const generator of await load(positionals)) {
  const generated = await generator.generate();
  const difference = compareFiles(generated, generator.owns, filesBelow(''), read);
  if (values.check === true) report(generator, difference);
  else write(generator, generated, difference);
}
if (different > 0) {
  console.error(`${different} generated file(s) are not current: run npm run gen`);
  process.exitCode = 1;
}

/** The generators in order of their names: each a file that exports `generator`. */
async function load(wanted: readonly string[]): Promise<Generator[]> {
  const files = readdirSync(generators).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const unknown = wanted.filter((name) => !files.includes(`${name}.ts`));
  if (unknown.length > 0) throw new Error(`no generator ${unknown.join(', ')} in tools/gen/generators`);
  const chosen = files.filter((file) => wanted.length === 0 || wanted.includes(file.slice(0, -3))).sort();
  return Promise.all(
    chosen.map(
      async (file) => ((await import(new URL(file, generators).href)) as { generator: Generator }).generator,
    ),
  );
}

function report(generator: Generator, difference: Difference): void {
  for (const [how, paths] of Object.entries(difference) as [string, readonly string[]][]) {
    different += paths.length;
    for (const path of paths) console.error(`${how}: ${path} (${generator.name})`);
  }
}

function write(generator: Generator, generated: ReadonlyMap<string, string>, difference: Difference): void {
  for (const path of [...difference.missing, ...difference.changed]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), generated.get(path) ?? '');
    console.log(`written: ${path} (${generator.name})`);
  }
  for (const path of difference.stale) {
    rmSync(join(root, path));
    console.log(`removed: ${path} (${generator.name})`);
  }
}

function read(path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    if (!entry.isDirectory()) return [path];
    return skippedFolders.has(entry.name) ? [] : filesBelow(`${path}/`);
  });
}
