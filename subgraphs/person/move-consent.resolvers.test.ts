import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { act, codesOf } from './consent.testing.ts';
import { citizen } from './ground/testing.ts';
import { moves } from './move.table.ts';
import { beginMoves, closeMoves, confirm, into, openMoves, propose, target, world } from './move.testing.ts';
import type { PersonRow } from './person.table.ts';

beforeAll(openMoves);
beforeEach(beginMoves);
afterAll(closeMoves);

test('who moves out takes back what they let others read of the household’s figures, and it does not come back with them', async () => {
  const home = await world.home([{ monthly: 100_000 }, { relation: 'SPOUSE', monthly: 50_000 }]);
  const [head, spouse] = home.people as [PersonRow, PersonRow];
  const total = async () => {
    const text = 'query($id: ID!) { household(id: $id) { totalMonthlyIncome } }';
    const result = await world.room.ask(text, { id: home.household.id }, await world.as(citizen(head)));
    const household = result.data?.['household'] as { totalMonthlyIncome: number | null } | undefined;
    return household?.totalMonthlyIncome;
  };
  expect(await total()).toBeNull();
  const input = { reader: head.id, until: '2027-01-01', idempotencyKey: crypto.randomUUID() };
  expect(codesOf(await act(world, spouse, 'giveHouseholdConsent', input))).toEqual([]);
  expect(await total()).toBe(150_000);

  const move = async (household: string, relationToHead: string, since: string, at: number) => {
    const said = into({ person: spouse.id, household, relationToHead, since });
    const id = await propose('both', said);
    // The clock of these tests stands still, and what was recorded in the instant of a proposal may have come after it.
    await world.db
      .update(moves)
      .set({ proposedAt: new Date(at) })
      .where(eq(moves.id, id));
    await world.fact({ kind: 'POSTING', ...MOVER, holder: id });
    expect(codesOf(await confirm(id, id, said))).toEqual([]);
  };
  await move(target.household.id, 'SIBLING', '2026-11-20', NOW);
  expect(await total()).toBe(100_000);
  await move(home.household.id, 'SPOUSE', '2026-11-22', NOW + 1);
  expect(await total()).toBeNull();
});

const MOVER = {
  ...{ agency: 'jkm', subjectKey: crypto.randomUUID(), areas: ['MY'] },
  classes: ['register', 'area', 'kinship'],
};
