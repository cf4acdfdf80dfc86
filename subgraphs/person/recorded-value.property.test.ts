import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type PersonRow, people } from './person.table.ts';
import { day, instant, malaysianDay, RUNS, TIMEOUT, TODAY } from './recorded.testing.ts';
import { recordedValueLoaders } from './recorded-value.loaders.ts';
import { updatePerson } from './recorded-value.step.ts';

let database: TestDatabase;
let handle: DatabaseHandle;
beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('person'));
});
afterAll(async () => {
  await handle.close();
  await database.close();
});

/** What begins later than it is recorded is not taken. */
const valueEdit = fc
  .record({ value: fc.constantFrom('NONE', 'PRIMARY', 'TERTIARY'), begins: day, at: instant })
  .map(({ value, begins, at }) => ({ value, at, since: [begins, malaysianDay(at)].toSorted()[0]! }));

test(
  'a person’s value on a day is a fold of its history, and today’s column is what it says today',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(valueEdit, { maxLength: 7 }),
        fc.array(day, { minLength: 3, maxLength: 3 }),
        async (edits, asked) => {
          const person = await somebody();
          let recordedAt = 0;
          const told: { readonly value: string; readonly since: string; readonly at: number }[] = [];
          const fold = (asOf: string) =>
            told
              .filter(({ since, at }) => since <= asOf && malaysianDay(at) <= asOf)
              .reduce((best, one) => (one.since >= best.since ? one : best), {
                value: person.education as string,
                since: '',
              });
          // What is known while it is written is all that was written, whatever its instant.
          const known = (since: string) =>
            told
              .filter((one) => one.since <= since)
              .reduce((best, one) => (one.since >= best.since ? one : best), {
                value: person.education as string,
                since: '',
              });
          for (const { value, since, at } of edits) {
            const recording = {
              origin: 'CENSUS' as const,
              method: 'VISIT' as const,
              by: 'somebody',
              at: new Date(at),
            };
            const said = { values: [{ field: 'EDUCATION' as const, value }], since };
            const done = handle.db.transaction((transaction) =>
              updatePerson(transaction, person.key, said, recording),
            );
            if (known(since).value === value) {
              await expect(done).rejects.toMatchObject({ code: 'STEP_REFUSED' });
              continue;
            }
            await done;
            recordedAt = Math.max(recordedAt, at);
            told.push({ value, since, at: recordedAt });
          }
          const [row] = await handle.db.select().from(people).where(eq(people.key, person.key));
          expect(row?.education).toBe(fold(TODAY).value);
          const { valuesAsOf } = recordedValueLoaders({ db: handle.db });
          for (const one of [...asked, TODAY]) {
            const [found] = await valuesAsOf(one).load(person.key);
            expect(found?.value ?? person.education).toBe(fold(one).value);
          }
        },
      ),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);

async function somebody(): Promise<PersonRow> {
  const row = {
    key: crypto.randomUUID(),
    id: crypto.randomUUID(),
    name: 'Somebody',
    identityNumber: crypto.randomUUID(),
    identityNumberKind: 'MYKAD' as const,
    birthDate: '1985-01-01',
    sex: 'FEMALE' as const,
    phone: null,
    email: null,
    maritalStatus: 'SINGLE' as const,
    education: 'SECONDARY' as const,
    employment: 'EMPLOYED' as const,
  };
  await handle.db.insert(people).values(row);
  return row;
}
