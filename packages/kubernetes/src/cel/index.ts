export {
  type Compilation,
  type CelProgram,
  type CelResult,
  compileCel,
  type CompileOptions,
  COST_LIMIT,
} from './compile-cel.ts';
export type { Cost } from './cost.ts';
export {
  checkDefinitionRules,
  DEFINITION_COST_LIMIT,
  type DefinitionRuleProblem,
  RULE_COST_LIMIT,
} from './definition-rules.ts';
export { type ExpressionAge, libraries as celLibraries } from './environment.ts';
export type { Library as CelLibrary } from './functions/overload.ts';
export type { CelProblem } from './parse.ts';
export {
  type CompiledRule,
  compileRule,
  type RuleCompilation,
  type RuleFailure,
  type RuleOptions,
  type RuleProblem,
} from './rule.ts';
export { celTypeOf, escapeName } from './schema-type.ts';
export { type CelType, optionalOf, typeText } from './types.ts';
export { none, type Value } from './values.ts';
