import type { Call, Comprehension, Expression, ListLiteral, MapLiteral, OptionalMap, Select } from './ast.ts';
import { callEstimate, type CostArgument } from './cost-of-calls.ts';
import { fixed, product, type Range, sum, union, unknown } from './estimate.ts';
import { type CelType, elementOf } from './types.ts';
import { lengthOf, type Value } from './values.ts';

/** The least and the most that an evaluation costs, in the units of the API server. */
export type Cost = Range;

/** Sizes of the keys and values of a list or map. */
interface Entries {
  readonly isList: boolean;
  readonly key: Range;
  readonly value: Range;
}

interface Local {
  readonly path: Path;
  readonly size: Range | undefined;
  readonly entries: Entries | undefined;
}

/** From a variable through fields, `@items`, `@keys`, and `@values`. Absent where no declared value is meant. */
type Path = readonly string[] | undefined;

/**
 * What an expression costs at least and at most: macros by the size limits of the schemas, or by what a request of
 * 3 MiB can hold where they have none. Follows the API server's estimate (Kubernetes 1.34 and later), by which it
 * refuses definitions.
 */
export function estimateCost(expression: Expression, root: CelType | undefined): Cost {
  return new Estimator(root).cost(expression);
}

class Estimator {
  private readonly root: CelType | undefined;
  private readonly paths = new Map<Expression, Path>();
  private readonly sizes = new Map<Expression, Range>();
  private readonly entries = new Map<Expression, Entries>();
  private locals = new Map<string, Local>();

  constructor(root: CelType | undefined) {
    this.root = root;
  }

  cost(node: Expression): Cost {
    switch (node.node) {
      case 'literal':
        return fixed(0);
      case 'identifier': {
        const local = this.locals.get(node.name);
        this.paths.set(node, local === undefined ? [node.name] : local.path);
        return fixed(1);
      }
      case 'select':
        return this.select(node);
      case 'call':
        return this.call(node);
      case 'list':
        return this.list(node);
      case 'map':
        return this.map(node);
      case 'comprehension':
        return node.kind === 'sortBy' ? this.sortBy(node) : this.comprehension(node);
      case 'optionalMap':
        return this.optionalMap(node);
    }
  }

  private select(node: Select): Cost {
    const operand = this.cost(node.operand);
    if (node.mode === 'optional') return sum(operand, fixed(1));
    if (node.mode === 'test') return operand;
    const path = this.paths.get(node.operand) ?? [];
    this.paths.set(node, [...path, node.name]);
    const { kind } = node.operand.type;
    return kind === 'map' || kind === 'object' ? sum(operand, fixed(1)) : operand;
  }

  private list(node: ListLiteral): Cost {
    const costs = node.elements.map(({ value }) => this.cost(value));
    const value = this.sizeOfAll(node.elements.map((element) => element.value));
    this.entries.set(node, { isList: true, key: fixed(1), value });
    return sum(...costs, fixed(10));
  }

  private map(node: MapLiteral): Cost {
    const costs = node.entries.flatMap(({ key, value }) => [this.cost(key), this.cost(value)]);
    const key = this.sizeOfAll(node.entries.map((entry) => entry.key));
    const value = this.sizeOfAll(node.entries.map((entry) => entry.value));
    this.entries.set(node, { isList: false, key, value });
    return sum(...costs, fixed(30));
  }

  private sizeOfAll(nodes: readonly Expression[]): Range {
    return nodes
      .map((node) => this.sizeOf(node) ?? unknown)
      .reduce<Range>(union, nodes.length === 0 ? fixed(0) : NOTHING);
  }

  private call(node: Call): Cost {
    if (node.name === 'dyn') return this.dynamic(node);
    const costs = node.args.map((arg) => this.cost(arg));
    const target = node.target === undefined ? fixed(0) : this.cost(node.target);
    if (node.name === '&&' || node.name === '||') {
      const [left, right] = costs as [Cost, Cost];
      return sum(target, { minimum: left.minimum, maximum: sum(left, right).maximum });
    }
    if (node.name === '?:') return this.conditional(node, costs as [Cost, Cost, Cost]);
    let cost: Cost = NOTHING;
    let size: Range | undefined;
    for (const overload of node.overloads) {
      const receiver = node.target === undefined ? undefined : this.argument(node.target);
      const estimate = callEstimate(
        overload,
        receiver,
        node.args.map((arg) => this.argument(arg)),
      );
      cost = union(cost, estimate.cost);
      if (estimate.size !== undefined) size = size === undefined ? estimate.size : union(size, estimate.size);
    }
    if (node.name === '[]') size = this.index(node) ?? size;
    if (node.name === '+') this.concatenation(node);
    const known = size ?? this.sizeOf(node);
    if (known !== undefined) this.sizes.set(node, known);
    return sum(target, cost, ...costs);
  }

