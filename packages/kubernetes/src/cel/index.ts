export * from './compile-cel.ts';
export type { Cost } from './cost.ts';
export * from './definition-rules.ts';
export { type ExpressionAge, libraries } from './environment.ts';
export type { Declaration, Library } from './functions/overload.ts';
export type { CelProblem } from './parse.ts';
export * from './rule.ts';
export { celTypeOf, escapeName, type Resolve } from './schema-type.ts';
export * from './types.ts';
export {
  CelMap,
  Double,
  Duration,
  type JsonObject,
  none,
  Optional,
  Timestamp,
  Uint,
  type Value,
} from './values.ts';
