import type { Compilation, Platform } from '@fairway/model';
import type { CompileInput } from './compile-input.ts';
import { compileObserved } from './compile-observed.ts';
import { blameIn } from './strict/blame.ts';
import { validityOf } from './strict/validity.ts';

/**
 * Compiles one environment. Pure: the same input gives the same bytes; `now` may change diagnostics only.
 * Everything that a user can get wrong in intent is in `diagnostics` before the first unit is made;
 * units are made one at a time while they are iterated, each held to what its cluster serves.
 */
export function compile(platform: Platform, input: CompileInput): Compilation {
  if (input.unchecked === true) return compileObserved(platform, input, {});
  return compileObserved(platform, input, { validity: validityOf(platform, blameIn(platform, input)) });
}
