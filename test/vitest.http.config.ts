import { defineConfig } from 'vitest/config';
import { house } from './vitest.config.ts';

/** The tests that open a house, once more, with every room behind HTTP on a port of its own; the other folders of the street choose their arrangement themselves. */
export default defineConfig({
  ...house,
  test: {
    ...house.test,
    include: ['test/{access,stories,receipts,registers,limits,registered,seeing}/**/*.test.ts'],
    provide: { rooms: 'http' },
  },
});
