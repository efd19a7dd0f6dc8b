import { describe, expect, it } from 'vitest';
import type { Schema } from '../upstream/index.ts';
import { compileCel } from './compile-cel.ts';
import { celTypeOf, escapeName } from './schema-type.ts';
import { type CelType, dynType, typeText } from './types.ts';
import type { Value } from './values.ts';

const noRefs = (ref: string): Schema => {
  throw new Error(`no ${ref}`);
};

function typed(schema: Schema, root = false): CelType {
  const type = celTypeOf(schema, noRefs, 'self', root);
  if (type === undefined) throw new Error('not visible');
  return type;
}

/** The value of an expression, or its first problem or failure in angle brackets. */
function evaluate(source: string, schema?: Schema, self: Value = null, minor = '1.36'): unknown {
  const variables: Record<string, CelType> = schema === undefined ? {} : { self: typed(schema) };
  const compiled = compileCel(source, { variables, minor });
  if (!compiled.ok) return `<${compiled.problems[0]?.message}>`;
  const result = compiled.program.evaluate({ self });
  return result.ok ? result.value : `<${result.message}>`;
}

describe('the language', () => {
  it.each<readonly [string, unknown]>([
    ['1 + 2 * 3', 7],
    ['9223372036854775807 - 1', 9223372036854775806n],
    ['9223372036854775807 + 1', '<integer overflow>'],
    ['-9223372036854775808 / -1', '<integer overflow>'],
    ['1 / 0', '<division by zero>'],
    ['-7 / 2', -3],
    ['-7 % 2', -1],
    ['9223372036854775808', '<9223372036854775808 is no 64-bit integer>'],
    ['1 == 2 == false', true],
    ['true == 1 < 2', "<found no matching overload for '==' applied to '(bool, int)'>"],
    ['false && 1 / 0 == 1', false],
    ['1 / 0 == 1 && false', false],
    ['1 / 0 == 1 || true', true],
    ['1 / 0 == 1 || false', '<division by zero>'],
    ['dyn(1) == 1.0 && dyn(1) == 1u', true],
    ['1 < 1.5 && 2u > 1', true],
    ["size('é😀')", 2],
    ["'a😀b'.substring(1, 2)", '😀'],
    ['[1, 2][2]', '<index out of bounds: 2>'],
    ["{'a': 1}.b", '<no such key: b>'],
    ["has({'a': 1}.a)", true],
    ["[1, 'a']", "<expected type 'int' but found 'string'>"],
    ['[0, 1].exists(x, 1 / x == 1)', true],
    ['[0].all(x, 1 / x == 1)', '<division by zero>'],
    ['[1, 2, 3].filter(x, x > 1).map(x, x * 2)', [4, 6]],
    ['[5, 6].exists(i, v, i == 1 && v == 6)', true],
    ["{'a': 1}.transformMap(k, v, v + 1)['a']", 2],
    ['[?optional.of(1), ?optional.none(), 3]', [1, 3]],
    ["{'a': {'b': 1}}.?a.?c.orValue(7)", 7],
    ['optional.none().optMap(x, x + 1).hasValue()', false],
    ['r\'\\d\' + "\\u0041"', '\\dA'],
    ["'abc'.matches('^a.c$')", true],
    ['x == 1', "<undeclared reference to 'x'>"],
    ['size(1, 2)', "<found no matching overload for 'size' applied to '(int, int)'>"],
  ])('%s', (source, expected) => {
    expect(evaluate(source)).toEqual(expected);
  });

  it('says what is no expression at all', () => {
    expect(evaluate('1 +')).toContain('syntax error');
    expect(evaluate("'abc'.matches('(')")).toContain('invalid regular expression (');
  });

  it('names the place of a problem', () => {
    const compiled = compileCel('true &&\n  1 < nope', { variables: {}, minor: '1.35' });
    expect(compiled).toEqual({
      ok: false,
      problems: [{ message: "undeclared reference to 'nope'", offset: 14 }],
    });
  });

  it('says that the authorizer is not here', () => {
    expect(evaluate("authorizer.group('')")).toContain('only a running API server');
  });
});

