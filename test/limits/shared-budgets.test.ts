import type { Budgets } from '@seisi/gateway/budgets';
import { budgetTable } from '@seisi/gateway/limits/budget-table';
import { sharedBudgets } from '@seisi/gateway/limits/shared-budgets';
import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';

const MINUTE = 60_000;
const CAPACITY = 1_000;
const CREDIT = CAPACITY / 10;
/** So little flows back that a test of any length gets none of it. */
const NOTHING = 1e-6;

let database: TestDatabase;
let admin: Sql;
let accounts = 0;
const opened: Budgets[] = [];
beforeAll(async () => {
  database = await testDatabase();
  admin = postgres(database.adminUrl, { max: 1, fetch_types: false });
});
afterEach(async () => void (await Promise.all(opened.splice(0).map((one) => one.close()))));
afterAll(async () => {
  await admin.end();
  await database.close();
});

/** An account that nobody has asked of. */
function anyone(restoreRate = NOTHING) {
  const key = `account ${accounts++}`;
  return () => ({ key, allowance: { capacity: CAPACITY, restoreRate } });
}

/** A process; and what kills it, so that it never tells what it owes. */
function process(url = database.gatewayUrl) {
  const table = budgetTable(url, 10_000);
  const budgets = sharedBudgets(table, () => performance.now());
  opened.push(budgets);
  const kill = () => {
    table.close();
    table.settle = () => Promise.reject(new Error('killed'));
  };
  return { budgets, kill };
}

const acting = (act: 'take' | 'refund' | 'kill' | 'wait', most: number) =>
  fc.record({ act: fc.constant(act), by: fc.nat({ max: 3 }), points: fc.nat({ max: most }) });
const STEP = fc.oneof(
  { weight: 8, arbitrary: acting('take', 300) },
  { weight: 3, arbitrary: acting('refund', 300) },
  { weight: 1, arbitrary: acting('kill', 0) },
  { weight: 2, arbitrary: acting('wait', 0) },
);

/** Four processes that are asked for one account at once, and what they admitted. */
class Several {
  readonly #account = anyone();
  readonly #living = Array.from({ length: 4 }, () => ({ ...process(), isDead: false, own: 0 }));
  readonly #seen: { refused: number; beyond: number };
  #lived = 4;
  #admitted = 0;
  #underWay: Promise<void>[] = [];

  constructor(seen: { refused: number; beyond: number }) {
    this.#seen = seen;
  }

