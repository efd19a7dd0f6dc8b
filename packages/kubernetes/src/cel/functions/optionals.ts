import {
  Duration,
  failure,
  isDouble,
  isList,
  isMap,
  mapSize,
  none,
  numberOf,
  Optional,
  Uint,
  type Value,
} from '../values.ts';
import type { Library } from './overload.ts';

type List = readonly Value[];

function isZero(value: Value): boolean {
  if (value === null || value === false || value === 0 || value === '') return true;
  if (isDouble(value)) return numberOf(value) === 0;
  if (value instanceof Uint) return value.value === 0n;
  if (value instanceof Uint8Array) return value.length === 0;
  if (value instanceof Duration) return value.nanoseconds === 0n;
  if (value instanceof Optional) return value.value === undefined || isZero(value.value);
  if (isList(value)) return value.length === 0;
  return isMap(value) && mapSize(value) === 0;
}

function present(optional: Optional): Value {
  if (optional.value === undefined) throw failure('optional.none() dereference');
  return optional.value;
}

const unwrap = (list: List): List =>
  list.flatMap((each) => (each instanceof Optional && each.value !== undefined ? [each.value] : []));

/** Values that may be absent. `or` and `orValue` are evaluated by themselves: the alternative only if needed. */
export const optionals: Library = {
  name: 'optionals',
  since: 28,
  functions: [
    ['optional.of', '(V) -> optional(V)', (value: Value) => new Optional(value)],
    [
      'optional.ofNonZeroValue',
      '(V) -> optional(V)',
      (value: Value) => (isZero(value) ? none : new Optional(value)),
    ],
    ['optional.none', '() -> optional(V)', () => none],
    ['value', 'optional(V).() -> V', present],
    ['hasValue', 'optional(V).() -> bool', (optional: Optional) => optional.value !== undefined],
    [
      'or',
      'optional(V).(optional(V)) -> optional(V)',
      (a: Optional, b: Optional) => (a.value === undefined ? b : a),
    ],
    ['orValue', 'optional(V).(V) -> V', (a: Optional, b: Value) => (a.value === undefined ? b : a.value)],
    [
      'last',
      'list(V).() -> optional(V)',
      (list: List) => (list.length === 0 ? none : new Optional(list.at(-1))),
    ],
    ['first', 'list(V).() -> optional(V)', (list: List) => (list.length === 0 ? none : new Optional(list[0]))],
    ['optional.unwrap', '(list(optional(V))) -> list(V)', unwrap],
    ['unwrapOpt', 'list(optional(V)).() -> list(V)', unwrap],
  ],
  macros: ['optMap/2', 'optFlatMap/2'],
};
