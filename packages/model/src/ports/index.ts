export * from './live-cluster.ts';
export * from './organization-source.ts';
export * from './outside-system-error.ts';
export * from './record-store.ts';