describe('Kubernetes libraries', () => {
  it.each<readonly [string, unknown]>([
    ["quantity('1Gi') == quantity('1024Mi')", true],
    ["quantity('500m').add(quantity('500m')).compareTo(quantity('1'))", 0],
    ["ip('2001:DB8::1').family()", 6],
    ["cidr('10.0.0.0/8').containsIP('10.1.2.3')", true],
    ["url('https://a.b:80/c?d=e').getHost()", 'a.b:80'],
    ["semver('1.2.3-rc.1').isLessThan(semver('1.2.3'))", true],
    ["format.dns1123Label().validate('Upper').hasValue()", true],
    ['sets.equivalent([1, 2, 2], [2, 1])', true],
    ["'%s is %d'.format(['x', 3])", 'x is 3'],
    ["['b', 'a'].sort()", ['a', 'b']],
    ["duration('90m') > duration('1h')", true],
    ["timestamp('2026-01-31T00:00:00Z').getDayOfMonth()", 30],
  ])('%s', (source, expected) => {
    expect(evaluate(source)).toEqual(expected);
  });

  it('come with the minor after theirs, to stored expressions with their own', () => {
    const compiles = (source: string, minor: string, age: 'new' | 'stored'): boolean =>
      compileCel(source, { variables: {}, minor, age }).ok;
    expect(compiles("isSemver('1.0.0')", '1.33', 'new')).toBe(false);
    expect(compiles("isSemver('1.0.0')", '1.33', 'stored')).toBe(true);
    expect(compiles("isSemver('1.0.0')", '1.34', 'new')).toBe(true);
    expect(compiles('[2, 1].sort() == [1, 2]', '1.34', 'new')).toBe(false);
    expect(compiles('[2, 1].sort() == [1, 2]', '1.35', 'new')).toBe(true);
    expect(evaluate('[1].sort()', undefined, null, '1.33')).toContain(
      'new expressions know it from Kubernetes 1.35 on',
    );
  });
});

describe('types from schemas', () => {
  it('escape names', () => {
    expect(['a-b', 'a.b', 'a/b', 'a__b', 'namespace', '1a', 'plain'].map(escapeName)).toEqual([
      'a__dash__b',
      'a__dot__b',
      'a__slash__b',
      'a__underscores__b',
      '__namespace__',
      undefined,
      'plain',
    ]);
  });

  it('are those of the API server', () => {
    const texts: readonly (readonly [Schema, string])[] = [
      [{ type: 'string' }, 'string'],
      [{ type: 'string', format: 'date-time' }, 'timestamp'],
      [{ type: 'string', format: 'duration' }, 'duration'],
      [{ type: 'string', format: 'byte' }, 'bytes'],
      [{ type: 'string', format: 'uri' }, 'string'],
      [{ type: 'number' }, 'double'],
      [{ intOrString: true }, 'dyn'],
      [{ type: 'array', items: { type: 'integer' } }, 'list(int)'],
      [{ type: 'object', additionalProperties: { type: 'boolean' } }, 'map(string, bool)'],
      [{ type: 'object', properties: {} }, 'self'],
    ];
    for (const [schema, text] of texts) expect(typeText(typed(schema))).toBe(text);
    for (const schema of [{}, { preserveUnknownFields: true }, { type: 'array', items: {} }] as Schema[]) {
      expect(celTypeOf(schema, noRefs)).toBeUndefined();
    }
  });

  it('end although schemas do not', () => {
    const schema: Schema = { type: 'object', properties: { next: { ref: 'node' }, value: { type: 'number' } } };
    const type = celTypeOf({ ref: 'node' }, () => schema) as CelType;
    const compiled = compileCel('self.next.next.value == 1.5 && self.next == self.next', {
      variables: { self: type },
      minor: '1.35',
    });
    expect(
      compiled.ok && compiled.program.evaluate({ self: { next: { next: { value: 1.5 } } } }),
    ).toMatchObject({
      value: true,
    });
  });

  const object: Schema = {
    type: 'object',
    properties: {
      'a-b': { type: 'integer' },
      when: { type: 'string', format: 'date-time' },
      rate: { type: 'number' },
      data: { type: 'string', format: 'byte' },
      set: { type: 'array', items: { type: 'string' }, listType: 'set' },
      free: { preserveUnknownFields: true },
      toString: { type: 'string' },
      maybe: { type: 'string', nullable: true },
    } as unknown as Readonly<Record<string, Schema>>,
  };
  it.each<readonly [string, Value, unknown]>([
    ['self.a__dash__b == 1', { 'a-b': 1 }, true],
    ["self.when < timestamp('2026-01-02T00:00:00Z')", { when: '2026-01-01T00:00:00Z' }, true],
    ['[self][0].when.getFullYear()', { when: '2026-01-01T00:00:00Z' }, 2026],
    ['self.rate + 0.5 == 2.0', { rate: 1.5 }, true],
    ['self.rate == 1.0 && type(self.rate) == double', { rate: 1 }, true],
    ["self.data == b'hi'", { data: 'aGk=' }, true],
    ["self.set == ['b', 'a']", { set: ['a', 'b'] }, true],
    ["self.set + ['a'] == self.set", { set: ['a', 'b'] }, true],
    ['self.free', {}, "<undefined field 'free'>"],
    ['self.toString', {}, '<no such key: toString>'],
    ['has(self.toString)', {}, false],
    ['has(self.maybe)', { maybe: null }, false],
    ['self.maybe.size()', { maybe: null }, '<no such key: maybe>'],
  ])('%s of %j', (source, self, expected) => {
    expect(evaluate(source, object, self)).toEqual(expected);
  });

  it('a root has a name', () => {
    const self = typed({ type: 'object', properties: { metadata: { type: 'object' } } }, true);
    const compiled = compileCel("self.metadata.name.startsWith('a')", { variables: { self }, minor: '1.35' });
    expect(compiled.ok).toBe(true);
  });

  it('values of another type than declared are failures, not crashes', () => {
    const schema: Schema = {
      type: 'object',
      properties: { s: { type: 'string' }, l: { type: 'array', items: { type: 'string' } } },
    };
    for (const self of [{ s: 5, l: 'x' }, { s: null, l: null }, { s: {}, l: {} }, 5, null] as Value[]) {
      for (const source of [
        "self.s.startsWith('a')",
        'self.l.all(x, x.size() > 1)',
        "self.s + 'a' == ''",
        'self.l[0] == ""',
      ]) {
        expect([true, false, 'string']).toContainEqual(
          typeof evaluate(source, schema, self) === 'boolean' ? true : typeof evaluate(source, schema, self),
        );
      }
    }
  });
});

