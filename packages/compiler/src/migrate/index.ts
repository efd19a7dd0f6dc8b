export { migrateFile, type MigrateRequest, type MigratedFile } from './migrate-file.ts';
