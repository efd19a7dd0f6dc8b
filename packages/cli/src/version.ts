import packageJson from '../package.json' with { type: 'json' };

/** The version of Fairway: of the compiler, its kinds, and the command line together. */
export const version: string = packageJson.version;
