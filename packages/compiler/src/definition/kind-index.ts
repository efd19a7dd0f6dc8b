import { compareText } from '@fairway/model';
import type { Entry } from './entry.ts';

/** The documents of one kind: versions by name, the version that a bare name means, and other names. */
export interface KindIndex {
  readonly versions: ReadonlyMap<string, readonly Entry[]>;
  readonly current: ReadonlyMap<string, Entry>;
  readonly aliases: ReadonlyMap<string, string>;
}

const NONE: KindIndex = { versions: new Map(), current: new Map(), aliases: new Map() };

/** The index of a kind; an empty one where there is no document of it. */
export function indexOf(indices: ReadonlyMap<string, KindIndex>, kind: string): KindIndex {
  return indices.get(kind) ?? NONE;
}

/** The name behind a name or alias. */
export function canonicalName(index: KindIndex, name: string): string {
  return index.versions.has(name) ? name : (index.aliases.get(name) ?? name);
}

/** Names and aliases of a kind, sorted. */
export function namesOf(index: KindIndex): string[] {
  return [...index.versions.keys(), ...index.aliases.keys()].sort(compareText);
}

/** Sorts entries by kind, name, and version into indices. Of two documents of one version the first one counts. */
export function indexEntries(entries: readonly Entry[]): ReadonlyMap<string, KindIndex> {
  const byKind = new Map<string, Map<string, Entry[]>>();
  for (const entry of entries) {
    let names = byKind.get(entry.kind);
    if (names === undefined) byKind.set(entry.kind, (names = new Map()));
    const versions = names.get(entry.name);
    if (versions === undefined) names.set(entry.name, [entry]);
    else if (!versions.some(({ version }) => version === entry.version)) versions.push(entry);
  }
  const indices = new Map<string, KindIndex>();
  for (const [kind, versions] of byKind) indices.set(kind, kindIndex(versions));
  return indices;
}

function kindIndex(versions: Map<string, Entry[]>): KindIndex {
  const current = new Map<string, Entry>();
  const aliases = new Map<string, string>();
  for (const name of [...versions.keys()].sort(compareText)) {
    const list = (versions.get(name) ?? []).sort((a, b) => compareVersions(a.version, b.version));
    const chosen = currentOf(list);
    if (chosen !== undefined) current.set(name, chosen);
    const other = chosen?.spec['aliases'];
    if (!Array.isArray(other)) continue;
    for (const alias of other as string[]) if (!aliases.has(alias)) aliases.set(alias, name);
  }
  return { versions, current, aliases };
}

/** The default version; where a name is on its way out and has none, the newest version that was ever published. */
function currentOf(versions: readonly Entry[]): Entry | undefined {
  return (
    versions.findLast(({ lifecycle }) => lifecycle.state === 'default') ??
    versions.findLast(({ lifecycle }) => lifecycle.state !== 'proposed')
  );
}

/** Order of SemVer: numbers by value, a pre-release before its release. */
export function compareVersions(a: string, b: string): number {
  const [coreA = '', ...restA] = a.split('-');
  const [coreB = '', ...restB] = b.split('-');
  const left = coreA.split('.');
  const right = coreB.split('.');
  for (let index = 0; index < 3; index += 1) {
    const difference = Number(left[index] ?? 0) - Number(right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePreReleases(restA.join('-'), restB.join('-'));
}

function comparePreReleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const one = left[index];
    const other = right[index];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    if (one === other) continue;
    const numbers = [/^[0-9]+$/.test(one), /^[0-9]+$/.test(other)] as const;
    if (numbers[0] && numbers[1]) return Number(one) - Number(other);
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
    return compareText(one, other);
  }
  return 0;
}
