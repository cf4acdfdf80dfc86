import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { incomeLoaders } from './income.loaders.ts';
import { incomes } from './income.table.ts';
import { day, instant, later, malaysianDay, RUNS, TIMEOUT, TODAY } from './recorded.testing.ts';
import { recordedIncomeLoaders } from './recorded-income.loaders.ts';
import { correctIncome, recordIncome } from './recorded-income.step.ts';

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

type Terms = { readonly monthly: number; readonly since: string; readonly until: string | null };
type Edit = {
  readonly kind: 'RECORD' | 'CORRECT' | 'END' | 'STRIKE_OUT';
  readonly at: number;
  readonly which: number;
} & Terms;

const terms = fc
  .record({
    monthly: fc.integer({ min: 0, max: 3 }),
    since: day,
    length: fc.option(fc.integer({ min: 1, max: 20 })),
  })
  .map(({ monthly, since, length }) => ({
    monthly,
    since,
    until: length === null ? null : later(since, length),
  }));
const edit = fc
  .record({
    kind: fc.constantFrom('RECORD', 'CORRECT', 'END', 'STRIKE_OUT'),
    at: instant,
    which: fc.nat(7),
    terms,
  })
  .map(({ terms: said, ...rest }): Edit => ({ ...rest, ...said }));
const history = fc.record({
  before: fc.array(terms, { maxLength: 2 }),
  edits: fc.array(edit, { minLength: 1, maxLength: 7 }),
  isInOrder: fc.boolean(),
  asked: fc.array(day, { minLength: 3, maxLength: 3 }),
});

test(
  'what the register said on a day is a fold of its history, and today’s rows are what it says today',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ before, edits, isInOrder, asked }) => {
        const personKey = crypto.randomUUID();
        const told = new Told();
        for (const said of before) {
          const row = { id: crypto.randomUUID(), personKey, source: 'WAGES' as const, ...said };
          await handle.db.insert(incomes).values(row);
          told.add(row.id, null, said);
        }
        const written = isInOrder ? edits.toSorted((one, other) => one.at - other.at) : edits;
        for (const one of written) await make(one, personKey, told);

        const { incomesAsOf } = recordedIncomeLoaders({ db: handle.db });
        for (const one of [...asked, TODAY])
          expect((await incomesAsOf(one).load(personKey)).map(shown)).toEqual(told.asOf(one));
        const today = { db: handle.db, today: TODAY } as Parameters<typeof incomeLoaders>[0];
        const rows = await incomeLoaders(today).incomesByPerson.load(personKey);
        expect(rows.map(({ id, ...row }) => shown({ incomeId: id, ...row }))).toEqual(told.asOf(TODAY));
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);

/** Makes one edit of an income that there is, by the product, and tells the oracle; one that says nothing new is refused, and nothing is told. */
async function make({ kind, at, which, ...given }: Edit, personKey: string, told: Told): Promise<void> {
  const recording = {
    origin: 'DECLARATION' as const,
    method: 'FORM' as const,
    by: 'somebody',
    at: new Date(at),
  };
  const known = told.at(which);
  if (kind === 'RECORD' || known === null) {
    const value = { source: 'WAGES' as const, ...given };
    const { id } = await handle.db.transaction((transaction) =>
      recordIncome(transaction, personKey, value, recording),
    );
    return told.add(id, at, given);
  }
  const { id: incomeId, monthly, since } = known;
  const said = {
    CORRECT: given,
    END: { monthly, since, until: later(since, 1 + given.monthly) },
    STRIKE_OUT: { monthly, since, until: since },
  }[kind];
  const correct = handle.db.transaction((transaction) =>
    correctIncome(transaction, { personKey, incomeId }, said, recording),
  );
  if (JSON.stringify(said) === JSON.stringify({ monthly, since, until: known.until }))
    return void (await expect(correct).rejects.toMatchObject({ code: 'STEP_REFUSED' }));
  await correct;
  told.add(incomeId, at, said);
}

type Saying = Terms & { readonly id: string; readonly at: number | null };

/** The oracle: everything that was ever said, in the order in which it was written. It asks the calendar of the host which day an instant falls on. */
class Told {
  readonly #all: Saying[] = [];

  /** What was said of an income; it counts from when the last that was said of it did, where that is later. */
  add(id: string, at: number | null, { monthly, since, until }: Terms): void {
    const before = this.#all.findLast((one) => one.id === id)?.at ?? null;
    this.#all.push({
      id,
      at: at !== null && before !== null ? Math.max(at, before) : at,
      monthly,
      since,
      until,
    });
  }

  /** The newest saying of one of the incomes; null where there are none. */
  at(which: number): Saying | null {
    const ids = [...new Set(this.#all.map(({ id }) => id))];
    const id = ids[which % Math.max(ids.length, 1)];
    return this.#all.findLast((one) => one.id === id) ?? null;
  }

  asOf(asked: string): unknown[] {
    const state = new Map<string, Saying>();
    for (const saying of this.#all)
      if (saying.at === null || malaysianDay(saying.at) <= asked) state.set(saying.id, saying);
    return [...state.values()]
      .filter(({ since, until }) => since <= asked && (until === null || asked < until))
      .toSorted((one, other) => `${one.since}${one.id}`.localeCompare(`${other.since}${other.id}`, 'en'))
      .map(({ id, monthly, since, until }) => ({ id, monthly, since, until }));
  }
}

function shown({ incomeId, monthly, since, until }: Terms & { readonly incomeId: string }): unknown {
  return { id: incomeId, monthly, since, until };
}
