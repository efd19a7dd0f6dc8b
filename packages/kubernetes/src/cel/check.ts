import {
  type Call,
  childrenOf,
  type Comprehension,
  type Expression,
  type Identifier,
  type ListLiteral,
  type MapLiteral,
  type OptionalMap,
  type Select,
} from './ast.ts';
import { type Environment, laterLibrary } from './environment.ts';
import { libraryTypes, type Overload } from './functions/overload.ts';
import {
  allAssignable,
  assignable,
  freshen,
  freshParameter,
  Inference,
  mostGeneral,
  substitute,
} from './infer.ts';
import { literalProblems } from './literals.ts';
import type { CelProblem } from './parse.ts';
import {
  boolType,
  bytesType,
  type CelType,
  doubleType,
  durationType,
  dynType,
  elementOf,
  errorType,
  intType,
  isDynamic,
  isOptionalType,
  listOf,
  mapOf,
  nullType,
  optionalOf,
  sameType,
  stringType,
  timestampType,
  typeOf,
  typeText,
  uintType,
  unwrapOptional,
} from './types.ts';
import { Double, isInt, Uint } from './values.ts';

/** The names that mean types in expressions. */
const TYPE_NAMES: ReadonlyMap<string, CelType> = new Map([
  ...[boolType, intType, uintType, doubleType, stringType, bytesType].map((type) => [type.name, type] as const),
  ['null_type', nullType],
  ['list', listOf(dynType)],
  ['map', mapOf(dynType, dynType)],
  ['type', typeOf(dynType)],
  ['optional_type', optionalOf(dynType)],
  ['google.protobuf.Timestamp', timestampType],
  ['google.protobuf.Duration', durationType],
  ['net.IP', libraryTypes.IP],
  ['net.CIDR', libraryTypes.CIDR],
]);

/** Functions that only a running API server can answer. */
const AUTHORIZER = 'authorizer';

/**
 * Checks an expression: gives every node its type, every call the functions its types allow.
 * Problems are collected; after one, what depends on it is not reported again.
 */
export function checkExpression(
  expression: Expression,
  variables: ReadonlyMap<string, CelType>,
  environment: Environment,
): readonly CelProblem[] {
  const checker = new Checker(variables, environment);
  checker.check(expression);
  checker.finish(expression, false);
  if (checker.problems.length === 0) checker.problems.push(...literalProblems(expression));
  return checker.problems;
}

class Checker {
  readonly problems: CelProblem[] = [];
  private readonly environment: Environment;
  private readonly inference = new Inference();
  private scope: ReadonlyMap<string, CelType>;
  private parameters = 0;

  constructor(variables: ReadonlyMap<string, CelType>, environment: Environment) {
    this.scope = variables;
    this.environment = environment;
  }

  /**
   * Puts what was inferred into every type; whatever is still unknown is dynamic. Elements of literals must then have
   * the same type, `dyn` included, except in the arguments of `format`.
   */
  finish(node: Expression, mixed: boolean): void {
    node.type = substitute(this.inference, node.type, true);
    const free = mixed || (node.node === 'call' && node.name === 'format');
    for (const child of childrenOf(node)) this.finish(child, free);
    if (mixed) return;
    if (node.node === 'list') this.requireSameTypes(node.elements);
    if (node.node === 'map') {
      this.requireSameTypes(node.entries.map(({ key }) => ({ value: key, optional: false })));
      this.requireSameTypes(node.entries);
    }
  }

  private requireSameTypes(
    elements: readonly { readonly value: Expression; readonly optional: boolean }[],
  ): void {
    if (this.problems.length > 0) return;
    let first: CelType | undefined;
    for (const { value, optional } of elements) {
      const type = optional ? unwrapOptional(value.type) : value.type;
      first ??= type;
      if (sameType(first, type)) continue;
      this.problem(value, `expected type '${typeText(first)}' but found '${typeText(type)}'`);
      return;
    }
  }

  check(node: Expression): CelType {
    node.type = this.typeOf(node);
    return node.type;
  }

  private typeOf(node: Expression): CelType {
    switch (node.node) {
      case 'literal':
        return literalType(node.value);
      case 'identifier':
        return this.identifier(node);
      case 'select':
        return this.select(node);
      case 'call':
        return this.call(node);
      case 'list':
        return this.list(node);
      case 'map':
        return this.map(node);
      case 'comprehension':
        return this.comprehension(node);
      case 'optionalMap':
        return this.optionalMap(node);
    }
  }

  private problem(node: Expression, message: string): CelType {
    this.problems.push({ message, offset: node.offset });
    return errorType;
  }

  private known(type: CelType): CelType {
    return substitute(this.inference, type, false);
  }

