import type { FormatCheck } from './formats.ts';
import type { Mode, Node } from './node.ts';
import type { Check } from './problem.ts';

/** What compiling a schema needs to know about where it stands. */
export interface Compiler {
  readonly mode: Mode;
  readonly resolve: (ref: string) => Node;
  /** `undefined` for formats that the API server ignores. */
  readonly format: (name: string) => FormatCheck | undefined;
  /** Whether numbers of custom resources must fit into their formats. */
  readonly numberFormats?: boolean;
  /** The CEL rules of a node over values that its schema accepts; `undefined` if it has none. */
  readonly rules: (node: Node) => Check | undefined;
  /** Told of a null in a built-in kind, which Go reads as an absent or empty value. */
  readonly onNull: () => void;
  /** The check of `metadata` in embedded resources; `undefined` where there are none. */
  readonly embedded?: Check;
  /** The check of a schema, made when first used. Values are never null or undefined: who calls sees to that. */
  readonly check: (node: Node) => Check;
  /** The same of a schema below allOf, anyOf, oneOf, or not: each word counts only for values of its type. */
  readonly openCheck: (node: Node) => Check;
}
