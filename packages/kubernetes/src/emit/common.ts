import type { Piece } from './output.ts';

/** What was printed for a part: by depth, on lines of its own and going on where the line is. */
export interface Prints {
  /** Which filling of the store the pieces belong to. */
  generation: number;
  readonly pieces: (Piece | undefined)[];
}

const known = new WeakMap<object, Prints>();

/**
 * Marks a part of manifests that many objects hold: it is frozen, so that one object can serve all of them, and it
 * is printed once for each depth where it stands. Empty objects and lists are not worth it and come back as they are.
 *
 * @param part plain data
 */
export function common<Part extends object>(part: Part): Part {
  if (Object.keys(part).length === 0) return part;
  freeze(part);
  known.set(part, { generation: -1, pieces: [] });
  return part;
}

function freeze(value: object): void {
  // Somebody else may have frozen an object, but not what it holds.
  if (known.has(value)) return;
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner);
  Object.freeze(value);
}

/** What was printed for an object or list in this filling of the store; `undefined` for one that is not common. */
export function printsOf(value: object, generation: number): Prints | undefined {
  const prints = known.get(value);
  if (prints !== undefined && prints.generation !== generation) {
    prints.generation = generation;
    prints.pieces.length = 0;
  }
  return prints;
}
