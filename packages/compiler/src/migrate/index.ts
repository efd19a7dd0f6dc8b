export { migrateFile, type MigratedFile } from './migrate-file.ts';
export type { MigrateRequest } from './request.ts';
