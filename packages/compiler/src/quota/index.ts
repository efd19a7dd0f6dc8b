export * from './namespace-quota.ts';
export * from './pods.ts';
