/** What a room may import, tests aside: other rooms and packages from outside. */
export interface Room {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  /** Pure rooms touch nothing outside: no files, network, process, clock, chance. */
  readonly pure: boolean;
}

/** The rooms and their arrows, as `docs/decisions/0001-rooms-and-arrows.md` draws them. */
export const rooms: Readonly<Record<string, Room>> = {
  model: { pure: true, rooms: [], packages: ['zod'] },
  kubernetes: {
    pure: true,
    rooms: ['model'],
    packages: ['js-yaml', 'yaml', '@marcbachmann/cel-js', 're2js'],
  },
  kinds: { pure: true, rooms: ['model'], packages: [] },
  compiler: { pure: true, rooms: ['model', 'kubernetes'], packages: [] },
  adapters: { pure: false, rooms: ['model', 'kubernetes'], packages: ['@kubernetes/client-node'] },
  cli: {
    pure: false,
    rooms: ['model', 'kubernetes', 'kinds', 'compiler', 'adapters'],
    packages: ['commander', '@clack/prompts'],
  },
  testing: {
    pure: false,
    rooms: ['model', 'kubernetes', 'kinds', 'compiler', 'adapters', 'cli'],
    packages: ['vitest', 'fast-check'],
  },
};

/** What tests of every room may import beyond their room's own arrows. */
export const forTests: Pick<Room, 'rooms' | 'packages'> = {
  rooms: ['testing'],
  packages: ['vitest', 'fast-check'],
};

/** A folder of folders in which each folder is one thing, found by a generated index. */
export interface Family {
  /** As `npm run new` names it. */
  readonly name: string;
  readonly folder: string;
  /** `parts/scaling/scaling.ts` exports `scaling` + this. */
  readonly suffix: string;
  /** What the index exports. */
  readonly list: string;
  /** What every folder holds, as endings of its own name. */
  readonly files: readonly string[];
  /** Files beside the folders that the whole family shares. */
  readonly shared: readonly string[];
}

export const families: readonly Family[] = [
  {
    name: 'kind',
    folder: 'packages/kinds/src/kinds',
    suffix: 'Kind',
    list: 'kinds',
    files: ['.ts', '.test.ts'],
    shared: [],
  },
  {
    name: 'part',
    folder: 'packages/kinds/src/parts',
    suffix: 'Part',
    list: 'parts',
    files: ['.ts', '.test.ts'],
    shared: [],
  },
  {
    name: 'invariant',
    folder: 'packages/compiler/src/invariants',
    suffix: 'Invariant',
    list: 'invariants',
    files: ['.ts', '.test.ts', '.md'],
    shared: ['pods.ts', 'run.ts', 'testing.ts'],
  },
];

/** `web-service` as `webService`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `web-service` as `WebService`. */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}
