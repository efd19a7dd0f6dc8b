export { baseOrganization } from './kinds/base-organization.ts';
export { compileFiles, testNow } from './kinds/compile-files.ts';
