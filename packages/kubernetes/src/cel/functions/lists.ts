import { compare, equal } from '../compare.ts';
import { add, unsigned } from '../integers.ts';
import { spend } from '../budget.ts';
import { duration } from '../time.ts';
import type { Duration } from '../values.ts';
import { Double, failure, type Int, isList, numberOf, typeNameOf, Uint, type Value } from '../values.ts';
import type { Declaration, Library } from './overload.ts';

type List = readonly Value[];

const COMPARABLE = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'];

function order(a: Value, b: Value): number {
  const result = compare(a, b);
  if (result === undefined) throw failure('no such overload');
  return result;
}

function isSorted(list: List): boolean {
  for (let i = 1; i < list.length; i++) if (order(list[i - 1] as Value, list[i] as Value) > 0) return false;
  return true;
}

function extreme(name: string, sign: number): (list: List) => Value {
  return (list) => {
    let best = list[0];
    if (best === undefined) throw failure(`${name} called on empty list`);
    for (const each of list) if (order(best, each) * sign < 0) best = each;
    return best;
  };
}

function sums(): Declaration[] {
  return [
    ['sum', 'list(int).() -> int', (list: readonly Int[]) => list.reduce((a, b) => add(a, b), 0)],
    ['sum', 'list(uint).() -> uint', (list: readonly Uint[]) => new Uint(sumUnsigned(list))],
    [
      'sum',
      'list(double).() -> double',
      (list: List) => new Double(list.reduce<number>((a, b) => a + numberOf(b), 0)),
    ],
    [
      'sum',
      'list(duration).() -> duration',
      (list: readonly Duration[]) => duration(list.reduce((a, b) => a + b.nanoseconds, 0n)),
    ],
  ];
}

const sumUnsigned = (list: readonly Uint[]): bigint => list.reduce((a, b) => unsigned(a + b.value), 0n);

const each = (name: string, result: (type: string) => string, run: (list: List) => Value): Declaration[] =>
  COMPARABLE.map((type) => [name, `list(${type}).() -> ${result(type)}`, run] as const);

/** The lists of Kubernetes itself. */
export const lists: Library = {
  name: 'lists',
  since: 23,
  functions: [
    ...each('isSorted', () => 'bool', isSorted),
    ...sums(),
    ...each('max', (type) => type, extreme('max', 1)),
    ...each('min', (type) => type, extreme('min', -1)),
    [
      'indexOf',
      'list(A).(A) -> int',
      (list: List, item: Value) => list.findIndex((value) => equal(value, item)),
    ],
    [
      'lastIndexOf',
      'list(A).(A) -> int',
      (list: List, item: Value) => list.findLastIndex((value) => equal(value, item)),
    ],
  ],
};

function slice(list: List, start: Int, end: Int): List {
  if (start < 0 || end < 0) throw failure(`cannot slice(${start}, ${end}), negative indexes not supported`);
  if (start > end)
    throw failure(`cannot slice(${start}, ${end}), start index must be less than or equal to end`);
  if (end > list.length) throw failure(`cannot slice(${start}, ${end}), list is length ${list.length}`);
  return list.slice(Number(start), Number(end));
}

function flatten(list: List, depth: Int = 1): List {
  if (depth < 0) throw failure('level must be non-negative');
  return list.flatMap((value) => (isList(value) && depth > 0 ? flatten(value, Number(depth) - 1) : [value]));
}

function distinct(list: List): List {
  spend(list.length * list.length);
  const found: Value[] = [];
  for (const value of list) if (!found.some((other) => equal(value, other))) found.push(value);
  return found;
}

function range(count: Int): List {
  spend(Number(count));
  return Array.from({ length: Math.max(Number(count), 0) }, (_, i) => i);
}

/** Sorts a list by keys of the same length. */
export function sortByKeys(list: List, keys: List): List {
  const type = keys[0] === undefined ? '' : typeNameOf(keys[0]);
  if (keys[0] !== undefined && compare(keys[0], keys[0]) === undefined) {
    throw failure('list elements must be comparable');
  }
  if (keys.some((key) => typeNameOf(key) !== type)) throw failure('list elements must have the same type');
  const places = [...keys.keys()];
  places.sort((a, b) => order(keys[a] as Value, keys[b] as Value));
  return places.map((place) => list[place] as Value);
}

/** Lists: version 3 of the extension. */
export const moreLists: Library = {
  name: 'lists, extended',
  since: 34,
  functions: [
    ['slice', 'list(T).(int, int) -> list(T)', slice],
    ['flatten', 'list(list(T)).() -> list(T)', flatten],
    ['flatten', 'list(dyn).(int) -> list(dyn)', flatten],
    ...each(
      'sort',
      (type) => `list(${type})`,
      (list) => sortByKeys(list, list),
    ),
    ['lists.range', '(int) -> list(int)', range],
    ['reverse', 'list(T).() -> list(T)', (list: List) => list.toReversed()],
    ['distinct', 'list(T).() -> list(T)', distinct],
  ],
  macros: ['sortBy/2'],
};

const includes = (list: List, value: Value): boolean => list.some((item) => equal(item, value));

function containsAll(list: List, wanted: List): boolean {
  spend(list.length * wanted.length);
  return wanted.every((value) => includes(list, value));
}

/** Lists as sets. */
export const sets: Library = {
  name: 'sets',
  since: 29,
  functions: [
    ['sets.contains', '(list(T), list(T)) -> bool', containsAll],
    [
      'sets.equivalent',
      '(list(T), list(T)) -> bool',
      (a: List, b: List) => containsAll(a, b) && containsAll(b, a),
    ],
    [
      'sets.intersects',
      '(list(T), list(T)) -> bool',
      (a: List, b: List) => a.some((value) => includes(b, value)),
    ],
  ],
};

/** Macros with two variables. */
export const twoVariables: Library = {
  name: 'two-variable comprehensions',
  since: 32,
  functions: [],
  macros: [
    'all/3',
    'exists/3',
    'existsOne/3',
    'exists_one/3',
    'transformList/3',
    'transformList/4',
    'transformMap/3',
    'transformMap/4',
    'transformMapEntry/3',
    'transformMapEntry/4',
  ],
};
