import { defineConfig } from 'vitest/config';
import { house } from './vitest.config.ts';

/** More than a thousand random operations, asked of rooms in one process and of rooms apart. */
export default defineConfig({
  ...house,
  test: {
    ...house.test,
    include: ['test/arrangements/*.test.ts'],
    provide: { arrangementRuns: 1_500 },
  },
});
