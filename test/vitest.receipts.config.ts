import { defineConfig } from 'vitest/config';
import { house } from './vitest.config.ts';

/** A thousand random questions and more, each asked by two: their receipts, and the logs of whom they told, say what the answers do. */
export default defineConfig({
  ...house,
  test: {
    ...house.test,
    include: ['test/receipts/{told,log}.property.test.ts'],
    provide: { receiptRuns: 1_500 },
  },
});
