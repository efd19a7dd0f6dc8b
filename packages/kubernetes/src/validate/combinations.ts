import type { Compiler } from './compiler.ts';
import type { Node } from './node.ts';
import type { Check, Found } from './problem.ts';
import { isRecord, problem } from './problem.ts';
import { firstOf } from './scalars.ts';

/** allOf, anyOf, oneOf, and not. `undefined` if a schema has none of them. */
export function combinationCheck(node: Node, compiler: Compiler): Check | undefined {
  const checks: Check[] = [];
  for (const each of node.allOf ?? []) checks.push(compiler.openCheck(each));
  if (node.anyOf !== undefined) checks.push(anyCheck(node.anyOf, compiler));
  if (node.oneOf !== undefined) checks.push(oneCheck(node.oneOf, compiler));
  if (node.not !== undefined) checks.push(notCheck(node.not, compiler));
  return firstOf(checks);
}

function anyCheck(schemas: readonly Node[], compiler: Compiler): Check {
  const checks = schemas.map((schema) => compiler.openCheck(schema));
  return (value) => {
    let nearest: Found;
    for (const check of checks) {
      const found = check(value);
      if (found === undefined) return undefined;
      nearest ??= found;
    }
    return problem('combination', sentence('at least one', schemas, nearest));
  };
}

function oneCheck(schemas: readonly Node[], compiler: Compiler): Check {
  const checks = schemas.map((schema) => compiler.openCheck(schema));
  return (value) => {
    let matches = 0;
    let nearest: Found;
    for (const check of checks) {
      const found = check(value);
      if (found === undefined) matches += 1;
      else nearest ??= found;
    }
    if (matches === 1) return undefined;
    return problem('combination', sentence('exactly one', schemas, matches === 0 ? nearest : undefined));
  };
}

function notCheck(schema: Node, compiler: Compiler): Check {
  const check = compiler.openCheck(schema);
  const fields = requiredOnly(schema);
  return (value) => {
    if (check(value) !== undefined) return undefined;
    return problem(
      'combination',
      fields === undefined ? 'it has a form that is excluded' : `${fields} cannot be set here`,
    );
  };
}

/** What alternatives ask for, in words where each just names fields. */
function sentence(count: string, schemas: readonly Node[], nearest: Found): string {
  const names = schemas.map(requiredOnly);
  if (names.every((name) => name !== undefined)) return `${count} of ${names.join(', ')} must be set`;
  const detail = nearest?.[0] === undefined ? '' : `; the first asks: ${nearest[0].message}`;
  return `it must fit ${count} of ${schemas.length} forms${detail}`;
}

function requiredOnly(schema: Node): string | undefined {
  return schema.required === undefined || Object.keys(schema).length > 1
    ? undefined
    : schema.required.join(' with ');
}

/** The words about which fields are set together. `undefined` if a node has none of them. */
export function setFieldsCheck(node: Node): Check | undefined {
  const { exactlyOne, atMostOne, forbidden } = node;
  const checks: Check[] = [];
  if (exactlyOne !== undefined)
    checks.push((value) => countCheck(exactlyOne, value, (count) => count === 1, 'exactly one'));
  if (atMostOne !== undefined)
    checks.push((value) => countCheck(atMostOne, value, (count) => count < 2, 'at most one'));
  if (forbidden !== undefined)
    checks.push((value) => {
      if (!isRecord(value)) return undefined;
      const name = forbidden.find((one) => value[one] !== undefined && value[one] !== null);
      return name === undefined ? undefined : problem('forbidden', 'it cannot be set here', name);
    });
  return firstOf(checks);
}

function countCheck(
  names: readonly string[],
  value: unknown,
  isRight: (count: number) => boolean,
  words: string,
): Found {
  if (!isRecord(value)) return undefined;
  const set = names.filter((name) => value[name] !== undefined && value[name] !== null);
  if (isRight(set.length)) return undefined;
  const have = set.length === 0 ? 'none is' : `${set.join(' and ')} are`;
  const shown = names.length > 8 ? `${names.slice(0, 8).join(', ')}, ...` : names.join(', ');
  return problem('combination', `${words} of ${shown} can be set; ${have}`);
}
