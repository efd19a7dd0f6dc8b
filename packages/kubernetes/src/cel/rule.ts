import type { Rule } from '../upstream/index.ts';
import { type CelProgram, compileCel } from './compile-cel.ts';
import { type Cost } from './cost.ts';
import type { ExpressionAge } from './environment.ts';
import type { CelProblem } from './parse.ts';
import { boolType, type CelType, optionalOf, sameType, stringType, typeText } from './types.ts';
import { none, Optional, type Value } from './values.ts';

/** A problem of a rule, and in which of its expressions. */
export interface RuleProblem extends CelProblem {
  readonly field: 'rule' | 'messageExpression' | 'optionalOldSelf';
}

/** Why a value breaks a rule. */
export interface RuleFailure {
  /** What the rule's author says, or which rule it was. */
  readonly message: string;
  /** The expression has no value, or not one that the server could use; not the value's fault alone. */
  readonly failed: boolean;
  /** `FieldValueInvalid` and its like. */
  readonly reason: string;
  /** From the value to the field that is to blame, as the rule writes it. */
  readonly fieldPath: string | undefined;
}

/** A compiled rule. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly cost: Cost;
  /** The cost of `messageExpression`. */
  readonly messageCost: Cost | undefined;
  /** A transition rule: it looks at the old value, and says nothing without one unless `optionalOldSelf` is set. */
  readonly usesOldSelf: boolean;
  /** Checks a value (JSON); `undefined` if it holds. */
  readonly check: (self: Value, oldSelf?: Value) => RuleFailure | undefined;
}

/** A compiled rule, or every problem found. */
export type RuleCompilation =
  | { readonly ok: true; readonly rule: CompiledRule }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

/** Which server reads the rule. */
export interface RuleOptions {
  /** `1.35` */
  readonly minor: string;
  /** `new` by default. */
  readonly age?: ExpressionAge;
}

/** As long as a message may be, in bytes. */
const LONGEST_MESSAGE = 5 * 1024;

/** Compiles a rule of a schema; `self` is the type of the value that it stands at (`celTypeOf`). */
export function compileRule(rule: Rule, self: CelType, options: RuleOptions): RuleCompilation {
  const optional = rule.optionalOldSelf === true;
  const compile = (source: string) =>
    compileCel(source, { ...options, variables: { self, oldSelf: optional ? optionalOf(self) : self } });
  const problems: RuleProblem[] = [];
  const accept = (
    field: 'rule' | 'messageExpression',
    source: string,
    type: CelType,
  ): CelProgram | undefined => {
    const compiled = compile(source);
    if (!compiled.ok) problems.push(...compiled.problems.map((problem) => ({ ...problem, field })));
    else if (sameType(compiled.program.type, type)) return compiled.program;
    else {
      const found = typeText(compiled.program.type);
      problems.push({ message: `it must be a ${typeText(type)}, not a ${found}`, offset: 0, field });
    }
    return undefined;
  };
  const program = accept('rule', rule.rule, boolType);
  const explain = rule.messageExpression
    ? accept('messageExpression', rule.messageExpression, stringType)
    : undefined;
  const usesOldSelf = program?.uses('oldSelf') ?? false;
  if (optional && program !== undefined && !usesOldSelf) {
    problems.push({
      message: 'optionalOldSelf is set, but the rule has no oldSelf',
      offset: 0,
      field: 'optionalOldSelf',
    });
  }
  if (program === undefined || problems.length > 0) return { ok: false, problems };
  return { ok: true, rule: makeRule(rule, program, explain, usesOldSelf) };
}

function makeRule(
  rule: Rule,
  program: CelProgram,
  explain: CelProgram | undefined,
  usesOldSelf: boolean,
): CompiledRule {
  const optional = rule.optionalOldSelf === true;
  const fail = (message: string, failed: boolean): RuleFailure => ({
    message,
    failed,
    reason: rule.reason ?? 'FieldValueInvalid',
    fieldPath: rule.fieldPath,
  });
  const bindings: { self: Value; oldSelf: Value } = { self: null, oldSelf: null };
  return {
    rule,
    get cost() {
      return program.cost;
    },
    get messageCost() {
      return explain?.cost;
    },
    usesOldSelf,
    check: (self, oldSelf) => {
      if (usesOldSelf && !optional && oldSelf === undefined) return undefined;
      bindings.self = self;
      if (usesOldSelf) {
        if (optional) bindings.oldSelf = oldSelf === undefined ? none : new Optional(oldSelf);
        else bindings.oldSelf = oldSelf as Value;
      }
      const result = program.evaluate(bindings);
      if (result.ok && result.value === true) return undefined;
      if (!result.ok) return fail(`${result.message} evaluating rule: ${rule.message ?? rule.rule}`, true);
      return fail(messageOf(rule, explain, bindings), false);
    },
  };
}

/** The message that the rule computes if it is of any use, the one it states, or the rule itself. */
function messageOf(
  rule: Rule,
  explain: CelProgram | undefined,
  bindings: Readonly<Record<string, Value>>,
): string {
  const stated = rule.message?.trim() || `failed rule: ${rule.rule.trim()}`;
  if (explain === undefined) return stated;
  const result = explain.evaluate(bindings);
  if (!result.ok || typeof result.value !== 'string') return stated;
  const computed = result.value.trim();
  return computed === '' || /[\r\n]/.test(computed) || computed.length > LONGEST_MESSAGE ? stated : computed;
}
