import type { Overload } from './functions/overload.ts';
import type { CelField, CelType } from './types.ts';
import type { Value } from './values.ts';

/** What every node has. The checker fills in `type`. */
interface NodeBase {
  /** Where it starts in the source, in UTF-16 units. */
  readonly offset: number;
  type: CelType;
}

/** A literal. */
export interface Literal extends NodeBase {
  readonly node: 'literal';
  readonly value: Value;
}

/** A variable, or the name of a type. */
export interface Identifier extends NodeBase {
  readonly node: 'identifier';
  readonly name: string;
  /** Set by the checker if the name means a type. */
  denotes?: CelType;
}

/** `operand.field`, `operand.?field`, `has(operand.field)`. */
export interface Select extends NodeBase {
  readonly node: 'select';
  readonly operand: Expression;
  readonly name: string;
  readonly mode: 'value' | 'optional' | 'test';
  /** Set by the checker where the operand's type has declared fields. */
  field?: CelField;
}

/** A function, method, or operator. Operators go by their sign: `+`, `[]`, `in`, `?:`; negation is `-_`. */
export interface Call extends NodeBase {
  readonly node: 'call';
  name: string;
  target: Expression | undefined;
  readonly args: readonly Expression[];
  /** Set by the checker: those that the types allow; more than one where types are dynamic. */
  overloads: readonly Overload[];
}

/** `[a, ?b]` */
export interface ListLiteral extends NodeBase {
  readonly node: 'list';
  readonly elements: readonly { readonly value: Expression; readonly optional: boolean }[];
}

/** `{k: v, ?k: v}` */
export interface MapLiteral extends NodeBase {
  readonly node: 'map';
  readonly entries: readonly {
    readonly key: Expression;
    readonly value: Expression;
    readonly optional: boolean;
  }[];
}

/** The macros that walk a list or map. */
export type ComprehensionKind =
  | 'all'
  | 'exists'
  | 'existsOne'
  | 'map'
  | 'filter'
  | 'transformList'
  | 'transformMap'
  | 'transformMapEntry'
  | 'sortBy';

/** A macro over a list or map with one or two variables. */
export interface Comprehension extends NodeBase {
  readonly node: 'comprehension';
  readonly kind: ComprehensionKind;
  readonly range: Expression;
  readonly variables: readonly [string] | readonly [string, string];
  /** `map` and the transforms: which elements take part. */
  readonly filter: Expression | undefined;
  readonly body: Expression;
}

/** `optional.optMap(x, body)`, `optional.optFlatMap(x, body)`. */
export interface OptionalMap extends NodeBase {
  readonly node: 'optionalMap';
  readonly target: Expression;
  readonly variable: string;
  readonly body: Expression;
  readonly flat: boolean;
}

/** A node of a parsed expression. */
export type Expression =
  | Literal
  | Identifier
  | Select
  | Call
  | ListLiteral
  | MapLiteral
  | Comprehension
  | OptionalMap;

/** The nodes directly below a node, in source order. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.node) {
    case 'literal':
    case 'identifier':
      return [];
    case 'select':
      return [node.operand];
    case 'call':
      return node.target === undefined ? node.args : [node.target, ...node.args];
    case 'list':
      return node.elements.map((element) => element.value);
    case 'map':
      return node.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'comprehension':
      return node.filter === undefined ? [node.range, node.body] : [node.range, node.filter, node.body];
    case 'optionalMap':
      return [node.target, node.body];
  }
}
