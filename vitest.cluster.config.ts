import { defineConfig } from 'vitest/config';
import { cannotRun } from './tools/cluster/requirements.ts';

/** Files that need more than the api layer, by layer. Without what it needs they are left out; the set-up says so. */
const filesOf = {
  simulated: ['**/acme*.test.ts', '**/simulated*.test.ts', '**/rollout*.test.ts', '**/gitops*.test.ts'],
  real: ['**/real*.test.ts', '**/pods*.test.ts'],
} as const;

/** The tier that runs against a real control plane: minutes, and programs to build, so it stands beside `npm test`. */
export default defineConfig(async () => {
  const left = [];
  for (const layer of ['simulated', 'real'] as const) {
    if ((await cannotRun(layer)) !== undefined) left.push(...filesOf[layer]);
  }
  return {
    test: {
      name: 'cluster',
      include: ['tools/cluster/tests/**/*.test.ts'],
      exclude: left,
      globalSetup: ['tools/cluster/tests/set-up.ts'],
      pool: 'forks' as const,
      fileParallelism: false,
      testTimeout: 120_000,
      hookTimeout: 180_000,
    },
  };
});
