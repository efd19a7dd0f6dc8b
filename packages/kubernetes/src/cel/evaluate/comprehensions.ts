import { type Comprehension, childrenOf, type Expression, type OptionalMap } from '../ast.ts';
import { spend } from '../budget.ts';
import { sortByKeys } from '../functions/lists.ts';
import {
  CelMap,
  type CelFailure,
  entriesOf,
  failure,
  isList,
  isMap,
  keysOf,
  none,
  Optional,
  type Value,
} from '../values.ts';
import {
  asFailure,
  type Code,
  type Compiled,
  type Context,
  type Frame,
  noOverload,
  type Slot,
  valueOf,
} from './code.ts';

/** What a macro walks over: one value per round, or two. */
interface Rounds {
  readonly first: readonly Value[];
  readonly second: readonly Value[] | undefined;
}

interface Loop {
  readonly rounds: (frame: Frame) => Rounds;
  readonly first: number;
  readonly second: number;
  readonly filter: Code | undefined;
  readonly body: Code;
  /** What a round costs at least. */
  readonly cost: number;
}

/** A macro over a list or map. */
export function compileComprehension(node: Comprehension, context: Context): Compiled {
  const range = context.compile(node.range, context);
  const isListRange = node.range.type.kind === 'list';
  const slots = new Map<string, Slot>(context.slots);
  const places = node.variables.map((name, i) => {
    const isElement = i === 1 || (isListRange && node.variables.length === 1);
    const slot = { index: context.allocate(), json: range.json && isElement };
    slots.set(name, slot);
    return slot.index;
  });
  const inner = { ...context, slots };
  const loop: Loop = {
    rounds: roundsOf(range.run, node.variables.length === 2),
    first: places[0] as number,
    second: places[1] ?? -1,
    filter: node.filter === undefined ? undefined : valueOf(node.filter, inner),
    body: valueOf(node.body, inner),
    cost: 1 + weight(node.body) + (node.filter === undefined ? 0 : weight(node.filter)),
  };
  const keeps = node.kind === 'filter' || node.kind === 'sortBy';
  return { run: RUNNERS[node.kind](loop), json: keeps && range.json && isListRange };
}

/** How many nodes an expression has, literals aside. */
function weight(node: Expression): number {
  return childrenOf(node).reduce((sum, child) => sum + weight(child), node.node === 'literal' ? 0 : 1);
}

function roundsOf(range: Code, two: boolean): (frame: Frame) => Rounds {
  return (frame) => {
    const value = range(frame);
    if (isList(value)) {
      return two ? { first: [...value.keys()], second: value } : { first: value, second: undefined };
    }
    if (!isMap(value)) throw noOverload;
    const first = keysOf(value);
    return { first, second: two ? [...entriesOf(value)].map(([, each]) => each) : undefined };
  };
}

/** Sets the variables of a round. */
function enter(loop: Loop, frame: Frame, rounds: Rounds, round: number): void {
  spend(loop.cost);
  frame[loop.first] = rounds.first[round] as Value;
  if (rounds.second !== undefined) frame[loop.second] = rounds.second[round] as Value;
}

/** Whether a round takes part; anything but a boolean is an error. */
function holds(code: Code | undefined, frame: Frame): boolean {
  if (code === undefined) return true;
  const value = code(frame);
  if (typeof value !== 'boolean') throw noOverload;
  return value;
}

/** `all` stops at the first false, `exists` at the first true; what fails on the way counts only if nothing stops it. */
function quantifier(loop: Loop, stop: boolean): Code {
  return (frame) => {
    const rounds = loop.rounds(frame);
    let held: CelFailure | undefined;
    for (let round = 0; round < rounds.first.length; round++) {
      enter(loop, frame, rounds, round);
      try {
        if (holds(loop.body, frame) === stop) return stop;
      } catch (error) {
        held ??= asFailure(error);
      }
    }
    if (held !== undefined) throw held;
    return !stop;
  };
}

function existsOne(loop: Loop): Code {
  return (frame) => {
    const rounds = loop.rounds(frame);
    let count = 0;
    for (let round = 0; round < rounds.first.length; round++) {
      enter(loop, frame, rounds, round);
      if (holds(loop.body, frame)) count++;
    }
    return count === 1;
  };
}

function collect(loop: Loop): Code {
  return (frame) => {
    const rounds = loop.rounds(frame);
    const result: Value[] = [];
    for (let round = 0; round < rounds.first.length; round++) {
      enter(loop, frame, rounds, round);
      if (holds(loop.filter, frame)) result.push(loop.body(frame));
    }
    return result;
  };
}

function select(loop: Loop): Code {
  return (frame) => {
    const rounds = loop.rounds(frame);
    const result: Value[] = [];
    for (let round = 0; round < rounds.first.length; round++) {
      enter(loop, frame, rounds, round);
      if (holds(loop.body, frame)) result.push(rounds.first[round] as Value);
    }
    return result;
  };
}

function insert(map: CelMap, key: Value, value: Value): void {
  if (map.has(key)) throw failure('insert failed: the key already exists');
  map.set(key, value);
}

function intoMap(loop: Loop, put: (map: CelMap, key: Value, value: Value) => void): Code {
  return (frame) => {
    const rounds = loop.rounds(frame);
    const result = new CelMap();
    for (let round = 0; round < rounds.first.length; round++) {
      enter(loop, frame, rounds, round);
      if (holds(loop.filter, frame)) put(result, rounds.first[round] as Value, loop.body(frame));
    }
    return result;
  };
}

function insertAll(map: CelMap, _key: Value, entry: Value): void {
  if (!isMap(entry)) throw noOverload;
  for (const [key, value] of entriesOf(entry)) insert(map, key, value);
}

function sortBy(loop: Loop): Code {
  const keys = collect(loop);
  return (frame) => {
    const found = keys(frame) as readonly Value[];
    const { first } = loop.rounds(frame);
    spend(first.length * first.length);
    return sortByKeys(first, found);
  };
}

const RUNNERS: Readonly<Record<Comprehension['kind'], (loop: Loop) => Code>> = {
  all: (loop) => quantifier(loop, false),
  exists: (loop) => quantifier(loop, true),
  existsOne,
  map: collect,
  filter: select,
  transformList: collect,
  transformMap: (loop) => intoMap(loop, insert),
  transformMapEntry: (loop) => intoMap(loop, insertAll),
  sortBy,
};

/** `optional.optMap(x, body)` and `optional.optFlatMap(x, body)`. */
export function compileOptionalMap(node: OptionalMap, context: Context): Compiled {
  const target = valueOf(node.target, context);
  const index = context.allocate();
  const slots = new Map<string, Slot>(context.slots).set(node.variable, { index, json: false });
  const body = valueOf(node.body, { ...context, slots });
  const { flat } = node;
  const run: Code = (frame) => {
    const optional = target(frame);
    if (!(optional instanceof Optional)) throw noOverload;
    if (optional.value === undefined) return none;
    frame[index] = optional.value;
    const value = body(frame);
    return flat ? value : new Optional(value);
  };
  return { run, json: false };
}
