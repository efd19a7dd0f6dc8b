import type { Expression } from './ast.ts';
import { fixed, PATTERN, product, type Range, scale, sum, TEXT, UNBOUNDED } from './estimate.ts';
import type { Overload } from './functions/overload.ts';
import { type CelType, elementOf, sameType } from './types.ts';

/** An argument as far as costs depend on it. */
export interface CostArgument {
  readonly node: Expression;
  readonly type: CelType;
  /** Its size if the expression or a schema tells. */
  readonly computed: Range | undefined;
  readonly size: Range;
  /** The size of its elements, if its type has any. */
  readonly elements: Range | undefined;
}

/** What a call costs besides its arguments, and the size of its result if known. */
export interface CallEstimate {
  readonly cost: Range;
  readonly size?: Range | undefined;
}

type Estimate = (
  target: CostArgument | undefined,
  args: readonly CostArgument[],
  overload: Overload,
) => CallEstimate | undefined;

/** The estimate for a function with one signature; a call costs 1 unless its work grows with its arguments. */
export function callEstimate(
  overload: Overload,
  target: CostArgument | undefined,
  args: readonly CostArgument[],
): CallEstimate {
  return ESTIMATES.get(overload.name)?.(target, args, overload) ?? { cost: fixed(1) };
}

const read = (size: Range, times = 1): Range => scale(size, times * TEXT);

/** Reads the first argument of a function. */
const readArgument =
  (times = 1): Estimate =>
  (target, [first]) =>
    target === undefined && first !== undefined ? { cost: read(first.size, times) } : undefined;

const readTarget: Estimate = (target) =>
  target === undefined ? undefined : { cost: read(target.size), size: target.size };

const walkTarget: Estimate = (target) => {
  if (target === undefined) return undefined;
  if (target.elements === undefined) return { cost: read(target.size) };
  const textual = ['string', 'bytes'].includes(elementOf(target.type).kind);
  const each = textual ? sum(fixed(1), read(target.elements)) : fixed(1);
  return { cost: product(target.size, each) };
};

const replace: Estimate = (target, [old, replacement]) => {
  if (target === undefined || old === undefined || replacement === undefined) return undefined;
  const { size } = target;
  const most = replaced(size.maximum, old.size.minimum, replacement.size.maximum, true);
  const least = replaced(size.minimum, old.size.maximum, replacement.size.minimum, false);
  const count = { minimum: least.count, maximum: most.count };
  const kept = { minimum: least.kept, maximum: most.kept };
  return { cost: read(size, 2), size: sum(product(count, replacement.size), kept) };
};

function replaced(size: number, old: number, other: number, longest: boolean): { count: number; kept: number } {
  if (old === 0) return { count: size + 1, kept: size };
  if (longest ? other <= old : old <= other) return { count: 0, kept: size };
  return { count: Math.ceil(size / old), kept: 0 };
}

const split: Estimate = (target, args) => {
  if (target === undefined) return undefined;
  const limit = args[1]?.node;
  const given = limit?.node === 'literal' && typeof limit.value === 'number' ? limit.value : undefined;
  const maximum = given === undefined ? target.size.maximum : given < 0 ? UNBOUNDED : given;
  return { cost: read(target.size, 2), size: { minimum: 0, maximum } };
};

const join: Estimate = (target, [separator]) => {
  if (target === undefined) return undefined;
  const between = {
    minimum: Math.max(target.size.minimum - 1, 0),
    maximum: Math.max(target.size.maximum - 1, 0),
  };
  const parts = target.elements === undefined ? fixed(0) : product(target.size, target.elements);
  const size = separator === undefined ? parts : sum(parts, product(separator.size, between));
  return { cost: read(size), size };
};

function patternCost(text: Range, pattern: Range): Range {
  return product(read(sum(text, fixed(1))), scale(pattern, PATTERN));
}

const find: Estimate = (target, [pattern]) => {
  if (target === undefined || pattern === undefined) return undefined;
  const size = { minimum: 0, maximum: target.size.maximum };
  return { cost: patternCost(target.size, pattern.size), size };
};

const computed = (argument: CostArgument): Range => argument.computed ?? { minimum: 0, maximum: UNBOUNDED };

const matches: Estimate = (target, [pattern]) =>
  target === undefined || pattern === undefined
    ? undefined
    : { cost: patternCost(computed(target), computed(pattern)) };

const contains: Estimate = (target, [part]) =>
  target === undefined || part === undefined
    ? undefined
    : { cost: product(read(computed(target)), read(computed(part))) };

const ends: Estimate = (_target, [part]) => (part === undefined ? undefined : { cost: read(computed(part)) });

const isIn: Estimate = (_target, [, list], overload) =>
  list === undefined || overload.args[1]?.kind !== 'list' ? undefined : { cost: computed(list) };

const plus: Estimate = (_target, [a, b], overload) => {
  const kind = overload.args[0]?.kind ?? '';
  if (a === undefined || b === undefined || !['string', 'bytes', 'list'].includes(kind)) return undefined;
  const size = sum(computed(a), computed(b));
  return { cost: kind === 'list' ? fixed(1) : read(size), size };
};

const CHEAP = ['net.IP', 'net.CIDR', 'kubernetes.Quantity', 'kubernetes.Semver'];

