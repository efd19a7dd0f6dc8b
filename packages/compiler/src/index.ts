export { bundleFile, platformBundle, readPlatformBundle } from './bundle/bundle.ts';
export { checkServiceNames } from './check/service-names.ts';
export { compile } from './compile.ts';
export type { CompileInput } from './compile-input.ts';
export * from './definition/index.ts';
export { diagnosticCatalog } from './diagnostics/index.ts';
export type { Intent, LoadedIntent } from './load/intent.ts';
export { loadIntents } from './load/load-intents.ts';
export type { ImageOverride } from './resolve/images.ts';
export * from './explain/index.ts';
export * from './migrate/index.ts';
export * from './outputs/index.ts';
export {
  checkPatchTargets,
  patchReport,
  type PatchableService,
  type PatchBudget,
  type PatchEntry,
  type PatchReport,
  type SharedPath,
} from './patch/report.ts';
export { fromHub, toHub } from './schema/convert.ts';
export { kindSchemas, type KindSchema, type ObjectShape } from './schema/kind-schema.ts';
export { mayVary } from './schema/may-vary.ts';
export { compilerPlugin } from './plugin.ts';
export { configurationsOf, type Configuration } from './serialize/configurations.ts';
export { serializeUnit, type RecordFile, type SerializedUnit, type UnitLock } from './serialize/serialize.ts';
export { unitMemory, type UnchangedUnit, type UnitMemory } from './unit/unit-memory.ts';
export { FORMATS } from './validate/string.ts';
export { pathText, validateShape, type ValidationResult } from './validate/validate.ts';
export type { WhyInput } from './why/input.ts';
export { declaredReasons, reasonDocs, type DeclaredReason } from './why/reason-page.ts';
export { silentReason } from './why/silent.ts';
export type { Decider, TriedInput } from './why/try-all.ts';
export { explainUnit, type Answer, type UnitExplanation } from './why/why.ts';
export { definitionsOfPlugins } from './strict/validity.ts';
