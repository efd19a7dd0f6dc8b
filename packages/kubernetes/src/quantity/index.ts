export * from './parse-quantity.ts';
export * from './quantities.ts';
