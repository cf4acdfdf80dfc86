import { defineConfig } from 'vitest/config';
import house from './vitest.config.ts';

/** The tests of the whole house once more, with every room behind HTTP on a port of its own. */
export default defineConfig({
  ...house,
  test: {
    ...house.test,
    include: ['test/{access,stories,queries}/**/*.test.ts'],
    provide: { rooms: 'http' },
  },
});
