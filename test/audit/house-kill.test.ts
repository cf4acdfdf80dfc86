import { afterAll, beforeAll, expect, test } from 'vitest';
import { House } from './house.ts';
import { houseFaults, proveHouse } from './house-proof.ts';
import { HOUSE_SCENARIOS } from './house-scenarios.ts';

const RECEIPTS = 80;
const house = new House(50);
beforeAll(() => house.start(HOUSE_SCENARIOS[0]?.workers), 240_000);
afterAll(() => house.clear(), 60_000);

test.each(HOUSE_SCENARIOS)(
  '$proves: every receipt that came to a client stands in the tree once',
  async (scenario) => {
    const told = await proveHouse(scenario, house, {
      receipts: RECEIPTS,
      disturbances: scenario.ways,
    });

    expect(houseFaults(scenario, told)).toEqual([]);
    expect(told.promised).toBeGreaterThanOrEqual(RECEIPTS);
  },
  400_000,
);
