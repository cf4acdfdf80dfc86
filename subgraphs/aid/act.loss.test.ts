import type { Transaction } from '@seisi/host/act';
import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { openTestRoom, passportFor, posting } from '@seisi/host/testing';
import { classSet } from '@seisi/schema/classes';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../migrations/connection.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { openWay } from '../../test/setup/way.ts';
import { bankAccounts } from './award.table.ts';
import { ERRANDS, errandsAbout, leaveErrands } from './errand-act.testing.ts';
import { subgraph } from './subgraph.ts';

// What is thrown where nobody can catch it fails the run, as it would end the process.

const A_MINUTE = 60_000;

let database: TestDatabase;
let handle: DatabaseHandle;
let admin: Sql;
beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('aid'));
  admin = connect(database.adminUrl);
});
afterAll(async () => {
  await handle?.close();
  await admin?.end();
  await database?.close();
});

/** Before which write, or before the commit, an act loses its connection: in the middle of a statement of its own, or while it rests. */
type Loss = { readonly at: number; readonly by: 'itself' | 'another' };

/** As `leaveErrands`, over a connection that is lost on the way. */
function leave(about: string, loss: Loss | null) {
  return leaveErrands(handle.db, about, async (transaction, nth) => {
    if (nth === loss?.at) await lose(transaction, loss.by);
  });
}

async function lose(transaction: Transaction, by: Loss['by']): Promise<void> {
  if (by === 'itself') await transaction.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
  const [session] = await transaction.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await admin`select pg_terminate_backend(${session?.pid ?? 0}, 5000)`;
}

const errandsOf = (about: string) => errandsAbout(handle.db, about);

/** Takes an act over a line of its own, which is cut at one of its messages, and once more where it was cut; whether it was. */
async function cutAt(message: number, when: 'before' | 'after'): Promise<boolean> {
  const way = await openWay(database.roomUrl('aid'), (nth) => (nth === message ? when : null));
  const cut = openDatabase(way.url);
  const about = crypto.randomUUID();
  await leaveErrands(cut.db, about).catch(() => {});
  const isCut = way.cuts > 0;
  expect([0, ERRANDS]).toContain(await errandsOf(about));
  if (isCut) expect(await leaveErrands(cut.db, about)).toBe(ERRANDS);
  expect(await errandsOf(about)).toBe(ERRANDS);
  await cut.close();
  await way.close();
  return isCut;
}

test(
  'an act whose line is cut before or after any of its messages is done once at the most, and once when it is repeated',
  async () => {
    const messages = Array.from({ length: 24 }, (_none, at) => at + 1);
    const all = await Promise.all(
      messages.flatMap((message) => [cutAt(message, 'before'), cutAt(message, 'after')]),
    );

    // Login, begin, the key, the errands, the answer and the commit; and behind its last message nothing was cut.
    const cut = all.filter((isCut) => isCut).length / 2;
    expect(cut).toBeGreaterThan(12);
    expect(all.slice(cut * 2)).toEqual(all.slice(cut * 2).map(() => false));
    expect(cut).toBeLessThan(messages.length);
  },
  A_MINUTE,
);

test(
  'of acts at once that lose their connections at any statement each is done whole or not at all, and once when it is repeated',
  async () => {
    const loss = fc.record({
      at: fc.integer({ min: 0, max: ERRANDS }),
      by: fc.constantFrom('itself' as const, 'another' as const),
    });
    const losses = fc.array(fc.option(loss), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(losses, async (all) => {
        const asked = all.map((lost) => ({ lost, about: crypto.randomUUID() }));
        const taken = await Promise.allSettled(asked.map(({ about, lost }) => leave(about, lost)));
        for (const [nth, { about, lost }] of asked.entries()) {
          const isTaken = taken[nth]?.status === 'fulfilled';
          // Whoever lost nothing is not told of what another lost.
          expect(isTaken).toBe(lost === null);
          expect(await errandsOf(about)).toBe(isTaken ? ERRANDS : 0);
          expect(await leaveErrands(handle.db, about)).toBe(ERRANDS);
          expect(await errandsOf(about)).toBe(ERRANDS);
        }
      }),
      { numRuns: 8 },
    );
  },
  A_MINUTE,
);

const STATE =
  'mutation ($input: StateBankAccountInput!) { stateBankAccount(input: $input) { account { id } } }';
const OWN = '{ bankAccountsToCheck { edges { node { id } } } }';

test(
  'while its database is away a room answers that it does not know, and when it is back it answers again by itself',
  async () => {
    const own = crypto.randomUUID();
    const way = await openWay(database.roomUrl('aid'));
    const room = openTestRoom(subgraph, way.url);
    const self = () =>
      passportFor({ kind: 'SELF', personKey: own, classes: classSet(['bank']) }, { viewer: { id: own } });
    const input = { bankCode: 'rekamyk1', accountNumber: '7000000001', idempotencyKey: own };
    const state = () => room.ask(STATE, { input }, self());
    const read = () => room.ask(OWN, {}, passportFor(posting(['payment', 'bank'])));
    const codes = ({ errors }: Awaited<ReturnType<typeof state>>) =>
      errors?.map(({ extensions }) => extensions?.['code']) ?? [];
    expect(codes(await read())).toEqual([]);

    // Ten people are asking as it goes away.
    const under = Array.from({ length: 10 }, async () => codes(await read()));
    await way.shut();
    for (const found of await Promise.all(under)) expect([[], ['SOURCE_UNAVAILABLE']]).toContainEqual(found);
    expect(codes(await state())).toEqual(['SOURCE_UNAVAILABLE']);
    expect(codes(await read())).toEqual(['SOURCE_UNAVAILABLE']);
    await way.open();

    expect(codes(await state())).toEqual([]);
    expect(codes(await read())).toEqual([]);
    const ofOwn = handle.db.select().from(bankAccounts).where(eq(bankAccounts.personKey, own));
    expect(await ofOwn).toHaveLength(1);
    await room.close();
    await way.close();
  },
  A_MINUTE,
);
