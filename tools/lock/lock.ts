/** The part of an entry of a version 3 lock file that matters here; other fields stay as they are. */
interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A version 3 lock file. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockEntry>>;
  readonly [field: string]: unknown;
}

const systems = new Set([
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openharmony',
  'sunos',
  'win32',
]);
const processors = new Set(['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']);
const libraries: Readonly<Record<string, string>> = {
  gnu: 'glibc',
  gnueabihf: 'glibc',
  musl: 'musl',
  musleabihf: 'musl',
};

/**
 * Names of platform packages (`@oxlint/binding-darwin-x64`) that an entry lists and the lock file does not hold.
 * npm leaves them out when the registry at hand carries binaries for some systems only, and then `npm ci` refuses
 * the lock file.
 */
export function missingFrom(lock: LockFile): string[] {
  return Object.keys(additions(lock)).map((path) => path.replace('node_modules/', ''));
}

/** The lock file with an entry for each missing platform package; installed only where system and processor fit. */
export function completed(lock: LockFile): LockFile {
  const entries = Object.entries({ ...lock.packages, ...additions(lock) });
  // npm's own order, so that it finds nothing to rewrite.
  entries.sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(entries) };
}

function additions(lock: LockFile): Record<string, LockEntry> {
  const added: Record<string, LockEntry> = {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const target = `node_modules/${name}`;
      const platform = platformOf(name);
      if (platform === undefined || lock.packages[target] !== undefined) continue;
      if (lock.packages[`${path}/${target}`] !== undefined || !/^\d+\.\d+\.\d+[-.\w]*$/.test(version)) continue;
      added[target] = {
        version,
        ...platform,
        ...(entry.dev === true ? { dev: true } : {}),
        ...(entry.license === undefined ? {} : { license: entry.license }),
        optional: true,
      };
    }
  }
  return added;
}

/** The system and processor that the name of a platform package says, as `os`, `cpu`, `libc` of its manifest. */
export function platformOf(name: string): Partial<Record<'os' | 'cpu' | 'libc', string[]>> | undefined {
  const words = name.split(/[-/]/);
  const os = words.filter((word) => systems.has(word));
  const cpu = words.filter((word) => processors.has(word));
  const libc = words.flatMap((word) => libraries[word] ?? []);
  if (cpu.length !== 1 || os.length > 1 || (os.length === 0 && cpu[0] !== 'wasm32')) return undefined;
  return { cpu, ...(os.length === 0 ? {} : { os }), ...(libc.length === 0 ? {} : { libc }) };
}
