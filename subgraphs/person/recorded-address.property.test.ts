import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { households } from './household.table.ts';
import { day, instant, malaysianDay, RUNS, TIMEOUT, TODAY } from './recorded.testing.ts';
import { recordedAddressLoaders } from './recorded-address.loaders.ts';
import { recordAddress } from './recorded-address.step.ts';

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

const FIRST = '0 Jalan Contoh';
const edit = fc.record({
  line: fc.constantFrom('1 Jalan Contoh', '2 Jalan Contoh'),
  since: day,
  at: instant,
});
const history = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 7 }),
  isInOrder: fc.boolean(),
  asked: fc.array(day, { minLength: 3, maxLength: 3 }),
});

test(
  'where a household lived on a day is a fold of its history, and today’s row is what it says today',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ edits, isInOrder, asked }) => {
        const key = await aHousehold();
        const told: Saying[] = [];
        const written = isInOrder ? edits.toSorted((one, other) => one.at - other.at) : edits;
        for (const { line: addressLine, since, at } of written) {
          const said = { addressLine, postcode: '70000', since };
          const recording = {
            origin: 'DOCUMENT',
            method: 'COUNTER',
            by: 'somebody',
            at: new Date(at),
          } as const;
          const record = handle.db.transaction((transaction) =>
            recordAddress(transaction, key, said, recording),
          );
          if (lineOn(told, since) === addressLine) {
            await expect(record).rejects.toMatchObject({ code: 'STEP_REFUSED' });
            continue;
          }
          await record;
          // Whatever was written later is not said earlier.
          told.push({ line: addressLine, since, at: Math.max(at, told.at(-1)?.at ?? at) });
        }
        const { addressAsOf } = recordedAddressLoaders({ db: handle.db });
        for (const one of [...asked, TODAY]) {
          const known = told.filter(({ at }) => malaysianDay(at) <= one);
          expect((await addressAsOf(one).load(key))?.addressLine ?? FIRST).toBe(lineOn(known, one));
        }
        const [row] = await handle.db.select().from(households).where(eq(households.key, key));
        const newest = malaysianDay(told.at(-1)?.at ?? 0);
        // Today's row says what counted when it was last written: what began since then is for whoever writes next.
        expect(row?.addressLine).toBe(lineOn(told, newest));
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);

type Saying = { readonly line: string; readonly since: string; readonly at: number };

/** The oracle: of what was said the newest day up to this one counts, and of two sayings for one day the later. */
function lineOn(told: readonly Saying[], asked: string): string {
  let found: Saying | null = null;
  for (const saying of told)
    if (saying.since <= asked && (found === null || saying.since >= found.since)) found = saying;
  return found?.line ?? FIRST;
}

async function aHousehold(): Promise<string> {
  const key = crypto.randomUUID();
  await handle.db.insert(households).values({
    ...{ key, id: crypto.randomUUID(), registrationNumber: key, registrationStatus: 'CONFIRMED' },
    ...{ registeredOn: '2020-01-01', state: '05', district: '5_5', strata: 'URBAN' },
    ...{ addressLine: FIRST, postcode: '70000', headKey: crypto.randomUUID() },
  });
  return key;
}
