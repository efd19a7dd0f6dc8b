export { baseOrganization } from './kinds/base-organization.ts';
export { compileFiles, testNow } from './kinds/compile-files.ts';
export {
  acmeFolder,
  acmeNow,
  compileForTest,
  loadOrganization,
  pluginsOf,
  type LoadedOrganization,
} from './organization.ts';
