export * from './diagnostic.ts';
export * from './document.ts';
export * from './path.ts';
export * from './ports/index.ts';
