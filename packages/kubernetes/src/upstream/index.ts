export { minors } from './schema.ts';
export type {
  Minor,
  Rule,
  ScalePaths,
  Schema,
  Scope,
  SourceKind,
  Union,
  Upstream,
  UpstreamKind,
  UpstreamSource,
} from './schema.ts';
