import { anyOf } from '@seisi/host/any-of';
import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type HouseholdMemberRow, memberships } from './household.table.ts';
import { householdOnDayLoaders } from './household-on-day.loaders.ts';
import { day, instant, later, malaysianDay, RUNS, TIMEOUT, TODAY } from './recorded.testing.ts';
import { beginMembership, changeMembership } from './recorded-membership.step.ts';

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

type Terms = Pick<HouseholdMemberRow, 'relationToHead' | 'since' | 'until'>;
type Edit = {
  readonly kind: 'BEGIN' | 'CHANGE' | 'END' | 'STRIKE_OUT';
  readonly at: number;
  readonly which: number;
  readonly place: number;
  readonly terms: Terms;
};

const HOMES = 2;
const terms = fc
  .record({
    relationToHead: fc.constantFrom('HEAD' as const, 'CHILD' as const, 'PARENT' as const),
    since: day,
    length: fc.option(fc.integer({ min: 1, max: 20 })),
  })
  .map(
    ({ relationToHead, since, length }): Terms => ({
      relationToHead,
      since,
      until: length === null ? null : later(since, length),
    }),
  );
const place = fc.nat(HOMES - 1);
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('BEGIN', 'CHANGE', 'END', 'STRIKE_OUT'),
  at: instant,
  which: fc.nat(7),
  place,
  terms,
});
const history = fc.record({
  before: fc.array(fc.record({ place, terms }), { maxLength: 2 }),
  edits: fc.array(edit, { minLength: 1, maxLength: 7 }),
  isInOrder: fc.boolean(),
  asked: fc.array(day, { minLength: 3, maxLength: 3 }),
});

test(
  'who lived where by the register of a day is a fold of its history, and today’s rows are what it says today',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ before, edits, isInOrder, asked }) => {
        const homes = Array.from({ length: HOMES }, () => crypto.randomUUID());
        const told = new Told();
        for (const { place: at, terms: said } of before) {
          const row = { id: crypto.randomUUID(), householdKey: homes[at]!, personKey: crypto.randomUUID() };
          await handle.db.insert(memberships).values({ ...row, ...said });
          told.add(row.id, row.householdKey, null, said);
        }
        const written = isInOrder ? edits.toSorted((one, other) => one.at - other.at) : edits;
        for (const one of written) await make(one, homes, told);

        const { membersOnDay } = householdOnDayLoaders({ db: handle.db });
        for (const one of [...asked, TODAY])
          for (const home of homes)
            expect((await membersOnDay(one).load(home)).map(shown).toSorted(byId)).toEqual(
              told.asOf(home, one),
            );
        const rows = await handle.db.select().from(memberships).where(anyOf(memberships.householdKey, homes));
        const today = rows.filter(({ since, until }) => since <= TODAY && (until === null || TODAY < until));
        expect(today.map(shown).toSorted(byId)).toEqual(
          homes.flatMap((home) => told.asOf(home, TODAY)).toSorted(byId),
        );
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);

/** Makes one edit by the product, and tells the oracle; one that says nothing new is refused, and nothing is told. */
async function make({ kind, at, which, place, terms }: Edit, homes: readonly string[], told: Told) {
  const recording = { origin: 'DOCUMENT', method: 'COUNTER', by: 'somebody', at: new Date(at) } as const;
  const known = told.at(which);
  if (kind === 'BEGIN' || known === null) {
    const said = { householdKey: homes[place]!, personKey: crypto.randomUUID(), ...terms };
    const { id } = await handle.db.transaction((transaction) =>
      beginMembership(transaction, said, recording),
    );
    return told.add(id, said.householdKey, at, terms);
  }
  const { id, home, said } = known;
  const next = {
    CHANGE: terms,
    END: { ...said, until: later(said.since, 1 + which) },
    STRIKE_OUT: { ...said, until: said.since },
  }[kind];
  const change = handle.db.transaction((transaction) =>
    changeMembership(transaction, id, () => next, recording),
  );
  if (JSON.stringify(next) === JSON.stringify(said))
    return void (await expect(change).rejects.toMatchObject({ code: 'STEP_REFUSED' }));
  await change;
  told.add(id, home, at, next);
}

type Saying = {
  readonly id: string;
  readonly home: string;
  readonly at: number | null;
  readonly said: Terms;
};

/** The oracle: everything that was ever said, in the order in which it was written. It asks the calendar of the host which day an instant falls on. */
class Told {
  readonly #all: Saying[] = [];

  /** What was said of a membership; it counts from when the last that was said of it did, where that is later. */
  add(id: string, home: string, at: number | null, { relationToHead, since, until }: Terms): void {
    const before = this.#all.findLast((one) => one.id === id)?.at ?? null;
    const counts = at !== null && before !== null ? Math.max(at, before) : at;
    this.#all.push({ id, home, at: counts, said: { relationToHead, since, until } });
  }

  /** The newest saying of one of the memberships; null where there are none. */
  at(which: number): Saying | null {
    const ids = [...new Set(this.#all.map(({ id }) => id))];
    return this.#all.findLast((one) => one.id === ids[which % Math.max(ids.length, 1)]) ?? null;
  }

  asOf(home: string, asked: string): { readonly id: string }[] {
    const state = new Map<string, Saying>();
    for (const saying of this.#all)
      if (saying.at === null || malaysianDay(saying.at) <= asked) state.set(saying.id, saying);
    return [...state.values()]
      .filter((saying) => saying.home === home)
      .filter(({ said }) => said.since <= asked && (said.until === null || asked < said.until))
      .map(({ id, said }) => ({ id, ...said }))
      .toSorted(byId);
  }
}

function shown({ id, relationToHead, since, until }: HouseholdMemberRow) {
  return { id, relationToHead, since, until };
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}
