import { afterAll, beforeAll, expect, test } from 'vitest';
import { killRecompute } from '../recompute/kill-recompute.ts';
import { expectedRun } from '../recompute/world.ts';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';

const HOUSEHOLDS = 5000;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('of a run over all households by two workers that are killed again and again, each is assessed once, and the run counted each once', async () => {
  const found = await killRecompute({
    ...{ adminUrl: database.adminUrl, roomUrl: database.roomUrl('person') },
    ...{ households: HOUSEHOLDS, size: 250, kills: 4 },
  });
  const { statuses, skipped } = expectedRun(HOUSEHOLDS);
  expect(found).toMatchObject({ faults: [], assessed: statuses.size });
  // How many there was time for hangs on the machine.
  expect(found.kills).toBeGreaterThan(0);
  expect(Object.keys(skipped)).toHaveLength(3);
}, 120_000);