  private dynamic(node: Call): Cost {
    const [arg] = node.args as readonly [Expression];
    const cost = this.cost(arg);
    const size = this.sizeOf(arg);
    const entries = this.entriesOf(arg);
    if (size !== undefined) this.sizes.set(node, size);
    if (entries !== undefined) this.entries.set(node, entries);
    return sum(cost, fixed(1));
  }

  private index(node: Call): Range | undefined {
    const [operand] = node.args as readonly [Expression];
    const { kind } = operand.type;
    if (kind !== 'list' && kind !== 'map') return undefined;
    this.paths.set(node, [...(this.paths.get(operand) ?? []), kind === 'list' ? '@items' : '@values']);
    return this.entriesOf(operand)?.value;
  }

  private concatenation(node: Call): void {
    const [left, right] = node.args.map((arg) => this.entriesOf(arg));
    const joined = joinEntries(left, right);
    if (joined !== undefined) this.entries.set(node, joined);
  }

  private conditional(node: Call, costs: readonly [Cost, Cost, Cost]): Cost {
    const [, yes, no] = node.args as readonly [Expression, Expression, Expression];
    const joined = joinEntries(this.entriesOf(yes), this.entriesOf(no));
    if (joined !== undefined) this.entries.set(node, joined);
    this.sizes.set(node, union(this.sizeOf(yes) ?? unknown, this.sizeOf(no) ?? unknown));
    return sum(costs[0], union(costs[1], costs[2]));
  }

  private argument(node: Expression): CostArgument {
    const path = this.paths.get(node);
    const computed = this.sizeOf(node);
    const elements =
      node.type.parameters.length === 0
        ? undefined
        : ((path === undefined ? undefined : this.declaredSize([...path, '@items'])) ?? unknown);
    return { node, type: node.type, computed, size: computed ?? this.declaredSize(path) ?? unknown, elements };
  }

  private sizeOf(node: Expression): Range | undefined {
    const known = this.sizes.get(node);
    if (known !== undefined) return known;
    const own = literalSize(node);
    if (own !== undefined) return own;
    const declared = this.declaredSize(this.paths.get(node));
    if (declared !== undefined) {
      this.sizes.set(node, declared);
      return declared;
    }
    if (isScalar(node.type)) return fixed(1);
    return node.node === 'identifier' ? this.locals.get(node.name)?.size : undefined;
  }

  /** The size limit that the schema of the rule has at a path. The first step is taken to be the rule's own value. */
  private declaredSize(path: Path): Range | undefined {
    if (path === undefined || path.length === 0 || this.root === undefined) return undefined;
    let type: CelType | undefined = this.root;
    for (let i = 1; i < path.length; i++) {
      type = step(type, path[i] as string);
      if (type === undefined) return undefined;
    }
    return { minimum: 0, maximum: type.origin?.maximum ?? 0 };
  }

  private entriesOf(node: Expression): Entries | undefined {
    const known = this.entries.get(node);
    if (known !== undefined) return known;
    return node.node === 'identifier' ? this.locals.get(node.name)?.entries : undefined;
  }

  private within<T>(locals: Readonly<Record<string, Local>>, work: () => T): T {
    const outer = this.locals;
    this.locals = new Map([...outer, ...Object.entries(locals)]);
    const result = work();
    this.locals = outer;
    return result;
  }

  private iterated(node: Comprehension): Readonly<Record<string, Local>> {
    const entries = this.entriesOf(node.range);
    const path = this.paths.get(node.range) ?? [];
    const isList = entries?.isList ?? node.range.type.kind === 'list';
    const [first, second] = node.variables;
    const local = (name: string, size: Range | undefined): Local => ({
      path: [...path, name],
      size,
      entries: undefined,
    });
    if (second !== undefined) {
      return {
        [first]: local(isList ? '@indices' : '@keys', entries?.key),
        [second]: local(isList ? '@items' : '@values', entries?.value),
      };
    }
    return { [first]: isList ? local('@items', entries?.value) : local('@keys', entries?.key) };
  }

  private comprehension(node: Comprehension): Cost {
    const range = this.cost(node.range);
    const { round, elements } = this.within(this.iterated(node), () => this.round(node));
    const rounds = this.sizeOf(node.range) ?? unknown;
    const shape = SHAPES[node.kind];
    this.sizes.set(node, shape.initial === 0 ? fixed(1) : rounds);
    if (elements !== undefined) this.entries.set(node, elements);
    return sum(range, fixed(shape.initial), fixed(shape.result), product(rounds, round));
  }

