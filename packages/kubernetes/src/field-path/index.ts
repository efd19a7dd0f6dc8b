export * from './address.ts';
export * from './field-path.ts';
export { listKey } from './list-keys.ts';
