import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Product } from '../products.ts';

/** What decides a build besides the product itself. */
export interface BuildInputs {
  readonly goMod: string;
  readonly goSum: string;
  /** What `go env` says of the compiler and its target, such as `go1.26.8 linux amd64 1`. */
  readonly compiler: string;
  /** The text of programs of our own, which no sum pins. */
  readonly sources?: string;
}

/** Set for every run of Go: this compiler and no other, and sums that are committed, never completed on the way. */
export const goEnvironment: Readonly<Record<string, string>> = {
  GOTOOLCHAIN: 'local',
  GOFLAGS: '-mod=readonly',
  GOWORK: 'off',
};

/** Arguments of `go` that build all programs of a product into `folder`. */
export function buildArguments(product: Product, folder: string): readonly string[] {
  const packages = Object.values(product.programs).toSorted();
  return ['build', '-trimpath', '-ldflags', linkerFlags(product), '-o', join(folder, '/'), ...packages];
}

/** The name that Go gives the program of a package: its last element that is not a major version. */
export function goProgramName(path: string): string {
  const elements = path.split('/');
  const last = elements.at(-1) ?? path;
  return /^v[0-9]+$/.test(last) ? (elements.at(-2) ?? last) : last;
}

/** Sixteen hexadecimal digits that change whenever the programs could. */
export function buildKey(product: Product, inputs: BuildInputs): string {
  const parts = [
    inputs.goMod,
    inputs.goSum,
    inputs.compiler,
    inputs.sources ?? '',
    JSON.stringify(goEnvironment),
    JSON.stringify(buildArguments(product, '')),
    JSON.stringify(product.programs),
  ];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex').slice(0, 16);
}

/** The folder of all builds: `$XDG_CACHE_HOME/fairway/cluster`, else below `~/.cache`. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>, home: string): string {
  const base = environment['XDG_CACHE_HOME'];
  return join(base === undefined || base === '' ? join(home, '.cache') : base, 'fairway', 'cluster');
}

function linkerFlags(product: Product): string {
  const stamps = Object.entries(product.stamps).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return ['-s', '-w', ...stamps.map(([variable, value]) => `-X ${variable}=${value}`)].join(' ');
}
