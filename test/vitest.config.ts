import { defineConfig } from 'vitest/config';
import { LongestFirst } from './setup/longest-first.ts';

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  // Vite would take graphql's ESM build while Apollo's CommonJS takes the other: two realms. One is enough.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    include: ['{schema,gateway,subgraphs,migrations,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    environment: 'node',
    globalSetup: ['test/setup/database-server.ts'],
    pool: 'forks',
    // Many files wait: for a lease, a killed process, a room that is slow. A third one works meanwhile.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
