import { defineConfig } from 'vitest/config';

/** The tier that walks every field of the example organization: minutes, so it stands beside `npm test`. */
export default defineConfig({
  test: {
    name: 'provenance',
    include: ['packages/testing/provenance/**/*.test.ts'],
    testTimeout: 600_000,
  },
});
