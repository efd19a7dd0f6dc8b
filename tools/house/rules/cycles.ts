import { posix } from 'node:path';
import { factsOf } from '../source.ts';
import type { HouseRule, RepositoryTree, Violation } from '../tree.ts';

/** No file reaches itself through imports, within a room or across rooms, types included. */
export const cycles: HouseRule = {
  name: 'cycles',
  check: (tree) => {
    const entries = roomEntries(tree);
    const state = new Map<string, 'open' | 'done'>();
    const trail: string[] = [];
    const found: Violation[] = [];
    const visit = (path: string): void => {
      const file = tree.byPath.get(path);
      if (file === undefined || !path.endsWith('.ts')) return;
      state.set(path, 'open');
      trail.push(path);
      for (const { specifier, line } of factsOf(file).imports) {
        const target = specifier.startsWith('.')
          ? posix.join(posix.dirname(path), specifier)
          : entries.get(specifier);
        if (target === undefined) continue;
        if (state.get(target) === 'open') {
          const loop = [...trail.slice(trail.indexOf(target)), target];
          found.push({ file: path, line, message: `imports go round: ${loop.join(' -> ')}` });
        } else if (!state.has(target)) visit(target);
      }
      trail.pop();
      state.set(path, 'done');
    };
    for (const file of tree.files) if (!state.has(file.path)) visit(file.path);
    return found;
  },
};

/** The files behind `@fairway/<room>` and its further entries. */
function roomEntries(tree: RepositoryTree): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const { path, text } of tree.files) {
    if (!/^packages\/[^/]+\/package\.json$/.test(path)) continue;
    const { name, exports } = JSON.parse(text) as { name: string; exports?: Record<string, string> };
    for (const [entry, file] of Object.entries(exports ?? {})) {
      entries.set(posix.join(name, entry), posix.join(posix.dirname(path), file));
    }
  }
  return entries;
}
