export * from './organization-source.ts';
export * from './outside-system-error.ts';
export * from './record-store.ts';
