/** One package of the lock file: where it is installed, its version and license. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; absent where the package declares none. */
  readonly license: string | undefined;
  /** Only used while developing: never part of what users run. */
  readonly development: boolean;
}

/** Licenses that every dependency may have. */
export const allowed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
]);

/** Licenses that only tools of development may have: nothing of theirs is shipped. */
export const allowedInDevelopment: ReadonlySet<string> = new Set(['MPL-2.0']);

/** The packages from outside in a version 3 lock file, all platforms included. */
export function packagesOf(lockFile: string): InstalledPackage[] {
  const { packages } = JSON.parse(lockFile) as {
    packages: Record<
      string,
      { version?: string; license?: string; dev?: boolean; devOptional?: boolean; link?: boolean }
    >;
  };
  return Object.entries(packages).flatMap(([path, entry]) => {
    const name = path.split('node_modules/').at(-1);
    if (!path.includes('node_modules/') || name === undefined || entry.link === true) return [];
    return [
      {
        name,
        version: entry.version ?? '?',
        license: entry.license,
        development: entry.dev === true || entry.devOptional === true,
      },
    ];
  });
}

/** One line per package whose license is not allowed. */
export function licenseProblems(packages: readonly InstalledPackage[]): string[] {
  return packages.flatMap(({ name, version, license, development }) => {
    if (license === undefined) return [`${name}@${version}: declares no license`];
    const fits = (id: string): boolean => allowed.has(id) || (development && allowedInDevelopment.has(id));
    return isAllowed(license, fits)
      ? []
      : [`${name}@${version}: ${license}${development ? '' : ', not only for development'}`];
  });
}

/** Whether an SPDX expression can be met: one side of an OR, every side of an AND. */
export function isAllowed(expression: string, fits: (id: string) => boolean): boolean {
  const text = expression.trim().replace(/^\(([^()]*)\)$/, '$1');
  if (/[()]/.test(text)) return false;
  return text.split(/\s+OR\s+/).some((side) => side.split(/\s+AND\s+/).every((id) => fits(id.trim())));
}
