import { combinationCheck, setFieldsCheck } from './combinations.ts';
import type { Compiler } from './compiler.ts';
import { listCheck } from './lists.ts';
import type { Node } from './node.ts';
import { objectCheck } from './objects.ts';
import type { Check, Finding, Found, SchemaReason } from './problem.ts';
import { join, nameOfType, problem } from './problem.ts';
import { enumCheck, firstOf, INT32, isInt64, limitCheck, numberCheck, textCheck } from './scalars.ts';

/** A compiler that makes each check once and when it is first used, so that recursive definitions end. */
export function createCompiler(options: Omit<Compiler, 'check' | 'openCheck'>): Compiler {
  const made = new Map<Node, Check>();
  const open = new Map<Node, Check>();
  const compiler: Compiler = {
    ...options,
    check: (node) => lazily(made, node, () => compile(node, compiler)),
    openCheck: (node) => lazily(open, node, () => compileOpen(node, compiler)),
  };
  return compiler;
}

function lazily(made: Map<Node, Check>, node: Node, make: () => Check): Check {
  const known = made.get(node);
  if (known !== undefined) return known;
  let check: Check | undefined;
  const lazy: Check = (value) => {
    if (check === undefined) {
      check = make();
      made.set(node, check);
    }
    return check(value);
  };
  made.set(node, lazy);
  return lazy;
}

function compile(node: Node, compiler: Compiler): Check {
  const shape = shapeCheck(node, compiler);
  const rest: Check[] = [];
  if (compiler.mode !== 'typed') {
    if (node.enum !== undefined) rest.push(enumCheck(emptyToo(node.enum, node, compiler)));
    for (const check of [setFieldsCheck(node), combinationCheck(node, compiler), compiler.rules(node)])
      if (check !== undefined) rest.push(check);
    if (node.also !== undefined) rest.push(compiler.openCheck(node.also));
    rest.push(...(node.checks ?? []));
  }
  if (rest.length === 0) return shape;
  return (value) => {
    let found = shape(value);
    for (const check of rest) {
      if (found?.some(isInTheWay) === true) break;
      found = join(found, check(value));
    }
    return found;
  };
}

const IN_THE_WAY: ReadonlySet<SchemaReason> = new Set([
  'notAnObject',
  'type',
  'required',
  'format',
  'pattern',
  'length',
  'name',
]);

/** Checks of a value as a whole count on its parts to be readable, not on them to be allowed. */
function isInTheWay({ reason }: Finding): boolean {
  return IN_THE_WAY.has(reason);
}

/** Empty text is as good as absent in built-in kinds. */
function emptyToo(allowed: readonly unknown[], node: Node, { mode }: Compiler): readonly unknown[] {
  return mode === 'builtin' && node.minLength === undefined ? [...allowed, ''] : allowed;
}

const ANYTHING: Check = () => undefined;

/** The check of a value's type and of what that type brings along. */
function shapeCheck(node: Node, compiler: Compiler): Check {
  if (node.use !== undefined) return node.use;
  if (node.ref !== undefined) return compiler.check(compiler.resolve(node.ref));
  if (node.intOrString === true) return intOrStringCheck(node, compiler);
  if (node.type === undefined && node.format?.startsWith('quantity') === true)
    return quantityCheck(node, compiler);
  switch (node.type) {
    case 'object':
      return objectCheck(node, compiler);
    case 'array':
      return listCheck(node, compiler);
    case 'string':
      return stringCheck(node, compiler);
    case 'integer':
    case 'number':
      return numberCheck(numberNode(node, compiler));
    case 'boolean':
      return (value) =>
        typeof value === 'boolean'
          ? undefined
          : problem('type', `it is ${nameOfType(value)}, not true or false`);
    default:
      return node.properties === undefined ? ANYTHING : objectCheck(node, compiler);
  }
}

/** The formats of numbers are those of Go types: custom resources are held to them by some minors only. */
function numberNode(node: Node, { mode, numberFormats }: Compiler): Node {
  const { type = 'number', format: _, ...words } = node;
  if (mode === 'builtin' || (mode === 'custom' && numberFormats === true)) return node;
  return mode === 'typed' ? { type } : { type, ...words };
}

function stringCheck(node: Node, compiler: Compiler): Check {
  const text = textOf(node, compiler);
  if (text === undefined)
    return (value) =>
      typeof value === 'string' ? undefined : problem('type', `it is ${nameOfType(value)}, not text`);
  return (value) =>
    typeof value === 'string' ? text(value) : problem('type', `it is ${nameOfType(value)}, not text`);
}

/** Formats that Go decodes into types of their own, so that empty text is not simply absent. */
const DECODED: ReadonlySet<string | undefined> = new Set([
  'date-time',
  'quantity',
  'quantity-not-negative',
  'quantity-positive',
]);

function textOf(node: Node, compiler: Compiler): ((text: string) => Found) | undefined {
  const { format, minLength } = node;
  if (compiler.mode === 'typed' && !DECODED.has(format)) return undefined;
  const check = textCheck(node, format === undefined ? undefined : compiler.format(format));
  if (compiler.mode === 'custom' || check === undefined || minLength !== undefined || DECODED.has(format))
    return check;
  return (text) => (text === '' ? undefined : check(text));
}

/** Quantities of built-in kinds are text or numbers. */
function quantityCheck(node: Node, compiler: Compiler): Check {
  const text = textOf(node, compiler);
  return (value) =>
    typeof value === 'string' || typeof value === 'number'
      ? text?.(String(value))
      : problem('type', `it is ${nameOfType(value)}, not a quantity`);
}

function intOrStringCheck(node: Node, compiler: Compiler): Check {
  const text = textOf(node, compiler);
  const number = compiler.mode === 'typed' ? undefined : limitCheck(node);
  const limited = compiler.mode === 'builtin';
  return (value) => {
    if (typeof value === 'string') return text?.(value);
    if (typeof value === 'number' && isInt64(value)) {
      if (limited && Math.abs(value) >= INT32) return problem('range', `${value} does not fit into int32`);
      return number?.(value);
    }
    return problem('type', `it is ${nameOfType(value)}, neither a whole number nor text`);
  };
}

function compileOpen(node: Node, compiler: Compiler): Check {
  const checks: Check[] = [];
  if (node.type !== undefined) checks.push(typeCheck(node.type));
  if (node.enum !== undefined) checks.push(enumCheck(emptyToo(node.enum, node, compiler)));
  const text = textOf(node, compiler);
  const number = limitCheck(node);
  const list = listCheck(node, compiler, compiler.openCheck);
  const object = objectCheck({ additionalProperties: true, ...node }, compiler, compiler.openCheck);
  checks.push((value) => {
    if (typeof value === 'string') return text?.(value);
    if (typeof value === 'number') return number?.(value);
    if (Array.isArray(value)) return list(value);
    return typeof value === 'object' ? object(value) : undefined;
  });
  const combination = combinationCheck(node, compiler);
  if (combination !== undefined) checks.push(combination);
  const fields = setFieldsCheck(node);
  if (fields !== undefined) checks.push(fields);
  checks.push(...(node.checks ?? []));
  return firstOf(checks) as Check;
}

function typeCheck(type: NonNullable<Node['type']>): Check {
  const matches = (value: unknown): boolean => {
    if (type === 'array') return Array.isArray(value);
    if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
    return type === 'integer' ? typeof value === 'number' && isInt64(value) : typeof value === type;
  };
  return (value) =>
    matches(value) ? undefined : problem('type', `it is ${nameOfType(value)}, not of type ${type}`);
}
