import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import type { Call, Comprehension, ComprehensionKind, Expression, Literal } from './ast.ts';
import { isParenthesized, type Prepared, prepare, tokenize } from './tokens.ts';
import { dynType } from './types.ts';
import { Double, toInt, Uint, type Value } from './values.ts';

/** What is wrong with an expression, and where in it (UTF-16 units). */
export interface CelProblem {
  readonly message: string;
  readonly offset: number;
}

/** A parsed expression, or why it is none. */
export type Parsed =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: CelProblem };

/** As many code points as the API server reads. */
const MAXIMUM_LENGTH = 100_000;

const LIMITS = { maxAstNodes: 100_000, maxDepth: 250, maxListElements: 50_000, maxMapEntries: 50_000 };

/** The problem of an expression that no stack could hold. */
export const tooDeep = 'the expression is nested too deeply';

let environment: Environment | undefined;

/** Where and why parsing stopped; thrown inside this module only. */
class Stop extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Reads an expression. Macros become nodes of their own. */
export function parseExpression(source: string, macros: ReadonlySet<string>): Parsed {
  if (source.length > MAXIMUM_LENGTH) {
    return problem(`the expression is longer than ${MAXIMUM_LENGTH} characters`, 0);
  }
  environment ??= new Environment({ enableOptionalTypes: true, limits: LIMITS });
  const prepared = prepare(source);
  try {
    rejectTrailingCommas(prepared.text);
    const expression = new Reader(prepared, macros).read(environment.parse(prepared.text).ast);
    return { ok: true, expression };
  } catch (error) {
    if (error instanceof Stop) return problem(error.message, error.offset);
    if (error instanceof ParseError) return problem(syntaxError(error.summary), error.range?.start ?? 0);
    if (error instanceof RangeError) return problem(tooDeep, 0);
    throw error;
  }
}

/** What the parser says, without the word for parts of a text: `token: x` would pass for a secret. */
function syntaxError(summary: string): string {
  return `syntax error: ${summary.replace(/^Unexpected token: /, 'unexpected ')}`;
}

function problem(message: string, offset: number): Parsed {
  return { ok: false, problem: { message, offset } };
}

/** The grammar allows a comma at the end of lists and maps, not of arguments. */
function rejectTrailingCommas(text: string): void {
  if (!/,\s*\)/.test(text)) return;
  const tokens = tokenize(text);
  const at = tokens.findIndex((token, i) => token.text === ',' && tokens[i + 1]?.text === ')');
  if (at !== -1) throw new Stop('syntax error: a comma before a closing parenthesis', tokens[at]?.start ?? 0);
}

const RELATIONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in']);

/** Reads the parser's tree into our own. */
class Reader {
  private readonly prepared: Prepared;
  private readonly macros: ReadonlySet<string>;

  constructor(prepared: Prepared, macros: ReadonlySet<string>) {
    this.prepared = prepared;
    this.macros = macros;
  }

  read(node: ASTNode): Expression {
    const offset = node.start;
    switch (node.op) {
      case 'value':
        return this.literal(node.args as Value, node);
      case 'id':
        return { node: 'identifier', name: node.args, offset, type: dynType };
      case '.':
      case '.?': {
        const mode = node.op === '.' ? 'value' : 'optional';
        return {
          node: 'select',
          operand: this.read(node.args[0]),
          name: node.args[1],
          mode,
          offset,
          type: dynType,
        };
      }
      case 'call':
        return this.macro(node.args[0], undefined, node.args[1], offset);
      case 'rcall':
        return this.macro(node.args[0], node.args[1], node.args[2], node.pos);
      case 'list':
        return this.list(node.args, offset);
      case 'map':
        return this.map(node.args, offset);
      case '!_':
        return operator('!', offset, this.read(node.args));
      case '-_':
        return this.negation(node.args, offset);
      case '?:':
        return this.conditional(node.args, offset);
      default:
        return this.binary(node.op, node.args, offset);
    }
  }

  private literal(value: Value, node: ASTNode): Literal {
    const given = this.prepared.literals.get(node.start);
    if (given !== undefined) return { node: 'literal', value: given, offset: node.start, type: dynType };
    let read: Value = value;
    if (typeof value === 'bigint') read = signed(value, node.start);
    else if (typeof value === 'number') read = new Double(value);
    else if (isUnsigned(value)) read = new Uint(unsigned(value.valueOf(), node.start));
    return { node: 'literal', value: read, offset: node.start, type: dynType };
  }

  private negation(arg: ASTNode, offset: number): Expression {
    const bare = this.prepared.text.slice(offset + 1, arg.start).trim() === '';
    const given = this.prepared.literals.get(arg.start);
    const number = given instanceof Double ? given.value : arg.args;
    if (arg.op === 'value' && bare && (typeof number === 'bigint' || typeof number === 'number')) {
      const value = typeof number === 'bigint' ? signed(-number, offset) : new Double(-number);
      return { node: 'literal', value, offset, type: dynType };
    }
    return operator('-_', offset, this.read(arg));
  }

  private conditional(args: readonly [ASTNode, ASTNode, ASTNode], offset: number): Expression {
    const [condition, yes, no] = args;
    if (yes.op === '?:' && !isParenthesized(this.prepared.text, condition.end, yes.end)) {
      throw new Stop('syntax error: a conditional between ? and : needs parentheses', yes.start);
    }
    return operator('?:', offset, this.read(condition), this.read(yes), this.read(no));
  }

