import { openDatabase } from '@seisi/host/database';
import { classSet } from '@seisi/schema/classes';
import type { Basis } from '@seisi/schema/viewer';
import { NO_BASIS } from '@seisi/schema/viewer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/setup/postgres.ts';
import { reach } from './contest.policy.ts';
import { type ContestRow, contests } from './contest.table.ts';

const PEOPLE = Array.from({ length: 3 }, () => crypto.randomUUID());
const AGENCIES = ['jkm', 'ngo', 'hospital'];
const classes = fc.subarray(['receipts', 'case', 'register'] as const).map((names) => classSet(names));
const personKey = fc.constantFrom(...PEOPLE);
const basis: fc.Arbitrary<Basis> = fc.oneof(
  fc.constant(NO_BASIS),
  fc.record({ kind: fc.constant('SELF' as const), personKey, classes }),
  fc.record({
    ...{ kind: fc.constant('POSTING' as const), id: fc.constant('P'), areas: fc.constant(['MY']) },
    ...{ personKey: fc.oneof(personKey, fc.constant('')), agency: fc.constantFrom(...AGENCIES), classes },
  }),
);

function aContest(person: string, agencyCode: string, leafIndex: number): ContestRow {
  const access = { at: 0, about: 'PERSON', purpose: null, told: [], receiptNumber: '', account: '' } as const;
  return {
    ...{ id: crypto.randomUUID(), personKey: person, agencyCode, leafIndex, subjectKey: person, access },
    ...{ reason: 'why', status: 'RAISED', raisedAt: new Date(0), dueOn: '2026-12-13' },
    ...{ answer: null, answeredAt: null },
  };
}

test('reach says the same in TypeScript and in SQL', async () => {
  const database = await testDatabase();
  const { db, close } = openDatabase(database.roomUrl('receipt'));
  const rows = PEOPLE.flatMap((person) => AGENCIES.map((agency, at) => aContest(person, agency, at)));
  await db.insert(contests).values(rows);
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id).toSorted();

  await fc.assert(
    fc.asyncProperty(basis, async (each) => {
      const found = await db.select({ id: contests.id }).from(contests).where(reach.where(each));
      expect(ids(found)).toEqual(ids(rows.filter((row) => reach.row(row, each))));
    }),
  );
  await close();
  await database.close();
});
