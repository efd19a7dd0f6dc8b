export * from './duration/index.ts';
export * from './quantity/index.ts';
export * from './read/index.ts';
