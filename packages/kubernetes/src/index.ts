export * from './duration/index.ts';
export * from './emit/index.ts';
export * from './hash/index.ts';
export * from './names/index.ts';
export * from './quantity/index.ts';
export * from './read/index.ts';
export * from './selectors/index.ts';
