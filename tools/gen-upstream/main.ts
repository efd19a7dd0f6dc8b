// Usage: node tools/gen-upstream/main.ts [--from DIR] [--check]
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { UpstreamSource } from '@fairway/kubernetes';
import { deriveGathered, deriveKubernetes, deriveModule, type Derived } from './derive.ts';
import { indexModule, sourceModule } from './module-text.ts';
import { baseMinor, gatheredProducts, kubernetesMinors, moduleProducts } from './products.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'packages/kubernetes/src/upstream/generated');
const ending = '.generated.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean' }, from: { type: 'string' } } });
const derived = deriveAll(values.from);
const files = new Map<string, string>();
const atHand: string[] = [];
for (const [name, result] of derived) {
  const file = `${name}${ending}`;
  if ('source' in result) {
    files.set(file, sourceModule(result.source));
    atHand.push(name);
    continue;
  }
  const committed = existsSync(join(folder, file));
  console.log(`not at hand: ${name}: ${result.missing}${committed ? '; kept as committed' : ''}`);
  if (committed) files.set(file, readFileSync(join(folder, file), 'utf8'));
}
files.set(`index${ending}`, indexModule([...files.keys()].map((file) => file.slice(0, -ending.length)).sort()));
if (values.check === true) check();
else update();

/** Every source in order: what it was derived to, or why not. */
function deriveAll(from: string | undefined): ReadonlyMap<string, Derived> {
  const all = new Map<string, Derived>();
  let base: UpstreamSource | undefined;
  for (const minor of kubernetesMinors) {
    const result = deriveKubernetes(minor, root, base);
    if (minor.minor === baseMinor && 'source' in result) base = result.source;
    all.set(`kubernetes-${minor.minor}`, result);
  }
  for (const product of moduleProducts) all.set(product.name, deriveModule(product));
  for (const product of gatheredProducts) all.set(product.name, deriveGathered(product, from));
  return all;
}

function check(): void {
  let different = 0;
  for (const [file, text] of files) {
    const path = join(folder, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    different += 1;
    console.error(`${existsSync(path) ? 'changed' : 'missing'}: ${file}`);
  }
  for (const file of staleFiles()) {
    different += 1;
    console.error(`stale: ${file}`);
  }
  console.log(`compared with what they come from: ${atHand.join(', ') || 'none'}`);
  if (different === 0) return;
  console.error(`${different} file(s) are not current: run npm run gen:upstream -- --from DIR`);
  process.exitCode = 1;
}

function update(): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of files) {
    const path = join(folder, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    writeFileSync(path, text);
    console.log(`written: ${file} (${text.length} bytes)`);
  }
  for (const file of staleFiles()) {
    rmSync(join(folder, file));
    console.log(`removed: ${file}`);
  }
}

function staleFiles(): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((file) => !files.has(file)) : [];
}
