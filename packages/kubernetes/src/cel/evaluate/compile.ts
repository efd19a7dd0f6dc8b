import type { Expression, ListLiteral, MapLiteral } from '../ast.ts';
import { CelMap, Optional, type Value } from '../values.ts';
import { compileIdentifier, compileSelect } from './access.ts';
import { compileCall } from './calls.ts';
import { type Code, type Compiled, type Context, noOverload, type Slot, valueOf } from './code.ts';
import { compileComprehension, compileOptionalMap } from './comprehensions.ts';
import { compileLogic } from './logic.ts';

/** Compiles a checked expression. `variables` stand in the frame in this order; `size` places are needed in all. */
export function compileExpression(
  expression: Expression,
  variables: readonly { readonly name: string; readonly json: boolean }[],
): { readonly run: Code; readonly size: number } {
  let size = variables.length;
  const slots = new Map(variables.map(({ name, json }, index): [string, Slot] => [name, { index, json }]));
  const run = valueOf(expression, { slots, allocate: () => size++, compile: compileNode });
  return { run, size };
}

function compileNode(node: Expression, context: Context): Compiled {
  switch (node.node) {
    case 'literal': {
      const { value } = node;
      return { run: () => value, json: false };
    }
    case 'identifier':
      return compileIdentifier(node, context);
    case 'select':
      return compileSelect(node, context);
    case 'call': {
      const logic = compileLogic(node, context);
      return logic === undefined ? compileCall(node, context) : { run: logic, json: false };
    }
    case 'list':
      return { run: compileList(node, context), json: false };
    case 'map':
      return { run: compileMap(node, context), json: false };
    case 'comprehension':
      return compileComprehension(node, context);
    case 'optionalMap':
      return compileOptionalMap(node, context);
  }
}

function compileList(node: ListLiteral, context: Context): Code {
  const elements = node.elements.map(({ value, optional }) => ({ code: valueOf(value, context), optional }));
  if (node.elements.every(({ value, optional }) => value.node === 'literal' && !optional)) {
    const constant = elements.map(({ code }) => code([]));
    return () => constant;
  }
  return (frame) => {
    const result: Value[] = [];
    for (const { code, optional } of elements) {
      const value = code(frame);
      if (!optional) result.push(value);
      else if (!(value instanceof Optional)) throw noOverload;
      else if (value.value !== undefined) result.push(value.value);
    }
    return result;
  };
}

function compileMap(node: MapLiteral, context: Context): Code {
  const entries = node.entries.map(({ key, value, optional }) => ({
    key: valueOf(key, context),
    value: valueOf(value, context),
    optional,
  }));
  return (frame) => {
    const result = new CelMap();
    for (const { key, value, optional } of entries) {
      const place = key(frame);
      const given = value(frame);
      if (optional && !(given instanceof Optional)) throw noOverload;
      const content = optional ? (given as Optional).value : given;
      if (content === undefined) continue;
      result.set(place, content);
    }
    return result;
  };
}
