import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginShowingAwards, showVersionsInForce } from './award-in-force.step.ts';
import { type HandlingWorld, openHandlingWorld } from './handling.testing.ts';

const CHANGE = { finding: 'CHANGED', amount: 45_000, effectiveOn: '2026-12-01' };

let world: HandlingWorld;
beforeAll(async () => {
  world = await openHandlingWorld();
});
afterAll(() => world?.close());

/** An award that is changed on 1 December. */
async function changedLater(n: number): Promise<void> {
  const application = await world.keep(n);
  await world.act('reportChange', { application, report: 'x' }, world.citizen(n));
  const { reviews } = await world.fileOf(n, 'reviews { id }', world.officer('one'));
  const [{ id: review }] = reviews;
  await world.act('proposeReview', { application, review, reason: 'x', ...CHANGE }, world.officer('one'));
  expect(
    (await world.act('closeReview', { application, review, ...CHANGE }, world.officer('two'))).codes,
  ).toEqual([]);
}
const awardOf = async (n: number) =>
  (await world.fileOf(n, 'award { amount startsOn endsOn }', world.officer('one'))).award;

test('a change for later is shown from its day on, once; until then the application shows when what is in force ends', async () => {
  await changedLater(1);
  const before = { amount: 60_000, startsOn: '2026-02-01', endsOn: '2026-11-30' };
  expect(await awardOf(1)).toEqual(before);
  expect(await showVersionsInForce(world.admin.db, '2026-11-30')).toBe(0);
  expect(await awardOf(1)).toEqual(before);
  expect(await showVersionsInForce(world.admin.db, '2026-12-01')).toBe(1);
  expect(await showVersionsInForce(world.admin.db, '2026-12-01')).toBe(0);
  world.passDays(9);
  expect(await awardOf(1)).toEqual({ amount: 45_000, startsOn: '2026-12-01', endsOn: null });
});

test('the room does so by itself, in its own role, and tells its operator while its database is away', async () => {
  await changedLater(2);
  const notices: string[] = [];
  const parts = {
    now: () => Date.parse('2026-11-30T16:00:00Z'),
    onNotice: (line: string) => void notices.push(line),
  };
  const away = beginShowingAwards({ ...parts, databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' }, 1);
  await expect.poll(() => notices.length, { timeout: 10_000 }).toBeGreaterThan(1);
  await away.close();
  const work = beginShowingAwards({ ...parts, databaseUrl: world.database.roomUrl('aid') }, 1);
  await expect.poll(async () => (await awardOf(2)).amount, { timeout: 10_000 }).toBe(45_000);
  await work.close();
});
