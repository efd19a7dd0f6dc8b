/** Writes some of the committed files from others. */
export interface Generator {
  readonly name: string;
  /**
   * The files that only this generator writes: exact paths from the root, folders ending in `/` (with everything
   * below), or a path with one `*` for a single folder or file name. What lies there and is not generated is stale.
   */
  readonly owns: readonly string[];
  /** Every file, by path from the root. The same input gives the same text on every machine. */
  readonly generate: () => Promise<ReadonlyMap<string, string>>;
}

/** How the committed files differ from the generated ones; each list is sorted. */
export interface Difference {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly stale: readonly string[];
}

/** Whether a path is one of those that a pattern of `owns` names. */
export function owned(pattern: string, path: string): boolean {
  if (pattern.endsWith('/')) return path.startsWith(pattern);
  const [before, after] = pattern.split('*');
  if (before === undefined || after === undefined) return path === pattern;
  if (path.length < before.length + after.length || !path.startsWith(before) || !path.endsWith(after))
    return false;
  return !path.slice(before.length, path.length - after.length).includes('/');
}

/** Compares generated files with those on disk. `existing` lists every path; `read` gives one file's text. */
export function compareFiles(
  generated: ReadonlyMap<string, string>,
  owns: readonly string[],
  existing: Iterable<string>,
  read: (path: string) => string | undefined,
): Difference {
  const missing: string[] = [];
  const changed: string[] = [];
  for (const [path, text] of generated) {
    const before = read(path);
    if (before === undefined) missing.push(path);
    else if (before !== text) changed.push(path);
  }
  const stale = Array.from(existing).filter(
    (path) => !generated.has(path) && owns.some((pattern) => owned(pattern, path)),
  );
  return { missing: missing.sort(), changed: changed.sort(), stale: stale.sort() };
}

/** A TypeScript string literal in single quotes. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${escaped.replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029')}'`;
}

/** First line of a generated module: what made it and where to edit instead. */
export function generatedFrom(source: string): string {
  return `// Generated from ${source} by \`npm run gen\`; edit there.\n`;
}