  take(by: number, points: number): void {
    const one = this.#at(by);
    this.#underWay.push(
      one.budgets.take(this.#account(), points).then(({ isTaken }) => {
        // What a killed process would have said, nobody hears.
        if (one.isDead) return;
        if (isTaken) this.#admit(one, points);
        else this.#seen.refused += 1;
      }),
    );
  }

  async refund(by: number, points: number): Promise<void> {
    const one = this.#at(by);
    const back = Math.min(points, one.own);
    if (back === 0) return;
    one.own -= back;
    this.#admitted -= back;
    await one.budgets.refund(this.#account(), back);
  }

  async kill(by: number): Promise<void> {
    // What was said before is heard.
    await new Promise(setImmediate);
    const one = this.#at(by);
    one.kill();
    one.isDead = true;
    this.#living[by] = { ...process(), isDead: false, own: 0 };
    this.#lived += 1;
  }

  async wait(): Promise<void> {
    await Promise.all(this.#underWay.splice(0));
  }

  #admit(one: { own: number }, points: number): void {
    one.own += points;
    this.#admitted += points;
    expect(this.#admitted).toBeLessThanOrEqual(CAPACITY + this.#lived * CREDIT + 0.01);
    if (this.#admitted > CAPACITY) this.#seen.beyond += 1;
  }

  #at(by: number) {
    const one = this.#living[by];
    if (one === undefined) throw new Error('There are four.');
    return one;
  }
}

/** Ends processes, so that all is told. */
async function settled(): Promise<void> {
  await Promise.all(opened.splice(0).map((one) => one.close()));
}

test('what one process admitted another one knows: a budget is one for all of them', async () => {
  const account = anyone();
  const [one, other] = [process(), process()];
  expect((await one.budgets.take(account(), 600)).isTaken).toBe(true);
  expect(await other.budgets.take(account(), 600)).toEqual({
    isTaken: false,
    throttle: { maximumAvailable: CAPACITY, currentlyAvailable: 400, restoreRate: NOTHING },
  });
  expect((await other.budgets.take(account(), 400)).isTaken).toBe(true);
});

test('what is given back in one process can be taken in another', async () => {
  const account = anyone();
  const [one, other] = [process(), process()];
  await one.budgets.take(account(), CAPACITY);
  await one.budgets.refund(account(), 900);
  await one.budgets.close();
  expect((await other.budgets.take(account(), 900)).isTaken).toBe(true);
  expect((await other.budgets.take(account(), 1)).isTaken).toBe(false);
});

test('small requests are admitted without waiting for a statement, up to the credit', async () => {
  const account = anyone();
  let asked = 0;
  const table = budgetTable(database.gatewayUrl, 10_000);
  const counted = {
    ...table,
    settle: (all: Parameters<typeof table.settle>[0]) => {
      asked += 1;
      return table.settle(all);
    },
  };
  const budgets = sharedBudgets(counted, () => performance.now());
  opened.push(budgets);
  for (let time = 0; time < 5; time += 1) expect((await budgets.take(account(), 10)).isTaken).toBe(true);
  expect(asked).toBe(0);
});

test('what was taken runs back by itself, whoever took it', async () => {
  const account = anyone(100);
  const { budgets, kill } = process();
  await budgets.take(account(), CAPACITY);
  kill();
  await admin`update gateway.budget set full_at = full_at - interval '5 s'`;
  const { isTaken, throttle } = await process().budgets.take(account(), 500);
  expect(isTaken).toBe(true);
  expect(throttle.currentlyAvailable).toBeLessThan(CAPACITY - 500 + 1);
});

test(
  'over any interleaving of processes, killed ones too, no account is admitted more than its capacity and the credit of each process',
  async () => {
    const seen = { refused: 0, beyond: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 10, maxLength: 60 }), async (steps) => {
        const world = new Several(seen);
        for (const { act, by, points } of steps) await world[act](by, points);
        await world.wait();
        await settled();
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.beyond).toBeGreaterThan(0);
  },
  MINUTE,
);

test('without the table each process counts for itself, and fails nobody', async () => {
  const account = anyone();
  const { budgets } = process('postgres://nobody@127.0.0.1:9/none');
  expect((await budgets.take(account(), 600)).isTaken).toBe(true);
  const taken = account();
  expect((await budgets.take(taken, 400)).isTaken).toBe(true);
  expect((await budgets.take(account(), 1)).isTaken).toBe(false);
  expect((await budgets.refund(taken, 300)).currentlyAvailable).toBe(300);
});

test('a table that is there again is counted in again', async () => {
  const account = anyone();
  const { budgets } = process();
  await admin`revoke all on all functions in schema gateway from ${admin(roleOf(database.gatewayUrl))}`;
  expect((await budgets.take(account(), CAPACITY)).isTaken).toBe(true);
  await admin`grant execute on all functions in schema gateway to ${admin(roleOf(database.gatewayUrl))}`;
  await expect.poll(async () => (await budgets.take(account(), 600)).isTaken, { timeout: MINUTE }).toBe(true);
  expect((await process().budgets.take(account(), 600)).isTaken).toBe(false);
});

test('the gateway’s role counts by the functions alone, and nobody is named in the table', async () => {
  const sql = postgres(database.gatewayUrl, { max: 1, fetch_types: false });
  const account = anyone();
  await process().budgets.take(account(), CAPACITY);
  for (const statement of ['select * from gateway.budget', 'delete from gateway.budget'])
    await expect(sql.unsafe(statement)).rejects.toThrow(/permission denied/);
  await sql.end();
  const rows = await admin<{ account: string }[]>`select account from gateway.budget`;
  expect(rows.map((row) => row.account).join()).not.toContain('account');
});

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
