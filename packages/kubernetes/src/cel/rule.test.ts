import { describe, expect, it } from 'vitest';
import { builtinUpstream } from '../upstream/index.ts';
import type { Rule, Schema, UpstreamKind } from '../upstream/index.ts';
import { checkDefinitionRules } from './definition-rules.ts';
import { type CompiledRule, compileRule } from './rule.ts';
import { celTypeOf } from './schema-type.ts';
import type { CelType } from './types.ts';

const noRefs = (ref: string): Schema => {
  throw new Error(`no ${ref}`);
};

function ruleOn(schema: Schema, rule: Rule): CompiledRule {
  const compiled = compileRule(rule, celTypeOf(schema, noRefs) as CelType, { minor: '1.35' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.rule;
}

describe('rules', () => {
  const text: Schema = { type: 'string' };

  it('say what their author says', () => {
    const stated = ruleOn(text, {
      rule: "self == 'a'",
      message: 'must be a',
      reason: 'FieldValueForbidden',
      fieldPath: '.b',
    });
    expect(stated.check('a')).toBeUndefined();
    expect(stated.check('b')).toEqual({
      message: 'must be a',
      failed: false,
      reason: 'FieldValueForbidden',
      fieldPath: '.b',
    });
    const computed = ruleOn(text, { rule: "self == 'a'", message: 'no', messageExpression: "'not ' + self" });
    expect(computed.check('b')?.message).toBe('not b');
    const useless = ruleOn(text, { rule: "self == 'a'", message: 'no', messageExpression: "'  '" });
    expect(useless.check('b')?.message).toBe('no');
    const broken = ruleOn(text, { rule: "self == 'a'", message: 'no', messageExpression: 'self.substring(9)' });
    expect(broken.check('b')?.message).toBe('no');
    expect(ruleOn(text, { rule: "self == 'a'" }).check('b')?.message).toBe("failed rule: self == 'a'");
  });

  it('that fail to evaluate are broken, and say so', () => {
    const schema: Schema = { type: 'object', properties: { a: text } };
    expect(ruleOn(schema, { rule: "self.a == 'x'", message: 'm' }).check({})).toMatchObject({
      failed: true,
      message: 'no such key: a evaluating rule: m',
    });
  });

  it('about change need an old value', () => {
    const rule = ruleOn(text, { rule: 'self == oldSelf' });
    expect(rule.usesOldSelf).toBe(true);
    expect(rule.check('a')).toBeUndefined();
    expect(rule.check('a', 'a')).toBeUndefined();
    expect(rule.check('a', 'b')).toBeDefined();
    const optional = ruleOn(text, { rule: "oldSelf.hasValue() || self == 'a'", optionalOldSelf: true });
    expect([optional.check('a'), optional.check('b', 'c')]).toEqual([undefined, undefined]);
    expect(optional.check('b')).toBeDefined();
  });

  it('are true or false, and their messages are text', () => {
    const problems = (rule: Rule): readonly string[] => {
      const compiled = compileRule(rule, celTypeOf(text, noRefs) as CelType, { minor: '1.35' });
      return compiled.ok ? [] : compiled.problems.map(({ field, message }) => `${field}: ${message}`);
    };
    expect(problems({ rule: 'self' })).toEqual(['rule: it must be a bool, not a string']);
    expect(problems({ rule: 'true', messageExpression: '1' })).toEqual([
      'messageExpression: it must be a string, not a int',
    ]);
    expect(problems({ rule: 'true', optionalOldSelf: true })).toHaveLength(1);
    expect(problems({ rule: 'self.a' })[0]).toContain('does not support field selection');
  });
});

describe('rules of definitions', () => {
  const rules = [{ rule: "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')" }];
  const check = (schema: Schema): readonly string[] =>
    checkDefinitionRules({ type: 'object', properties: { spec: schema } }, noRefs, { minor: '1.35' }).map(
      ({ path, field, message }) => `${path} ${field} ${message}`,
    );

  it('cost no more than a server allows', () => {
    const items: Schema = { type: 'string', rules };
    expect(check({ type: 'array', items: { ...items, maxLength: 63 }, maxItems: 100 })).toEqual([]);
    expect(check({ type: 'array', items })[0]).toMatch(/^spec\.items cost the rule may cost \S+ times/);
  });

  it('have messages that cost no more either', () => {
    const messageExpression = "'all but ' + self.join(', ')";
    const list: Schema = { type: 'array', items: { type: 'string', maxLength: 63 } };
    const spec: Schema = { ...list, rules: [{ rule: 'true', messageExpression }] };
    expect(check({ ...spec, maxItems: 9 })).toEqual([]);
    expect(check(spec)[0]).toMatch(/^spec cost the message expression may cost \S+ times/);
  });

  it('see old values only where they can be found', () => {
    const items: Schema = { type: 'string', maxLength: 9, rules: [{ rule: 'self == oldSelf' }] };
    expect(check({ type: 'array', items, maxItems: 9 })).toEqual([
      'spec.items rule oldSelf cannot be used below a list whose items have no keys',
    ]);
  });
});

describe('rules of the kinds that Fairway writes', () => {
  interface Found {
    readonly schema: Schema;
    readonly kind: UpstreamKind;
  }

  function withRules(): readonly Found[] {
    const found: Found[] = [];
    const upstream = builtinUpstream();
    for (const source of upstream.sources) {
      const seen = new Set<Schema>();
      for (const { apiVersion, kind: name } of source.kinds) {
        const kind = upstream.kindOf(apiVersion, name, source.minor ?? '1.35');
        if (kind === undefined) continue;
        const visit = (schema: Schema): void => {
          if (seen.has(schema)) return;
          seen.add(schema);
          if (schema.rules !== undefined) found.push({ schema, kind });
          const { ref, properties = {}, items, additionalProperties } = schema;
          if (ref !== undefined) visit(kind.resolve(ref));
          for (const property of Object.values(properties)) visit(property);
          if (items !== undefined) visit(items);
          if (typeof additionalProperties === 'object') visit(additionalProperties);
        };
        visit(kind.schema);
      }
    }
    return found;
  }

  it.each(['1.33', '1.34', '1.35', '1.36'])('all compile on Kubernetes %s', (minor) => {
    const places = withRules();
    const broken: unknown[] = [];
    let count = 0;
    for (const { schema, kind } of places) {
      const type = celTypeOf(schema, kind.resolve, 'self', schema === kind.schema);
      for (const rule of schema.rules ?? []) {
        count++;
        const compiled = type === undefined ? undefined : compileRule(rule, type, { minor });
        if (compiled?.ok !== true) broken.push([kind.kind, rule.rule, compiled?.problems]);
      }
    }
    expect(broken).toEqual([]);
    expect(count).toBeGreaterThan(400);
  });
});
