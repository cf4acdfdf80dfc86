import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { citizen, officer, postingOf } from './ground/testing.ts';
import { memberships } from './household.table.ts';
import { openWorld, type World } from './household.testing.ts';
import { incomes } from './income.table.ts';

/** Lists without a page have one order, told in their descriptions and without ties, however their rows were written. */

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  await world.fact({ ...postingOf('reader', ['kinship', 'income'], ['MY']), id: 'P-reader' });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

/** Three days, so that ties are many. */
const day = fc.constantFrom('2019-01-01', '2020-01-01', '2021-01-01');
const compare = (one: string, other: string) => Number(one > other) - Number(one < other);

describe('one order, without ties', () => {
  test('of members: the head, then whoever has lived there longest, then by identifier', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 3, maxLength: 6 }), fc.nat(5), async (since, head) => {
        const { household } = await world.home([]);
        const rows: (typeof memberships.$inferInsert)[] = [];
        for (const [at, each] of since.entries()) {
          const { key: personKey } = await world.person();
          const relationToHead = at === head % since.length ? ('HEAD' as const) : ('CHILD' as const);
          rows.push({
            id: crypto.randomUUID(),
            householdKey: household.key,
            personKey,
            relationToHead,
            since: each,
          });
        }
        await world.db.insert(memberships).values(rows);
        const text = 'query($id: ID!) { household(id: $id) { members { id } } }';
        const { data } = await world.room.ask(text, { id: household.id }, await world.as(officer('reader')));
        const isHead = (row: (typeof rows)[number]) => Number(row.relationToHead === 'HEAD');
        const expected = rows.toSorted(
          (one, other) =>
            isHead(other) - isHead(one) || compare(one.since, other.since) || compare(one.id, other.id),
        );

        expect(data).toEqual({ household: { members: expected.map(({ id }) => ({ id })) } });
      }),
      { numRuns: 10 },
    );
  });

  test('of incomes: the oldest first, then by identifier', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 2, maxLength: 6 }), async (since) => {
        const person = (await world.home([{}])).people[0]!;
        const rows = since.map((each) => ({
          id: crypto.randomUUID(),
          personKey: person.key,
          source: 'WAGES' as const,
          monthly: 1,
          since: each,
        }));
        await world.db.insert(incomes).values(rows);
        const text = 'query($id: ID!) { person(id: $id) { incomes { id } } }';
        const { data } = await world.room.ask(text, { id: person.id }, await world.as(citizen(person)));
        const expected = rows.toSorted(
          (one, other) => compare(one.since, other.since) || compare(one.id, other.id),
        );

        expect(data).toEqual({ person: { incomes: expected.map(({ id }) => ({ id })) } });
      }),
      { numRuns: 10 },
    );
  });

  test('of poverty lines: by state, strata with both last, kind and basis', async () => {
    const text = '{ povertyLines(basisYear: 2022) { stateCode strata kind basis } }';
    const { data } = await world.room.ask(text, {}, await world.as(officer('reader')));
    const lines = data?.['povertyLines'] as {
      stateCode: string;
      strata: string | null;
      kind: string;
      basis: string;
    }[];
    const places = lines.map(({ stateCode, strata, kind, basis }) =>
      [
        stateCode,
        [...STRATA, null].indexOf(strata),
        ['POVERTY', 'FOOD'].indexOf(kind),
        ['HOUSEHOLD', 'PER_HEAD'].indexOf(basis),
      ].join(' '),
    );

    expect(lines.length).toBeGreaterThan(50);
    expect(places).toEqual(places.toSorted());
    expect(new Set(places).size).toBe(places.length);
  });
});

const STRATA = ['URBAN', 'RURAL'];
