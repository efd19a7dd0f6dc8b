import type { Call, Expression } from '../ast.ts';
import { spend } from '../budget.ts';
import { concatenationOf, equalityOf } from '../codec.ts';
import { compareTexts, equal } from '../compare.ts';
import { elementAt, placeOf, valueAt } from '../functions/operators.ts';
import type { Overload, Run } from '../functions/overload.ts';
import { regexOf } from '../functions/regex.ts';
import { add, subtract } from '../integers.ts';
import { type CelType, elementOf } from '../types.ts';
import { failure, type Int, isList, isMap, lookUp, none, Optional, type Value } from '../values.ts';
import { accepts, type Code, type Compiled, type Context, isCertain, noOverload, valueOf } from './code.ts';

/** A function, method, or operator whose operands are all evaluated. */
export function compileCall(node: Call, context: Context): Compiled {
  if (node.name === '[]') return compileIndex(node, context);
  const nodes = node.target === undefined ? node.args : [node.target, ...node.args];
  const codes = nodes.map((arg) => valueOf(arg, context));
  const [a, b] = codes;
  if (node.name === '[?]' && a !== undefined && b !== undefined) {
    return { run: (frame) => optionalIndexed(a(frame), b(frame)), json: false };
  }
  const special = a !== undefined && b !== undefined ? compileBinary(node, nodes, a, b) : undefined;
  return { run: special ?? invoke(choose(node, nodes), codes), json: false };
}

/** `list[i]`, `map[key]`: an element of JSON is JSON. */
function compileIndex(node: Call, context: Context): Compiled {
  const [operand, index] = node.args as readonly [Expression, Expression];
  const compiled = context.compile(operand, context);
  const at = valueOf(index, context);
  const { run } = compiled;
  if (operand.type.kind === 'list' && index.type.kind === 'int') {
    return {
      run: (frame) => {
        const list = run(frame) as readonly Value[];
        const place = at(frame) as Int;
        const value = list[Number(place)];
        if (value === undefined) throw failure(`index out of bounds: ${place}`);
        return value;
      },
      json: compiled.json,
    };
  }
  return { run: (frame) => indexed(run(frame), at(frame)), json: compiled.json };
}

/** Indexing where types leave open what is indexed by what. */
function indexed(operand: Value, index: Value): Value {
  if (isList(operand)) return elementAt(operand, index);
  if (isMap(operand)) return valueAt(operand, index);
  if (operand instanceof Optional) return optionalIndexed(operand, index);
  throw noOverload;
}

function optionalIndexed(operand: Value, index: Value): Optional {
  if (operand instanceof Optional)
    return operand.value === undefined ? none : optionalIndexed(operand.value, index);
  if (!isList(operand) && !isMap(operand)) throw noOverload;
  const value = isList(operand) ? operand[placeOf(index)] : lookUp(operand, index);
  return value === undefined ? none : new Optional(value);
}

type Binary = (a: Code, b: Code) => Code;

const ofIntegers: Readonly<Record<string, Binary>> = {
  '==': (a, b) => (frame) => sameInteger(a(frame), b(frame)),
  '!=': (a, b) => (frame) => !sameInteger(a(frame), b(frame)),
  '<': (a, b) => (frame) => (a(frame) as Int) < (b(frame) as Int),
  '<=': (a, b) => (frame) => (a(frame) as Int) <= (b(frame) as Int),
  '>': (a, b) => (frame) => (a(frame) as Int) > (b(frame) as Int),
  '>=': (a, b) => (frame) => (a(frame) as Int) >= (b(frame) as Int),
  '+': (a, b) => (frame) => add(a(frame) as Int, b(frame) as Int),
  '-': (a, b) => (frame) => subtract(a(frame) as Int, b(frame) as Int),
};

/** Integers of JSON beyond 2^53 are numbers where those of expressions are bigints. */
const sameInteger = (a: Value, b: Value): boolean => a === b || (typeof a !== typeof b && equal(a, b));

const ofTexts: Readonly<Record<string, Binary>> = {
  '==': (a, b) => (frame) => a(frame) === b(frame),
  '!=': (a, b) => (frame) => a(frame) !== b(frame),
  '<': (a, b) => (frame) => compareTexts(a(frame) as string, b(frame) as string) < 0,
  '<=': (a, b) => (frame) => compareTexts(a(frame) as string, b(frame) as string) <= 0,
  '>': (a, b) => (frame) => compareTexts(a(frame) as string, b(frame) as string) > 0,
  '>=': (a, b) => (frame) => compareTexts(a(frame) as string, b(frame) as string) >= 0,
};

const ofBooleans: Readonly<Record<string, Binary>> = {
  '==': (a, b) => (frame) => a(frame) === b(frame),
  '!=': (a, b) => (frame) => a(frame) !== b(frame),
};

const BY_KIND: Readonly<Record<string, Readonly<Record<string, Binary>>>> = {
  int: ofIntegers,
  string: ofTexts,
  bool: ofBooleans,
};

