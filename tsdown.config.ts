import { defineConfig } from 'tsdown';

/** The command line as one folder of ES modules; what only some commands need stays in chunks of its own. */
export default defineConfig({
  entry: ['packages/cli/src/main.ts'],
  outDir: 'packages/cli/dist',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  fixedExtension: false,
  dts: false,
  sourcemap: false,
  minify: false,
  clean: true,
  logLevel: 'warn',
  deps: { alwaysBundle: [/^[^.]/] },
});
