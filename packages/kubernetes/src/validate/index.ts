export type { SchemaProblem, SchemaReason } from './problem.ts';
export { createValidator } from './validator.ts';
export type { Validator, ValidatorOptions } from './validator.ts';
