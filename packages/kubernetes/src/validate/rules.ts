import type { CelType, Value } from '../cel/index.ts';
import { celTypeOf, compileRule } from '../cel/index.ts';
import { parseFieldPath } from '../field-path/index.ts';
import type { FieldSegment } from '../field-path/index.ts';
import type { Rule, Schema } from '../upstream/index.ts';
import type { Check, Finding, Found } from './problem.ts';
import { problem } from './problem.ts';

/** What compiling the rules of a schema takes. */
export interface RulesContext {
  readonly resolve: (ref: string) => Schema;
  /** The number after the dot. */
  readonly minor: number;
  /** Whether the schema is that of an object as a whole, whose name rules always see. */
  readonly root: boolean;
}

/**
 * The check of a schema's CEL rules for objects that do not exist yet, or `undefined` if it has none: a rule that
 * compares with the object as it was is left out, unless it says that it also holds without one.
 */
export function rulesCheck(schema: Schema, context: RulesContext): Check | undefined {
  const { rules } = schema;
  if (rules === undefined || rules.length === 0) return undefined;
  const type = celTypeOf(schema, context.resolve, 'self', context.root);
  if (type === undefined) return undefined;
  const checks = rules
    .map((rule) => ruleCheck(rule, type, context.minor))
    .filter((check) => check !== undefined);
  if (checks.length === 0) return undefined;
  return (value) => {
    let found: Found;
    for (const check of checks) {
      const wrong = check(value);
      if (wrong !== undefined) found = found === undefined ? wrong : [...found, ...wrong];
    }
    return found;
  };
}

function ruleCheck(rule: Rule, type: CelType, minor: number): Check | undefined {
  const compiled = compileRule(rule, type, { minor: `1.${minor}`, age: 'stored' });
  if (!compiled.ok) {
    const reason = compiled.problems.map(({ message }) => message).join('; ');
    return () => failed(rule, `the rule cannot be compiled: ${reason}`);
  }
  const { check, usesOldSelf } = compiled.rule;
  if (usesOldSelf && rule.optionalOldSelf !== true) return undefined;
  return (self) => {
    const failure = check(self as Value);
    return failure === undefined ? undefined : failed(rule, failure.message);
  };
}

function failed(rule: Rule, message: string): Finding[] {
  const [finding] = problem('rule', message, ...placeOf(rule.fieldPath));
  return [{ ...(finding as Finding), rule: rule.rule }];
}

/** `.spec.x['a.b'][0]` as a path below the schema's own place. */
function placeOf(fieldPath: string | undefined): readonly FieldSegment[] {
  if (fieldPath === undefined) return [];
  const parsed = parseFieldPath(fieldPath.replace(/^\./, ''));
  return parsed.ok ? parsed.path : [];
}
