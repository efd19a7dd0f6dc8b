import { type Call, childrenOf, type Expression, type ListLiteral } from './ast.ts';
import { compileExpression } from './evaluate/compile.ts';
import { readFormat } from './functions/format-text.ts';
import { regexOf } from './functions/regex.ts';
import type { CelProblem } from './parse.ts';
import { type CelType, typeText } from './types.ts';
import { CelFailure, Double, typeNameOf, Uint, type Value } from './values.ts';

/** What is wrong with literals that are only read when evaluated: spans, moments, regular expressions, formats. */
export function literalProblems(expression: Expression): readonly CelProblem[] {
  const problems: CelProblem[] = [];
  visit(expression, problems);
  return problems;
}

function visit(node: Expression, problems: CelProblem[]): void {
  if (node.node === 'call') checkCall(node, problems);
  for (const child of childrenOf(node)) visit(child, problems);
}

/** Conversions of literals are done when a server compiles them. */
const CONVERSIONS: ReadonlySet<string> = new Set(
  'bool bytes double duration int string timestamp uint'.split(' '),
);

function checkConversion(node: Call, report: Report): void {
  const [arg] = node.args;
  if (node.target !== undefined || arg === undefined || !CONVERSIONS.has(node.name) || !isConstant(arg)) return;
  const why = attempt(() => constantOf(node));
  if (why !== undefined) report(why, arg);
}

/** An index that is known and can be none. */
function checkIndex(node: Call, report: Report): void {
  const index = node.args[1];
  if (node.name !== '[]' || index === undefined || index.node === 'literal' || !isConstant(index)) return;
  const value = constantOf(index);
  if (typeof value === 'object' && !(value instanceof Double) && !(value instanceof Uint)) {
    report(`a value of type '${typeNameOf(value)}' cannot be an index`, index);
  }
}

/** What a server computes when it compiles: literals, the names of types, and what `dyn` and conversions make of them. */
function isConstant(node: Expression): boolean {
  if (node.node === 'identifier') return node.denotes !== undefined;
  if (node.node === 'call' && node.name !== 'dyn' && !CONVERSIONS.has(node.name)) return false;
  const pure = node.node === 'literal' || node.node === 'list' || node.node === 'map' || node.node === 'call';
  return pure && childrenOf(node).every(isConstant);
}

const constantOf = (node: Expression): Value => compileExpression(node, []).run([]);

function checkCall(node: Call, problems: CelProblem[]): void {
  const text = literalText(node.args.at(-1));
  const report = (message: string, at: Expression | undefined): void => {
    problems.push({ message, offset: at?.offset ?? node.offset });
  };
  if (node.name === 'format') checkFormat(node, report);
  checkConversion(node, report);
  checkIndex(node, report);
  if (text === undefined) return;
  if (['matches', 'find', 'findAll'].includes(node.name)) {
    const why = attempt(() => regexOf(text));
    if (why !== undefined) report(why, node.args.at(-1));
  }
}

function literalText(node: Expression | undefined): string | undefined {
  return node?.node === 'literal' && typeof node.value === 'string' ? node.value : undefined;
}

function attempt(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof CelFailure) return error.message;
    throw error;
  }
}

type Report = (message: string, at: Expression | undefined) => void;

function checkFormat(node: Call, report: Report): void {
  const format = literalText(node.target);
  const list = node.args[0];
  if (format === undefined || list?.node !== 'list') return;
  const why = attempt(() => readFormat(format));
  if (why !== undefined) return report(why, node);
  const clauses = readFormat(format).filter((part) => 'verb' in part);
  for (const [i, clause] of clauses.entries()) {
    const element = list.elements[i]?.value;
    if (element === undefined) return report(`index ${i} out of range`, node);
    if (!fits(clause.verb, element.type)) {
      report(`%${clause.verb} cannot print a value of type '${typeText(element.type)}'`, element);
    }
  }
  const given = (list satisfies ListLiteral).elements.length;
  if (given > clauses.length) {
    report(`too many arguments supplied to string.format (expected ${clauses.length}, got ${given})`, node);
  }
}

const PRINTABLE: Readonly<Record<string, readonly string[]>> = {
  d: ['int', 'uint'],
  f: ['double', 'string'],
  e: ['double', 'string'],
  b: ['int', 'uint', 'bool'],
  o: ['int', 'uint'],
  x: ['int', 'uint', 'string', 'bytes'],
  X: ['int', 'uint', 'string', 'bytes'],
};

function fits(verb: string, type: CelType): boolean {
  if (type.kind === 'dyn') return true;
  if (verb !== 's') return PRINTABLE[verb]?.includes(type.kind) ?? false;
  if (type.kind === 'list' || type.kind === 'map') return type.parameters.every((each) => fits('s', each));
  return !['object', 'opaque'].includes(type.kind);
}