  private identifier(node: Identifier): CelType {
    const type = this.scope.get(node.name);
    if (type !== undefined) return type;
    const denoted = TYPE_NAMES.get(node.name);
    if (denoted !== undefined) {
      node.denotes = denoted;
      return typeOf(denoted);
    }
    if (node.name === AUTHORIZER) {
      return this.problem(node, 'authorizer is not available here: only a running API server can answer it');
    }
    return this.problem(node, `undeclared reference to '${node.name}'`);
  }

  private select(node: Select): CelType {
    const type = this.selectValue(node);
    return node.mode === 'test' ? boolType : this.known(type);
  }

  private selectValue(node: Select): CelType {
    const qualified = qualifiedName(node);
    const denoted = qualified === undefined || node.mode !== 'value' ? undefined : TYPE_NAMES.get(qualified);
    if (denoted !== undefined && this.scope.get(qualified?.split('.')[0] ?? '') === undefined) {
      Object.assign(node, { node: 'identifier', name: qualified, denotes: denoted });
      return typeOf(denoted);
    }
    const operand = this.known(this.check(node.operand));
    const target = unwrapOptional(operand);
    const result = this.fieldType(node, target);
    return node.mode === 'optional' || isOptionalType(operand) ? optionalOf(result) : result;
  }

  private fieldType(node: Select, target: CelType): CelType {
    switch (target.kind) {
      case 'map':
        return elementOf(target);
      case 'object': {
        const field = target.field?.(node.name);
        if (field === undefined) return this.problem(node, `undefined field '${node.name}'`);
        node.field = field;
        return field.type;
      }
      case 'parameter':
        assignable(this.inference, dynType, target);
        return dynType;
      default:
        if (isDynamic(target)) return dynType;
        return this.problem(node, `type '${typeText(target)}' does not support field selection`);
    }
  }

  private call(node: Call): CelType {
    for (const arg of node.args) this.check(arg);
    const { target } = node;
    if (target !== undefined) {
      const qualified = qualifiedName(target);
      const overloads =
        qualified === undefined ? undefined : this.environment.overloads.get(`${qualified}.${node.name}`);
      if (overloads !== undefined) {
        node.name = `${qualified}.${node.name}`;
        node.target = undefined;
        return this.resolve(node, overloads, node.args);
      }
      this.check(target);
    }
    const overloads = this.environment.overloads.get(node.name);
    if (overloads === undefined) return this.undeclared(node);
    return this.resolve(node, overloads, target === undefined ? node.args : [target, ...node.args]);
  }

  private undeclared(node: Call): CelType {
    const qualified = node.target === undefined ? undefined : qualifiedName(node.target);
    const full = qualified === undefined ? node.name : `${qualified}.${node.name}`;
    const library = laterLibrary(full) ?? laterLibrary(node.name);
    const later =
      library === undefined || this.environment.overloads.has(library.functions[0]?.[0] ?? '')
        ? ''
        : ` (new expressions know it from Kubernetes 1.${library.since + 1} on)`;
    return this.problem(node, `undeclared reference to '${node.name}'${later}`);
  }

  private resolve(node: Call, overloads: readonly Overload[], args: readonly Expression[]): CelType {
    const types = args.map((arg) => arg.type);
    const fitting: Overload[] = [];
    let result: CelType | undefined;
    for (const overload of overloads) {
      if (overload.member !== (node.target !== undefined) || overload.args.length !== types.length) continue;
      const fresh = new Map(overload.parameters.map((name) => [name, freshParameter(this.parameters++)]));
      const wanted = fresh.size === 0 ? overload.args : overload.args.map((type) => freshen(type, fresh));
      if (!allAssignable(this.inference, types, wanted)) continue;
      fitting.push(overload);
      const type = this.known(fresh.size === 0 ? overload.result : freshen(overload.result, fresh));
      if (result === undefined) result = type;
      else if (result.kind !== 'dyn' && typeText(type) !== typeText(result)) result = dynType;
    }
    node.overloads = fitting;
    if (result !== undefined) return result;
    if (types.some((type) => type.kind === 'error')) return errorType;
    const shown = types.map((type) => typeText(substitute(this.inference, type, true)));
    const [first, ...others] = shown;
    const call = node.target === undefined ? `(${shown.join(', ')})` : `${first}.(${others.join(', ')})`;
    return this.problem(node, `found no matching overload for '${node.name}' applied to '${call}'`);
  }

  /** The type that all elements of a literal share. */
  private join(node: Expression, before: CelType | undefined, type: CelType): CelType {
    if (before === undefined) return type;
    if (assignable(this.inference, before, type)) return mostGeneral(before, type);
    return dynType;
  }

  private element(node: Expression, optional: boolean): CelType {
    const type = this.check(node);
    if (!optional) return type;
    const known = this.known(type);
    if (!isOptionalType(known) && !isDynamic(known)) {
      this.problem(node, `expected type 'optional_type(${typeText(known)})' but found '${typeText(known)}'`);
    }
    return unwrapOptional(known);
  }