describe('bounds', () => {
  it('an evaluation gives up at its cost', () => {
    const list = Array.from({ length: 2000 }, (_, i) => `${i}`);
    const schema: Schema = { type: 'array', items: { type: 'string' } };
    expect(evaluate('self.all(x, self.all(y, self.exists(z, z == x)))', schema, list)).toBe(
      '<operation cancelled: actual cost limit exceeded>',
    );
    expect(evaluate('lists.range(100000000).size() == 0 || true')).toContain('cost limit');
  });

  it('what costs a server the same for any size costs no more here', () => {
    const list = Array.from({ length: 2500 }, (_, i) => i);
    const schema: Schema = { type: 'array', items: { type: 'integer' } };
    expect(evaluate('self.all(x, self.size() > 0)', schema, list)).toBe(true);
    expect(evaluate('self.all(x, (self + [1]).size() > 0)', schema, list)).toBe(true);
    const both: Schema = { type: 'object', properties: { list: schema, text: { type: 'string' } } };
    const self = { list, text: 'x'.repeat(20_000) };
    expect(evaluate('self.list.all(x, self.text.size() > 0)', both, self)).toBe(true);
  });

  it.each(['set', 'map'] as const)('adding large lists of type %s ends soon', (listType) => {
    const item: Schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
    const items: Schema = listType === 'set' ? { type: 'integer' } : item;
    const schema: Schema = { type: 'array', items, listType, listMapKeys: ['name'] };
    const list = Array.from({ length: 20_000 }, (_, i) => (listType === 'set' ? i : { name: `${i}` }));
    const start = performance.now();
    expect(evaluate('self.all(x, (self + self).size() == 20000)', schema, list)).toContain('cost limit');
    expect(performance.now() - start).toBeLessThan(4000);
  });

  it('durations and regular expressions take linear time', () => {
    const start = performance.now();
    expect(evaluate('duration(self)', { type: 'string' }, '1'.repeat(200_000))).toContain('conversion error');
    expect(performance.now() - start).toBeLessThan(1000);
    expect(evaluate("self.matches('^(a+)+$')", { type: 'string' }, `${'a'.repeat(20_000)}b`)).toBe(false);
  });

  it('deep and long expressions are problems', () => {
    expect(evaluate(`${'('.repeat(400)}1${')'.repeat(400)}`)).toMatch(/^</);
    expect(evaluate('1'.repeat(100_001))).toContain('longer than');
    for (const count of [2_000, 5_001, 8_001, 50_000])
      expect(String(evaluate(`${'!'.repeat(count)}true`))).toMatch(/^<|^(?:true|false)$/);
    expect(evaluate('1 +')).toBe('<syntax error: unexpected EOF>');
  });

  it('the estimate follows the limits of the schema', () => {
    const cost = (schema: Schema): number => {
      const compiled = compileCel("self.all(x, x.contains('b'))", {
        variables: { self: typed(schema) },
        minor: '1.35',
      });
      return compiled.ok ? compiled.program.cost.maximum : Number.NaN;
    };
    const items: Schema = { type: 'string', maxLength: 10 };
    // each round: 2 to go on, 1 + 1 for the accumulator and x, 4 for 40 bytes of text
    expect(cost({ type: 'array', items, maxItems: 10 })).toBe(2 + 10 * (2 + 1 + 1 + 4));
    expect(cost({ type: 'array', items })).toBeGreaterThan(1_000_000);
  });

  it('a variable without a schema may be anything', () => {
    const compiled = compileCel('object.a.b[0] == 1', { variables: { object: dynType }, minor: '1.35' });
    expect(compiled.ok && compiled.program.evaluate({ object: { a: { b: [1] } } })).toMatchObject({
      value: true,
    });
  });
});
