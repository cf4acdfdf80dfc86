import { defineConfig } from 'vitest/config';
import { house } from './vitest.config.ts';

/** The tests of access and the stories once more, with every room behind HTTP on a port of its own. */
export default defineConfig({
  ...house,
  test: {
    ...house.test,
    include: ['test/{access,stories}/**/*.test.ts'],
    provide: { rooms: 'http' },
  },
});
