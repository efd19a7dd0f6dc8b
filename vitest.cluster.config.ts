import { defineConfig } from 'vitest/config';
import { cannotRun } from './tools/cluster/requirements.ts';

const all = 'tools/cluster/tests/**/*.test.ts';

/** Files that need more than the api layer, by layer. Without what it needs they are left out; the set-up says so. */
const filesOf = {
  simulated: ['**/acme*.test.ts', '**/simulated*.test.ts', '**/rollout*.test.ts', '**/gitops*.test.ts'],
  real: ['**/real*.test.ts', '**/pods*.test.ts'],
} as const;

/** Files that hold the layers to their times, or look at everything that runs on the machine. */
const alone = ['cluster', 'simulated', 'simulated-reset', 'real', 'life'].map(
  (name) => `tools/cluster/tests/${name}.test.ts`,
);

/** The tier that runs against a real control plane: minutes, and programs to build, so it stands beside `npm test`. */
export default defineConfig(async () => {
  const left: string[] = [];
  for (const layer of ['simulated', 'real'] as const) {
    if ((await cannotRun(layer)) !== undefined) left.push(...filesOf[layer]);
  }
  const common = { pool: 'forks' as const, testTimeout: 120_000, hookTimeout: 180_000 };
  return {
    test: {
      globalSetup: ['tools/cluster/tests/set-up.ts'],
      projects: [
        {
          test: {
            ...common,
            name: 'cluster-alone',
            include: alone,
            exclude: left,
            maxWorkers: 1,
            sequence: { groupOrder: 0 },
          },
        },
        {
          // Two at a time: most of the time they wait for pods.
          test: {
            ...common,
            name: 'cluster',
            include: [all],
            exclude: [...left, ...alone],
            maxWorkers: 2,
            sequence: { groupOrder: 1 },
          },
        },
      ],
    },
  };
});
