import type { Compiler } from './compiler.ts';
import type { Node } from './node.ts';
import { nullProblem } from './nulls.ts';
import type { Check, Found } from './problem.ts';
import { isRecord, join, joinBelow, nameOfType, problem, quote } from './problem.ts';
import { identity } from './scalars.ts';

/**
 * The check of a list: its items, how many there are, and that its keys or values differ where they must.
 *
 * @param inner how the schema of items is compiled
 */
export function listCheck(node: Node, compiler: Compiler, inner = compiler.check): Check {
  const item = node.items === undefined ? undefined : inner(itemNode(node.items, compiler));
  const { minItems = 0, maxItems = Infinity } = compiler.mode === 'typed' ? {} : node;
  const differ = differCheck(node, compiler);
  return (value) => {
    if (!Array.isArray(value)) return problem('type', `it is ${nameOfType(value)}, not a list`);
    const list = value as readonly unknown[];
    const { length } = list;
    let found: Found;
    if (item !== undefined)
      for (let at = 0; at < length; at += 1) {
        const one = list[at];
        const wrong = one === null || one === undefined ? nullItem(node, compiler) : item(one);
        if (wrong !== undefined) found = joinBelow(found, wrong, at);
      }
    if (length < minItems)
      found = join(
        found,
        problem(
          'length',
          `it has ${length} items; at least ${minItems} ${minItems === 1 ? 'is' : 'are'} needed`,
        ),
      );
    if (length > maxItems)
      found = join(found, problem('length', `it has ${length} items; at most ${maxItems} are allowed`));
    return differ === undefined ? found : join(found, differ(list));
  };
}

/** Empty text stands for itself in a list, not for an absent field. */
function itemNode(items: Node, { mode }: Compiler): Node {
  return mode === 'builtin' && items.type === 'string' && items.minLength === undefined
    ? { ...items, minLength: 0 }
    : items;
}

function nullItem(node: Node, compiler: Compiler): Found {
  if (compiler.mode !== 'custom') {
    compiler.onNull();
    return undefined;
  }
  return node.items === undefined ? undefined : nullProblem(node.items, compiler);
}

type ListCheck = (list: readonly unknown[]) => Found;

function differCheck(node: Node, compiler: Compiler): ListCheck | undefined {
  const { listType, listMapKeys, unique, uniqueItems } = node;
  const unlike = unique !== undefined && unique.length > 0 ? uniqueCheck(unique) : undefined;
  if (listType === 'map' && listMapKeys !== undefined) {
    const keys = keysCheck(node, listMapKeys, compiler);
    return unlike === undefined ? keys : (list) => keys(list) ?? unlike(list);
  }
  if (unlike !== undefined) return unlike;
  return listType === 'set' || uniqueItems === true || unique !== undefined ? setCheck : undefined;
}

function setCheck(list: readonly unknown[]): Found {
  if (list.length < 2 && list[0] !== null) return undefined;
  const seen = new Set<unknown>();
  let found: Found;
  for (const [at, item] of list.entries()) {
    const key = identity(item);
    if (seen.has(key))
      found = joinBelow(found, problem('duplicate', `${quote(item)} stands in the list twice`), at);
    seen.add(key);
  }
  return found;
}

/** Lists that are maps by some keys: each item has all of them, by default or itself, and no two the same. */
function keysCheck(node: Node, keys: readonly string[], compiler: Compiler): ListCheck {
  const items = node.items?.ref === undefined ? node.items : compiler.resolve(node.items.ref);
  const defaults = keys.map((key) => items?.properties?.[key]?.default);
  const [key = '', ...others] = keys;
  const single = others.length === 0;
  const keyOf = (item: Readonly<Record<string, unknown>>): unknown =>
    single
      ? (item[key] ?? defaults[0])
      : JSON.stringify(keys.map((name, at) => item[name] ?? defaults[at] ?? null));
  const isComplete = (item: Readonly<Record<string, unknown>>): boolean =>
    keys.every((name, at) => (item[name] ?? defaults[at]) !== undefined);
  return (list) => {
    const seen = list.length > 1 ? new Set<unknown>() : undefined;
    let found: Found;
    for (let at = 0; at < list.length; at += 1) {
      const item = list[at];
      // Items of a wrong type have been found already.
      if (!isRecord(item)) {
        if (item === null) found = joinBelow(found, problem('type', 'it is null'), at);
        continue;
      }
      if (!isComplete(item)) {
        const missing = keys.filter((name, index) => (item[name] ?? defaults[index]) === undefined);
        if (!(items?.required ?? []).some((name) => missing.includes(name)) || compiler.mode === 'typed')
          found = joinBelow(
            found,
            problem('required', `items are told apart by ${missing.join(' and ')}, which is missing`),
            at,
          );
        continue;
      }
      const id = keyOf(item);
      if (seen?.has(id) === true)
        found = joinBelow(
          found,
          problem('duplicate', `an earlier item has the same ${keys.join(' and ')}`),
          at,
        );
      seen?.add(id);
    }
    return found;
  };
}

function uniqueCheck(keys: readonly string[]): ListCheck {
  const [key = '', ...others] = keys;
  const single = others.length === 0;
  return (list) => {
    if (list.length < 2) return undefined;
    const seen = new Set<unknown>();
    let found: Found;
    for (const [at, item] of list.entries()) {
      if (!isRecord(item)) continue;
      const id = single ? item[key] : JSON.stringify(keys.map((name) => item[name] ?? null));
      if (id === undefined || id === null || id === '') continue;
      if (seen.has(id))
        found = joinBelow(
          found,
          problem('duplicate', `an earlier item has the same ${keys.join(' and ')}`),
          at,
        );
      seen.add(id);
    }
    return found;
  };
}
