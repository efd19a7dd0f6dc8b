/** Which fields may vary by environment, as a tree of names; `true` covers everything below. */
export interface VaryTree {
  readonly [name: string]: VaryTree | true;
}

/** Reads `scaling`, `runtime.env`, `writable[].size` into a tree. A trailing `.*` says the same as nothing. */
export function varyTree(paths: readonly string[]): VaryTree {
  const root: Record<string, VaryTree | true> = {};
  for (const path of paths) {
    const names = path.replace(/\.\*$/, '').replaceAll('[]', '').split('.');
    let here = root;
    names.forEach((name, index) => {
      const known = here[name];
      if (known === true) return;
      if (index === names.length - 1) here[name] = true;
      else here = (here[name] ??= {}) as Record<string, VaryTree | true>;
    });
  }
  return root;
}
