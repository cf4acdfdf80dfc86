import { defineConfig } from 'vitest/config';
import { house } from './vitest.config.ts';

/** Ten thousand random histories of incomes, as many of people’s values, of who lives where and of addresses: what the register said on a day is a fold of what was recorded by then. */
export default defineConfig({
  ...house,
  test: {
    ...house.test,
    include: ['subgraphs/person/recorded-{address,income,membership,value}.property.test.ts'],
    provide: { historyRuns: 10_000 },
  },
});
