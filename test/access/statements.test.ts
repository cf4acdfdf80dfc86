import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';
import { insertHousehold } from './insert-household.ts';

const SIZES = [1, 2, 5, 12, 30];
const ids = new Map<number, string>();
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
  for (const size of SIZES) ids.set(size, await insertHousehold(house.adminUrl, size));
});
afterAll(() => house?.close());

test('a profile takes the same number of statements for households of 1, 2, 5, 12 and 30 members', async () => {
  const counts = new Map<number, number>();
  for (const size of SIZES) {
    house.statements();
    const { data, errors } = await house.ask('district-officer', {
      query: PROFILE,
      variables: { id: ids.get(size) },
    });
    counts.set(size, house.statements().length);
    expect(errors).toEqual([]);
    expect(data.household.members).toHaveLength(size);
    for (const { person } of data.household.members)
      expect([
        person.incomes.length,
        person.applications.edges[0].node.payments.edges.length,
        person.okuRegistration.card.status,
        person.volunteering.assignments.length,
        person.referrals.edges.length,
      ]).toEqual([1, 2, 'ACTIVE', 1, 1]);
  }
  expect(new Set(counts.values()).size, JSON.stringify([...counts])).toBe(1);
});
