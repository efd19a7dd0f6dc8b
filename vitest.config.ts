import { defineConfig } from 'vitest/config';

const pureRooms = ['model', 'kubernetes', 'kinds', 'compiler'];
const exclude = ['**/node_modules/**', '**/dist/**', '**/_template/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: pureRooms.map((room) => `packages/${room}/src/**/*.test.ts`),
          exclude,
          pool: 'threads',
          isolate: false,
        },
      },
      {
        test: {
          name: 'tools',
          include: ['tools/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...exclude, 'tools/cluster/tests/**'],
          pool: 'threads',
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'world',
          include: [
            'packages/{adapters,cli}/**/*.test.ts',
            'packages/testing/src/**/*.test.ts',
            'examples/**/*.test.ts',
            'docs/**/*.test.ts',
          ],
          exclude,
          pool: 'forks',
          isolate: true,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
