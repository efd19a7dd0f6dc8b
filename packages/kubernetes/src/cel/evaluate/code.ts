import type { Expression } from '../ast.ts';
import { isExceeded } from '../budget.ts';
import { decoderOf } from '../codec.ts';
import { type CelType, isDynamic, isOptionalType } from '../types.ts';
import {
  CelFailure,
  failure,
  isDouble,
  isInt,
  isList,
  isMap,
  Duration,
  Opaque,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
  type Value,
} from '../values.ts';

/** The variables of an evaluation by place. */
export type Frame = Value[];

/** A compiled expression. Throws a `CelFailure` if there is no value. */
export type Code = (frame: Frame) => Value;

/** A compiled node. */
export interface Compiled {
  readonly run: Code;
  /** The result is JSON as it stands in the document; values that JSON has no form for are still text. */
  readonly json: boolean;
}

/** Where a variable is. */
export interface Slot {
  readonly index: number;
  readonly json: boolean;
}

/** What compiling a node needs. */
export interface Context {
  readonly slots: ReadonlyMap<string, Slot>;
  /** Takes a new place in the frame. */
  readonly allocate: () => number;
  readonly compile: (node: Expression, context: Context) => Compiled;
}

/** A node's code that gives a value, never undecoded JSON. */
export function valueOf(node: Expression, context: Context): Code {
  const compiled = context.compile(node, context);
  return decoded(compiled, node.type);
}

/** The same of a compiled node. */
export function decoded({ run, json }: Compiled, type: CelType): Code {
  const decode = json ? decoderOf(type) : undefined;
  return decode === undefined ? run : (frame) => decode(run(frame));
}

export const noOverload = failure('no such overload');

/** What an error of evaluation means: failures are held back by `&&` and its like, a spent budget and bugs are not. */
export function asFailure(error: unknown): CelFailure {
  if (error instanceof CelFailure && !isExceeded(error)) return error;
  // A value that is not of its declared type: undeclared null, text where a list should be.
  if (error instanceof TypeError) return noOverload;
  throw error;
}

/** Whether values of a type need no test before a function takes them. */
export function isCertain(type: CelType): boolean {
  return !isDynamic(type) && type.kind !== 'parameter' && type.origin?.nullable !== true;
}

/** Whether a value may be an argument of a declared type, as far as its outermost kind tells. */
export function accepts(type: CelType, value: Value): boolean {
  switch (type.kind) {
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
      return isInt(value);
    case 'uint':
      return value instanceof Uint;
    case 'double':
      return isDouble(value);
    case 'string':
      return typeof value === 'string';
    case 'bytes':
      return value instanceof Uint8Array;
    case 'null':
      return value === null;
    case 'timestamp':
      return value instanceof Timestamp;
    case 'duration':
      return value instanceof Duration;
    case 'list':
      return isList(value);
    case 'map':
      return isMap(value);
    case 'type':
      return value instanceof TypeValue;
    case 'object':
    case 'opaque':
      if (isOptionalType(type)) return value instanceof Optional;
      return value instanceof Opaque ? value.typeName === type.name : type.field !== undefined && isMap(value);
    default:
      return true;
  }
}
