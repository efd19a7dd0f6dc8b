import type { Path } from '@fairway/model';
import type { KindSchema } from './kind-schema.ts';
import { listKeysOf } from './list-keys.ts';
import type { VaryTree } from './vary.ts';

/**
 * Whether an environment may set a path below `spec` (INTENT.md "Who decides"). Positions in lists are skipped;
 * the key of an entry of a keyed list is always allowed, since it says which entry is meant.
 */
export function mayVary(schema: KindSchema, path: Path): boolean {
  let here: VaryTree | true = schema.vary;
  for (const [index, segment] of path.entries()) {
    if (typeof segment === 'number') continue;
    const next: VaryTree | true | undefined = Object.hasOwn(here, segment) ? here[segment] : undefined;
    if (next === undefined) return isKeyOfEntry(schema, path, index);
    if (next === true) return true;
    here = next;
  }
  return true;
}

function isKeyOfEntry(schema: KindSchema, path: Path, index: number): boolean {
  if (typeof path[index - 1] !== 'number') return false;
  const list = path
    .slice(0, index)
    .filter((segment) => typeof segment === 'string')
    .join('.');
  return listKeysOf(schema).get(list) === path[index];
}