const equals: Estimate = (_target, [a, b], overload) => {
  if (a === undefined || b === undefined) return undefined;
  if (overload.name === '==' && sameType(a.type, b.type)) {
    if (CHEAP.includes(a.type.name)) return { cost: fixed(1) };
    if (a.type.name === 'kubernetes.NamedFormat') return { cost: read({ minimum: 1, maximum: 64 }) };
    if (a.type.name === 'kubernetes.URL') {
      return { cost: read({ minimum: 1, maximum: b.computed?.maximum ?? 1 }) };
    }
  }
  const maximum = Math.min(computed(a).maximum, computed(b).maximum);
  return { cost: read({ minimum: maximum > 0 ? 1 : 0, maximum }) };
};

const ordered: Estimate = (target, args, overload) =>
  ['string', 'bytes'].includes(overload.args[0]?.kind ?? '') ? equals(target, args, overload) : undefined;

const toText: Estimate = (_target, [value], overload) => {
  if (value === undefined || overload.args[0]?.kind !== 'bytes') return undefined;
  const size = computed(value);
  return { cost: read(size), size: { minimum: Math.floor(size.minimum / 4), maximum: size.maximum } };
};

const toBytes: Estimate = (_target, [value], overload) => {
  if (value === undefined || overload.args[0]?.kind !== 'string') return undefined;
  const size = computed(value);
  return { cost: read(size), size: { minimum: size.minimum, maximum: Math.min(size.maximum * 4, UNBOUNDED) } };
};

const quote: Estimate = (_target, [value]) => {
  if (value === undefined) return undefined;
  const size = computed(value);
  const quoted = { minimum: size.minimum + 2, maximum: Math.min(size.maximum * 2 + 2, UNBOUNDED) };
  return { cost: read(size), size: quoted };
};

const ip: Estimate = (target, args, overload) => readArgument()(target, args, overload);

const within =
  (base: Range): Estimate =>
  (_target, [other], overload) => {
    if (other === undefined) return undefined;
    return { cost: overload.args[1]?.kind === 'string' ? sum(base, read(other.size)) : base };
  };

const ADDRESS: Range = { minimum: 4, maximum: 16 };

const validate: Estimate = (_target, [text]) =>
  text === undefined ? undefined : { cost: scale(read(text.size), 128 * PATTERN) };

const sets =
  (factor: number): Estimate =>
  (_target, [a, b]) =>
    a === undefined || b === undefined
      ? undefined
      : { cost: sum(scale(product(a.size, b.size), factor), fixed(1)) };

/** A function that makes a list: its elements times a factor, the call, and the list. */
const makesList = (factor: number, size: Range): CallEstimate => ({
  cost: sum(scale(size, factor), fixed(11)),
  size,
});

function literalInt(argument: CostArgument | undefined, otherwise: number): number {
  const node = argument?.node;
  if (node?.node !== 'literal') return otherwise;
  const { value } = node;
  return typeof value === 'number' || typeof value === 'bigint' ? Math.max(Number(value), 0) : otherwise;
}

/** Ends before starts count as a list without limit. */
const sliced = (start: number, end: number): number => (end < start ? UNBOUNDED : end - start);

const sort: Estimate = (target, _args, overload) => {
  if (target === undefined) return undefined;
  const textual = ['string', 'bytes'].includes(elementOf(overload.args[0] as CelType).kind);
  return makesList(textual ? 2 + TEXT : 2, product(target.size, target.size));
};

const ESTIMATES: ReadonlyMap<string, Estimate> = new Map<string, Estimate>([
  ...['isSorted', 'sum', 'max', 'min', 'indexOf', 'lastIndexOf'].map((name) => [name, walkTarget] as const),
  ...['lowerAscii', 'upperAscii', 'substring', 'trim'].map((name) => [name, readTarget] as const),
  ...['cidr', 'isIP', 'isCIDR', 'quantity', 'isQuantity', 'semver', 'isSemver'].map(
    (name) => [name, readArgument()] as const,
  ),
  ['url', (_target, [text]) => (text === undefined ? undefined : { cost: read(text.size), size: text.size })],
  ['ip', ip],
  ['ip.isCanonical', readArgument(2)],
  ['containsIP', within(read(sum(ADDRESS, ADDRESS)))],
  ['containsCIDR', within(sum(read(sum(ADDRESS, ADDRESS)), read(ADDRESS), fixed(1)))],
  ['replace', replace],
  ['split', split],
  ['join', join],
  ['find', find],
  ['findAll', find],
  ['matches', matches],
  ['contains', contains],
  ['startsWith', ends],
  ['endsWith', ends],
  ['in', isIn],
  ['+', plus],
  ['==', equals],
  ['!=', equals],
  ...['<', '<=', '>', '>='].map((name) => [name, ordered] as const),
  ['string', toText],
  ['bytes', toBytes],
  ['strings.quote', quote],
  ['format', (target) => (target === undefined ? undefined : { cost: read(computed(target)) })],
  ['validate', validate],
  ['sets.contains', sets(1)],
  ['sets.intersects', sets(1)],
  ['sets.equivalent', sets(2)],
  [
    'slice',
    (target, [start, end]) =>
      target === undefined
        ? undefined
        : makesList(1, fixed(sliced(literalInt(start, 0), literalInt(end, target.size.maximum)))),
  ],
  [
    'flatten',
    (target, [depth]) =>
      target && makesList(depth === undefined ? 1 : literalInt(depth, UNBOUNDED), target.size),
  ],
  ['lists.range', (_target, [count]) => makesList(1, fixed(literalInt(count, UNBOUNDED)))],
  ['reverse', (target) => target && makesList(1, target.size)],
  ['distinct', (target) => target && makesList(2, product(target.size, target.size))],
  ['sort', sort],
]);