  /** All relations bind equally strongly and group from the left; the parser binds == and != more loosely. */
  private binary(op: string, args: readonly [ASTNode, ASTNode], offset: number): Expression {
    const [left, right] = args;
    const regroup =
      (op === '==' || op === '!=') && RELATIONS.has(right.op) && right.op !== '==' && right.op !== '!=';
    if (!regroup || isParenthesized(this.prepared.text, left.end, right.end)) {
      return operator(op, offset, this.read(left), this.read(right));
    }
    return this.regroup(op, this.read(left), right, offset);
  }

  private regroup(op: string, left: Expression, right: ASTNode, offset: number): Expression {
    const relation = RELATIONS.has(right.op) && right.op !== '==' && right.op !== '!=';
    if (!relation) return operator(op, offset, left, this.read(right));
    const [a, b] = right.args as readonly [ASTNode, ASTNode];
    return operator(right.op, offset, this.regroup(op, left, a, offset), this.read(b));
  }

  /** Takes the negation off that stands for an optional mark, wherever it is on the left edge. */
  private element(node: ASTNode): { value: Expression; optional: boolean } {
    const value = this.read(node);
    if (!this.prepared.marks.has(node.start)) return { value, optional: false };
    return { value: stripMark(value, node.start), optional: true };
  }

  private list(elements: readonly ASTNode[], offset: number): Expression {
    return { node: 'list', elements: elements.map((each) => this.element(each)), offset, type: dynType };
  }

  private map(entries: readonly (readonly [ASTNode, ASTNode])[], offset: number): Expression {
    const read = entries.map(([key, value]) => {
      const element = this.element(key);
      return { key: element.value, value: this.read(value), optional: element.optional };
    });
    return { node: 'map', entries: read, offset, type: dynType };
  }

  private macro(
    name: string,
    target: ASTNode | undefined,
    args: readonly ASTNode[],
    offset: number,
  ): Expression {
    if (target === undefined && name === 'has' && args.length === 1) return this.has(args[0] as ASTNode);
    if (target !== undefined && this.macros.has(`${name}/${args.length}`)) {
      return name.startsWith('opt')
        ? this.optionalMap(name, target, args, offset)
        : this.comprehension(name, target, args, offset);
    }
    return {
      node: 'call',
      name,
      target: target === undefined ? undefined : this.read(target),
      args: args.map((arg) => this.read(arg)),
      overloads: [],
      offset,
      type: dynType,
    };
  }

  private has(arg: ASTNode): Expression {
    const read = this.read(arg);
    if (read.node !== 'select' || read.mode !== 'value') {
      throw new Stop('invalid argument to has(): write a field such as has(self.field)', arg.start);
    }
    return { ...read, mode: 'test' };
  }

  private variable(arg: ASTNode | undefined): string {
    if (arg?.op !== 'id') throw new Stop('the first argument must be a simple name', arg?.start ?? 0);
    return arg.args;
  }

  private optionalMap(name: string, target: ASTNode, args: readonly ASTNode[], offset: number): Expression {
    return {
      node: 'optionalMap',
      target: this.read(target),
      variable: this.variable(args[0]),
      body: this.read(args[1] as ASTNode),
      flat: name === 'optFlatMap',
      offset,
      type: dynType,
    };
  }

  private comprehension(
    name: string,
    target: ASTNode,
    args: readonly ASTNode[],
    offset: number,
  ): Comprehension {
    const kind = (name === 'exists_one' ? 'existsOne' : name) as ComprehensionKind;
    const one = ['map', 'filter', 'sortBy'].includes(kind) || args.length === 2;
    const variables = one
      ? ([this.variable(args[0])] as const)
      : ([this.variable(args[0]), this.variable(args[1])] as const);
    if (!one && variables[0] === variables[1]) {
      throw new Stop(`duplicate variable name: ${variables[0]}`, args[1]?.start ?? 0);
    }
    const rest = args.slice(variables.length).map((arg) => this.read(arg));
    const body = rest.at(-1) as Expression;
    const filter = rest.length === 2 ? rest[0] : undefined;
    return {
      node: 'comprehension',
      kind,
      range: this.read(target),
      variables,
      filter,
      body,
      offset,
      type: dynType,
    };
  }
}

function operator(name: string, offset: number, ...args: readonly Expression[]): Call {
  return { node: 'call', name, target: undefined, args, overloads: [], offset, type: dynType };
}

function stripMark(node: Expression, at: number): Expression {
  if (node.node === 'call') {
    if (node.name === '!' && node.offset === at) return node.args[0] as Expression;
    if (node.target !== undefined) return { ...node, target: stripMark(node.target, at) };
    const [first, ...rest] = node.args;
    return { ...node, args: first === undefined ? [] : [stripMark(first, at), ...rest] };
  }
  if (node.node === 'select') return { ...node, operand: stripMark(node.operand, at) };
  if (node.node === 'comprehension') return { ...node, range: stripMark(node.range, at) };
  if (node.node === 'optionalMap') return { ...node, target: stripMark(node.target, at) };
  return node;
}

/** The parser's own class of unsigned numbers: known by what it holds. */
function isUnsigned(value: unknown): value is { valueOf(): bigint } {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  return typeof value.valueOf() === 'bigint';
}

function signed(value: bigint, offset: number): Value {
  if (BigInt.asIntN(64, value) !== value) throw new Stop(`${value} is no 64-bit integer`, offset);
  return toInt(value);
}

function unsigned(value: bigint, offset: number): bigint {
  if (BigInt.asUintN(64, value) !== value) throw new Stop(`${value} is no unsigned 64-bit integer`, offset);
  return value;
}