/** Short cuts for what rules do most; `undefined` where the general way is needed. */
function compileBinary(node: Call, nodes: readonly Expression[], a: Code, b: Code): Code | undefined {
  const [left, right] = nodes as readonly [Expression, Expression];
  if (left.type.kind === right.type.kind && isCertain(left.type) && isCertain(right.type)) {
    const short = BY_KIND[left.type.kind]?.[node.name];
    if (short !== undefined) return short(a, b);
  }
  switch (node.name) {
    case '==':
    case '!=':
      return compileEquality(node.name === '==', left.type, a, b);
    case 'in':
      return compileIn(left, right, a, b);
    case 'matches':
      return compileMatches(left, right, a);
    case '+':
      return compileConcatenation(left.type, a, b);
    default:
      return undefined;
  }
}

function compileEquality(wanted: boolean, type: CelType, a: Code, b: Code): Code {
  const typed = equalityOf(type);
  if (typed === undefined) return (frame) => equal(a(frame), b(frame)) === wanted;
  return (frame) => typed(a(frame), b(frame)) === wanted;
}

/** `x in ['a', 'b']`: the texts of a literal are looked up at once. */
function compileIn(left: Expression, right: Expression, a: Code, b: Code): Code | undefined {
  if (right.node === 'list' && left.type.kind === 'string' && isCertain(left.type)) {
    const texts = right.elements.map(({ value }) => (value.node === 'literal' ? value.value : undefined));
    if (texts.every((text) => typeof text === 'string')) {
      const known = new Set<Value>(texts);
      return (frame) => known.has(a(frame));
    }
  }
  if (right.type.kind !== 'list' || right.type.origin?.nullable === true) return undefined;
  if (left.type.kind === 'string' && elementOf(right.type).kind === 'string') {
    return (frame) => {
      const value = a(frame);
      const list = b(frame) as readonly Value[];
      spend(list.length);
      return list.includes(value);
    };
  }
  return undefined;
}

function compileMatches(left: Expression, right: Expression, a: Code): Code | undefined {
  if (right.node !== 'literal' || typeof right.value !== 'string' || !isCertain(left.type)) return undefined;
  if (left.type.kind !== 'string') return undefined;
  const pattern = regexOf(right.value);
  const cost = right.value.length / 40;
  return (frame) => {
    const text = a(frame) as string;
    spend((text.length + 1) * cost);
    return pattern.test(text);
  };
}

function compileConcatenation(type: CelType, a: Code, b: Code): Code | undefined {
  const concatenate = concatenationOf(type);
  if (concatenate === undefined) return undefined;
  return (frame) => {
    const left = a(frame);
    const right = b(frame);
    if (!isList(left) || !isList(right)) throw noOverload;
    spend((left.length + right.length) / 20);
    return concatenate(left, right);
  };
}

/** What runs a call: the one function that the types allow, or whichever the values fit. */
function choose(node: Call, nodes: readonly Expression[]): Run {
  const [only] = node.overloads;
  if (only === undefined) throw new Error(`${node.name} has not been checked`);
  const open = nodes.flatMap((arg, i) => (isCertain(arg.type) ? [] : [i]));
  if (node.overloads.length === 1 && open.every((i) => isAny(only.args[i]))) return metered(only);
  const overloads = node.overloads.map((overload) => ({ args: overload.args, run: metered(overload) }));
  return (...values) => {
    for (const { args, run } of overloads) {
      let fits = true;
      for (let i = 0; fits && i < args.length; i++) fits = accepts(args[i] as CelType, values[i] as Value);
      if (fits) return run(...values);
    }
    throw noOverload;
  };
}

const isAny = (type: CelType | undefined): boolean => type?.kind === 'dyn' || type?.kind === 'parameter';

/**
 * Functions whose work grows with a text or list: they are paid for by its size. Where a server asks the same for any
 * size, `size` and the sum of two lists, it is far less, so that nothing fails here that does not fail there.
 */
const GROWING: ReadonlySet<string> = new Set(
  (
    '+ in matches find findAll contains replace split join format strings.quote lowerAscii upperAscii trim ' +
    'substring indexOf lastIndexOf charAt size string bytes isSorted sum min max sort reverse slice flatten url ' +
    'isURL quantity isQuantity semver isSemver validate'
  ).split(' '),
);

function metered(overload: Overload): Run {
  const { name, run } = overload;
  if (!GROWING.has(name)) return run;
  const perCharacter = name === 'size' ? 0.001 : 0.1;
  const perItem = name === 'size' || name === '+' ? 0.01 : 1;
  return (...values) => {
    let size = 0;
    for (const value of values) {
      if (typeof value === 'string' || value instanceof Uint8Array) size += value.length * perCharacter;
      else if (Array.isArray(value)) size += value.length * perItem;
    }
    spend(size);
    return run(...values);
  };
}

function invoke(run: Run, codes: readonly Code[]): Code {
  const [a, b, c] = codes;
  if (a === undefined) return () => run();
  if (b === undefined) return (frame) => run(a(frame));
  if (c === undefined) return (frame) => run(a(frame), b(frame));
  return (frame) => run(...codes.map((code) => code(frame)));
}
