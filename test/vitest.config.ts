import { defineConfig, type TestUserConfig } from 'vitest/config';
import { LongestFirst } from './setup/longest-first.ts';

/** What starts, kills or watches processes has a process of its own; these open houses and ask. */
const STREET =
  'test/{access,arrangements,conformance,differential,http,limits,match,queries,receipts,registered,registers,stories,wire}';

const root = `${import.meta.dirname}/..`;
// Vite would take graphql's ESM build while Apollo's CommonJS takes the other: two realms. One is enough.
const resolve = { alias: { graphql: 'graphql/index.js' } };
const of = {
  exclude: ['**/node_modules/**'],
  environment: 'node',
  pool: 'forks',
  // Schemas and plans are short-lived and large: in V8's 16 MB for what is young, a tenth of the time goes into moving them.
  execArgv: ['--max-semi-space-size=64'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
} satisfies TestUserConfig;
const together = {
  globalSetup: ['memory-folder', 'compiled-code', 'database-server'].map((name) => `test/setup/${name}.ts`),
  // Many files wait: for a lease, a killed process, a room that is slow. A third one works meanwhile.
  maxWorkers: 3,
  sequence: { sequencer: LongestFirst },
} satisfies TestUserConfig;

/** The tests of the whole house, as the long proofs run some of them. */
export const house = defineConfig({
  root,
  resolve,
  test: { ...of, ...together, include: ['test/**/*.test.ts'] },
});

export default defineConfig({
  root,
  resolve,
  test: {
    ...of,
    ...together,
    projects: [
      // These hold nothing that the next file could meet; to load the same modules for each of them is two thirds of their time.
      {
        root,
        resolve,
        test: {
          ...of,
          name: 'beside',
          isolate: false,
          include: ['{schema,gateway,subgraphs,migrations}/**/*.test.ts'],
        },
      },
      // So do these: a house that is closed leaves nothing behind, and the next one opens with warm code, in a third less of the processor's time.
      {
        root,
        resolve,
        test: { ...of, name: 'street', isolate: false, include: [`${STREET}/**/*.test.ts`] },
      },
      {
        root,
        resolve,
        test: {
          ...of,
          name: 'house',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', `${STREET}/**`],
        },
      },
    ],
  },
});
