export { builtinSources, builtinUpstream } from './builtin.ts';
export { sortKeys } from './compact.ts';
export { definitionsOf, type CustomResourceDefinition } from './definitions-of.ts';
export {
  readDefinitions,
  type DefinitionProblem,
  type DefinitionsRead,
  type SourceFacts,
} from './read-definitions.ts';
export { minors } from './schema.ts';
export type {
  Minor,
  Rule,
  ScalePaths,
  Schema,
  Scope,
  SourceKind,
  UncheckedKind,
  Union,
  Upstream,
  UpstreamKind,
  UpstreamSource,
} from './schema.ts';
export { createUpstream } from './upstream.ts';
export { compareVersions, releaseOf } from './versions.ts';
export { uncheckedKinds } from './unchecked.ts';
