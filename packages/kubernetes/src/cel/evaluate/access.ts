import type { Identifier, Select } from '../ast.ts';
import { decoderOf } from '../codec.ts';
import { valueAt } from '../functions/operators.ts';
import { dynType, isOptionalType, unwrapOptional } from '../types.ts';
import { failure, isMap, type JsonObject, lookUp, none, Optional, TypeValue, type Value } from '../values.ts';
import { type Code, type Compiled, type Context, noOverload } from './code.ts';

/** A variable, or the name of a type. */
export function compileIdentifier(node: Identifier, context: Context): Compiled {
  const slot = context.slots.get(node.name);
  if (slot === undefined) {
    const value = new TypeValue(node.name);
    return { run: () => value, json: false };
  }
  const { index, json } = slot;
  return { run: (frame) => frame[index] as Value, json };
}

/** `operand.field` in its three forms. */
export function compileSelect(node: Select, context: Context): Compiled {
  const operand = context.compile(node.operand, context);
  const type = node.operand.type;
  const key = node.field?.key ?? node.name;
  if (node.mode === 'optional' || isOptionalType(type)) return optionalSelect(node, operand, key);
  if (node.mode === 'test') return { run: presence(operand.run, key, type.kind), json: false };
  return { run: field(operand.run, key, type.kind), json: operand.json };
}

/** A field of an object: null is as good as absent. Names that every JavaScript object has need a closer look. */
function field(operand: Code, key: string, kind: string): Code {
  const missing = failure(`no such key: ${key}`);
  if (kind !== 'object' || key in Object.prototype) return (frame) => dynamicField(operand(frame), key, kind);
  return (frame) => {
    const value = (operand(frame) as JsonObject)[key];
    if (value === undefined || value === null) throw missing;
    return value;
  };
}

function dynamicField(target: Value, key: string, kind: string): Value {
  if (isMap(target)) {
    const value = valueAt(target, key);
    if (kind === 'object' && value === null) throw failure(`no such key: ${key}`);
    return value;
  }
  if (target instanceof Optional) return within(target, key);
  throw noOverload;
}

function presence(operand: Code, key: string, kind: string): Code {
  if (kind === 'object' && !(key in Object.prototype)) {
    return (frame) => {
      const value = (operand(frame) as JsonObject)[key];
      return value !== undefined && value !== null;
    };
  }
  return (frame) => {
    const target = operand(frame);
    if (isMap(target)) {
      const value = lookUp(target, key);
      return value !== undefined && !(kind === 'object' && value === null);
    }
    return target instanceof Optional && within(target, key).value !== undefined;
  };
}

/** What is in an optional that `.?field` or `.field` reads: an optional again. */
function within(target: Optional, key: string): Optional {
  if (target.value === undefined) return none;
  if (target.value instanceof Optional) return within(target.value, key);
  if (!isMap(target.value)) throw noOverload;
  const value = lookUp(target.value, key);
  return value === undefined ? none : new Optional(value);
}

function optionalSelect(node: Select, operand: Compiled, key: string): Compiled {
  const isObject = unwrapOptional(node.operand.type).kind === 'object';
  const decode = operand.json ? decoderOf(node.field?.type ?? dynType) : undefined;
  const { run } = operand;
  const select = (target: Value): Optional => {
    const found = within(target instanceof Optional ? target : new Optional(target), key);
    if (found.value === undefined || (isObject && found.value === null)) return none;
    return decode === undefined ? found : new Optional(decode(found.value));
  };
  if (node.mode === 'test') return { run: (frame) => select(run(frame)).value !== undefined, json: false };
  return { run: (frame) => select(run(frame)), json: false };
}
