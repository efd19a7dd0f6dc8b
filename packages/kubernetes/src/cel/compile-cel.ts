import { childrenOf, type Expression } from './ast.ts';
import { allow, isExceeded, remaining } from './budget.ts';
import { checkExpression } from './check.ts';
import { decoderOf } from './codec.ts';
import { type Cost, estimateCost } from './cost.ts';
import { environmentOf, type ExpressionAge } from './environment.ts';
import { compileExpression } from './evaluate/compile.ts';
import { asFailure, type Code } from './evaluate/code.ts';
import { type CelProblem, parseExpression, tooDeep } from './parse.ts';
import type { CelType } from './types.ts';
import { CelFailure, Optional, type Value } from './values.ts';

/** The cost at which the API server stops an expression. */
export const COST_LIMIT = 1_000_000;

/** What `compileCel` takes. */
export interface CompileOptions {
  /**
   * The variables and their types. A variable whose type comes from a schema (`celTypeOf`) takes JSON as it stands in
   * the document; every other takes values of `Value`. An optional of a schema's type takes an `Optional` of JSON.
   */
  readonly variables: Readonly<Record<string, CelType>>;
  /** The cluster's minor version of Kubernetes: `1.35`. */
  readonly minor: string;
  /** `new` by default: what a server of that minor accepts in an expression that it has not stored yet. */
  readonly age?: ExpressionAge;
}

/** The outcome of an evaluation. `message` says why there is no value, in the words of the API server where it matters. */
export type CelResult =
  | { readonly ok: true; readonly value: Value; readonly cost: number }
  | { readonly ok: false; readonly message: string; readonly cost: number };

/** A compiled expression. */
export interface CelProgram {
  readonly type: CelType;
  /**
   * The least and the most that an evaluation costs, in the server's units. Sizes come from the schema of the variable
   * `self`; without it they are unknown, as for a server.
   */
  readonly cost: Cost;
  /** Whether it mentions a variable. */
  readonly uses: (variable: string) => boolean;
  /**
   * Evaluates it. Bounded in time: `limit` (the server's by default) is the cost at which it gives up, counted by
   * rounds of macros and sizes of what functions read.
   */
  readonly evaluate: (bindings: Readonly<Record<string, Value>>, limit?: number) => CelResult;
}

/** A program, or every problem found. */
export type Compilation =
  | { readonly ok: true; readonly program: CelProgram }
  | { readonly ok: false; readonly problems: readonly CelProblem[] };

/**
 * Compiles an expression as an API server of a minor does: syntax, types, the functions it knows, literals.
 * Costs microseconds; keep the program and evaluate it often.
 */
export function compileCel(source: string, options: CompileOptions): Compilation {
  const environment = environmentOf(options.minor, options.age ?? 'new');
  const parsed = parseExpression(source, environment.macros);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const { expression } = parsed;
  const variables = new Map(Object.entries(options.variables));
  const refuse = (message: string): Compilation => ({ ok: false, problems: [{ message, offset: 0 }] });
  try {
    const problems = checkExpression(expression, variables, environment);
    if (problems.length > 0) return { ok: false, problems };
    return { ok: true, program: makeProgram(expression, variables) };
  } catch (error) {
    if (error instanceof CelFailure) return refuse(error.message);
    if (error instanceof RangeError) return refuse(tooDeep);
    throw error;
  }
}

function makeProgram(expression: Expression, variables: ReadonlyMap<string, CelType>): CelProgram {
  const names = [...variables.keys()];
  const given = names.map((name) => ({ name, json: variables.get(name)?.origin !== undefined }));
  const { run, size } = compileExpression(expression, given);
  const frame: Value[] = Array.from({ length: size }, () => null);
  const optional = names.map((name) => optionalDecoder(variables.get(name)));
  let cost: Cost | undefined;
  return {
    type: expression.type,
    get cost() {
      return (cost ??= estimateCost(expression, variables.get('self')));
    },
    uses: (variable) => mentions(expression, variable),
    evaluate: (bindings, limit = COST_LIMIT) => {
      for (let i = 0; i < names.length; i++) {
        const value = bindings[names[i] as string];
        const decode = optional[i];
        frame[i] = value === undefined ? null : decode === undefined ? value : decode(value);
      }
      return runProgram(run, frame, limit);
    },
  };
}

/** Optionals of schema types carry JSON, which is decoded where they are bound. */
function optionalDecoder(type: CelType | undefined): ((value: Value) => Value) | undefined {
  const inner = type?.name === 'optional_type' ? type.parameters[0] : undefined;
  const decode = inner === undefined ? undefined : decoderOf(inner);
  if (decode === undefined) return undefined;
  return (value) =>
    value instanceof Optional && value.value !== undefined ? new Optional(decode(value.value)) : value;
}

function runProgram(run: Code, frame: Value[], limit: number): CelResult {
  allow(limit);
  try {
    const value = run(frame);
    return { ok: true, value, cost: limit - remaining() };
  } catch (error) {
    const message = isExceeded(error) ? (error as CelFailure).message : messageOf(error);
    return { ok: false, message, cost: limit - remaining() };
  }
}

function messageOf(error: unknown): string {
  if (error instanceof RangeError) return `the value is too large: ${error.message}`;
  return asFailure(error).message;
}

function mentions(node: Expression, variable: string): boolean {
  if (node.node === 'identifier') return node.name === variable;
  if (node.node === 'comprehension' && node.variables.some((name) => name === variable)) {
    return mentions(node.range, variable);
  }
  return childrenOf(node).some((child) => mentions(child, variable));
}
