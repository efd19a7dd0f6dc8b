import type { Schema } from '../upstream/index.ts';
import type { Check } from './problem.ts';

/**
 * A schema with the words by which Kubernetes' own validation of built-in kinds is written down (`builtin/`).
 * They exist because OpenAPI does not carry that validation.
 */
export interface Node extends Schema {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: Node | true;
  /** Exactly one of these fields is set. */
  readonly exactlyOne?: readonly string[];
  /** At most one of these fields is set. */
  readonly atMostOne?: readonly string[];
  /** Lists: no two items agree in all of these fields; `[]` means that no two items are equal. */
  readonly unique?: readonly string[];
  /** The format of the keys of a map. */
  readonly keyFormat?: string;
  /** Fields that cannot be set. */
  readonly forbidden?: readonly string[];
  /** What holds besides, in words that close no object; stands beside a `ref`. */
  readonly also?: Node;
  /** What no word can say. Called for values of the right type. */
  readonly checks?: readonly Check[];
  /** Judges values in place of all other words. */
  readonly use?: Check;
}

/**
 * By what rules values are judged.
 * - `custom`: a resource of a CustomResourceDefinition: all words of its schema.
 * - `builtin`: types and unknown fields by OpenAPI; empty text counts as absent, as in Go.
 * - `typed`: only types and unknown fields: `status`, which writers cannot set.
 */
export type Mode = 'custom' | 'builtin' | 'typed';
