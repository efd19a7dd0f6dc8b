export { findOrganization } from './files/find-organization.ts';
export type { FoundOrganization } from './files/find-organization.ts';
export { filesOrganizationSource } from './files/organization-source.ts';
export type { FilesSourceOptions } from './files/organization-source.ts';
export type { ReadFile } from './files/disk-tree.ts';
export type { TreeFault } from './tree/tree.ts';
export { gitOrganizationSource } from './git/organization-source.ts';
export type { GitSourceOptions } from './git/organization-source.ts';