  private list(node: ListLiteral): CelType {
    let type: CelType | undefined;
    for (const { value, optional } of node.elements)
      type = this.join(value, type, this.element(value, optional));
    return listOf(type ?? freshParameter(this.parameters++));
  }

  private map(node: MapLiteral): CelType {
    let keys: CelType | undefined;
    let values: CelType | undefined;
    for (const { key, value, optional } of node.entries) {
      keys = this.join(key, keys, this.check(key));
      values = this.join(value, values, this.element(value, optional));
    }
    return mapOf(keys ?? freshParameter(this.parameters++), values ?? freshParameter(this.parameters++));
  }

  private expect(node: Expression, type: CelType): void {
    if (!assignable(this.inference, type, node.type)) {
      this.problem(node, `expected type '${typeText(type)}' but found '${typeText(this.known(node.type))}'`);
    }
  }

  private within<T>(names: readonly string[], types: readonly CelType[], work: () => T): T {
    const outer = this.scope;
    const inner = new Map(outer);
    for (const [i, name] of names.entries()) inner.set(name, types[i] as CelType);
    this.scope = inner;
    try {
      return work();
    } finally {
      this.scope = outer;
    }
  }

  /** The types of the variables: element; key; index and element; key and value. */
  private iterated(node: Comprehension): readonly CelType[] {
    const range = this.known(this.check(node.range));
    const two = node.variables.length === 2;
    if (range.kind === 'list') return two ? [intType, elementOf(range)] : [elementOf(range)];
    if (range.kind === 'map') return [range.parameters[0] as CelType, elementOf(range)];
    if (range.kind === 'parameter') assignable(this.inference, dynType, range);
    else if (!isDynamic(range)) {
      this.problem(
        node.range,
        `expression of type '${typeText(range)}' cannot be range of a comprehension (must be list, map, or dynamic)`,
      );
      return [errorType, errorType];
    }
    return [dynType, dynType];
  }

  private comprehension(node: Comprehension): CelType {
    const types = this.iterated(node);
    return this.within(node.variables, types, () => {
      if (node.filter !== undefined) {
        this.check(node.filter);
        this.expect(node.filter, boolType);
      }
      const body = this.check(node.body);
      switch (node.kind) {
        case 'all':
        case 'exists':
        case 'existsOne':
          this.expect(node.body, boolType);
          return boolType;
        case 'filter':
          this.expect(node.body, boolType);
          return listOf(types[0] as CelType);
        case 'map':
        case 'transformList':
          return listOf(body);
        case 'transformMap':
          return mapOf(types[0] as CelType, body);
        case 'transformMapEntry':
          this.expect(node.body, mapOf(dynType, dynType));
          return this.known(body).kind === 'map' ? body : mapOf(dynType, dynType);
        case 'sortBy':
          return this.sorted(node, body);
      }
    });
  }

  private sorted(node: Comprehension, key: CelType): CelType {
    const type = this.known(key);
    const sortable = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'];
    if (!isDynamic(type) && type.kind !== 'parameter' && !sortable.includes(type.kind)) {
      return this.problem(node.body, `cannot sort by values of type '${typeText(type)}'`);
    }
    return this.known(node.range.type);
  }

  private optionalMap(node: OptionalMap): CelType {
    const target = this.known(this.check(node.target));
    if (!isOptionalType(target) && !isDynamic(target)) {
      return this.problem(
        node,
        `found no matching overload for 'hasValue' applied to '${typeText(target)}.()'`,
      );
    }
    const value = isOptionalType(target) ? unwrapOptional(target) : dynType;
    const body = this.within([node.variable], [value], () => this.check(node.body));
    if (!node.flat) return optionalOf(body);
    const known = this.known(body);
    if (isOptionalType(known) || isDynamic(known)) return known;
    return this.problem(
      node.body,
      `expected type 'optional_type(${typeText(known)})' but found '${typeText(known)}'`,
    );
  }
}

function literalType(value: unknown): CelType {
  if (typeof value === 'string') return stringType;
  if (typeof value === 'boolean') return boolType;
  if (value === null) return nullType;
  if (value instanceof Uint) return uintType;
  if (value instanceof Uint8Array) return bytesType;
  if (value instanceof Double) return doubleType;
  return typeof value === 'bigint' || isInt(value as number) ? intType : doubleType;
}

/** `a.b.c` of a chain of plain selections. */
function qualifiedName(node: Expression): string | undefined {
  if (node.node === 'identifier') return node.name;
  if (node.node !== 'select' || node.mode !== 'value') return undefined;
  const operand = qualifiedName(node.operand);
  return operand === undefined ? undefined : `${operand}.${node.name}`;
}