  /** What one round costs, and the sizes of what it adds to the result. */
  private round(node: Comprehension): { readonly round: Cost; readonly elements: Entries | undefined } {
    const filter = node.filter === undefined ? undefined : this.cost(node.filter);
    const body = this.cost(node.body);
    const shape = SHAPES[node.kind];
    if (shape.quantifier !== undefined) {
      const either: Cost = { minimum: 1, maximum: 1 + body.maximum };
      return { round: sum(fixed(shape.quantifier), either), elements: undefined };
    }
    if (node.kind === 'existsOne') return { round: sum(body, { minimum: 1, maximum: 2 }), elements: undefined };
    if (node.kind === 'filter') {
      const local = this.locals.get(node.variables[0]);
      const size = this.declaredSize(local?.path) ?? local?.size;
      return { round: sum(body, { minimum: 1, maximum: 13 }), elements: listEntries(size) };
    }
    const added = sum(fixed(shape.step), body);
    const elements = shape.initial === 10 ? listEntries(this.sizeOf(node.body)) : undefined;
    return { round: filter === undefined ? added : sum(filter, union(added, fixed(1))), elements };
  }

  private sortBy(node: Comprehension): Cost {
    const range = this.cost(node.range);
    const rounds = this.sizeOf(node.range) ?? unknown;
    const local = { path: ['@items'], size: undefined, entries: undefined };
    const body = this.within({ [node.variables[0]]: local }, () => this.cost(node.body));
    const keys = sum(fixed(12), product(rounds, sum(fixed(12), body)));
    const factor = ['string', 'bytes'].includes(node.body.type.kind) ? 2.1 : 2;
    const sorting = sum(product(product(rounds, rounds), fixed(factor)), fixed(11));
    return sum(fixed(11), range, keys, sorting);
  }

  private optionalMap(node: OptionalMap): Cost {
    const target = this.cost(node.target);
    const value = elementOf(node.target.type);
    const local = { path: undefined, size: isScalar(value) ? fixed(1) : undefined, entries: undefined };
    const body = this.within({ [node.variable]: local }, () => this.cost(node.body));
    const bound = sum(fixed(11), target, body, fixed(node.flat ? 0 : 1));
    return sum(target, fixed(1), union(bound, fixed(1)));
  }
}

const NOTHING: Range = { minimum: Number.MAX_VALUE, maximum: 0 };

interface Shape {
  /** The cost of the value it starts from: 0 a number or boolean, 10 a list, 30 a map. */
  readonly initial: number;
  readonly result: number;
  /** `all` and `exists`: what asking whether to go on costs. */
  readonly quantifier?: number;
  /** What adding an element costs. */
  readonly step: number;
}

const SHAPES: Readonly<Record<Comprehension['kind'], Shape>> = {
  all: { initial: 0, result: 1, quantifier: 2, step: 0 },
  exists: { initial: 0, result: 1, quantifier: 3, step: 0 },
  existsOne: { initial: 0, result: 2, step: 0 },
  map: { initial: 10, result: 1, step: 12 },
  filter: { initial: 10, result: 1, step: 12 },
  transformList: { initial: 10, result: 1, step: 12 },
  transformMap: { initial: 30, result: 1, step: 3 },
  transformMapEntry: { initial: 30, result: 1, step: 2 },
  sortBy: { initial: 10, result: 1, step: 12 },
};

function listEntries(size: Range | undefined): Entries {
  return { isList: true, key: fixed(1), value: { minimum: 0, maximum: (size ?? unknown).maximum } };
}

function joinEntries(a: Entries | undefined, b: Entries | undefined): Entries | undefined {
  if (a === undefined || b === undefined) return undefined;
  return { isList: a.isList, key: union(a.key, b.key), value: union(a.value, b.value) };
}

function step(type: CelType, name: string): CelType | undefined {
  if (name === '@items' || name === '@values') {
    return type.kind === 'list' || type.kind === 'map' ? elementOf(type) : undefined;
  }
  if (name === '@keys') return type.kind === 'map' ? type.parameters[0] : undefined;
  return type.field?.(name)?.type;
}

function literalSize(node: Expression): Range | undefined {
  if (node.node === 'literal') return fixed(literalLength(node.value));
  if (node.node === 'list') return fixed(node.elements.length);
  return node.node === 'map' ? fixed(node.entries.length) : undefined;
}

function literalLength(value: Value): number {
  if (typeof value === 'string') return lengthOf(value);
  return value instanceof Uint8Array ? value.length : 1;
}

function isScalar(type: CelType): boolean {
  if (type.kind === 'opaque' && type.name === 'optional_type') return isScalar(elementOf(type));
  return ['bool', 'double', 'duration', 'int', 'timestamp', 'uint'].includes(type.kind);
}
