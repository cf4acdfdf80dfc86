import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { withConnection } from '../../migrations/connection.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type DatabaseHandle, openDatabase } from './database.ts';
import type { HotRows } from './hot-read.ts';
import { Unwanted, whileWanted } from './wanted.ts';

let database: TestDatabase;
let room: DatabaseHandle;

beforeAll(async () => {
  database = await testDatabase();
  room = openDatabase(database.roomUrl('person'));
  await room.ready();
});
afterAll(async () => {
  await room?.close();
  await database?.close();
});

const LOCK = 11;
const inDatabase = <T>(act: (connection: Sql) => Promise<T>) => withConnection(database.adminUrl, act);
const waiting = () =>
  inDatabase(async (connection) => {
    const rows = await connection`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return rows.length;
  });
const untilWaiting = (count: number) =>
  vi.waitFor(async () => expect(await waiting()).toBe(count), { timeout: 20_000, interval: 50 });

/** Does something while nobody gets the lock. */
const whileLocked = <T>(act: () => Promise<T>) =>
  inDatabase(async (connection) => {
    await connection`select pg_advisory_lock(${LOCK})`;
    return act();
  });

/** A call of a room that reads in some way, and how whoever waits for it leaves. */
function call<Result>(read: () => PromiseLike<Result>) {
  const client = new AbortController();
  const answer = whileWanted(client.signal, async () => read());
  answer.catch(() => {});
  return { answer, leave: () => client.abort() };
}

const echo = { text: 'select $1::text' };
const sleeps = { text: `select $1::text, pg_advisory_xact_lock_shared(${LOCK})` };
const hot = async (value: string, statement = echo) => (await room.read(statement, [value]))[0]?.[0];
const drizzled = async (value: string) =>
  (await room.db.execute<{ said: string }>(sql`select ${value}::text as said`))[0]?.said;
const drizzledSleep = (value: string) =>
  room.db.execute(sql`select ${value}::text, pg_advisory_xact_lock_shared(${LOCK}::int)`);

test.each<[string, () => PromiseLike<unknown>]>([
  ['hot read', () => hot('sleeps', sleeps)],
  ['read', () => drizzledSleep('sleeps')],
])(
  'a %s for nobody is gone from the server while what it waits for still holds, and those behind it are answered',
  async (_kind, sleep) => {
    await whileLocked(async () => {
      const calls = [call(sleep), call(sleep), call(sleep)];
      await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0), { timeout: 10_000 });
      const behind = Array.from({ length: 40 }, (_, place) => String(place));
      const answers = behind.flatMap((value) => [call(() => hot(value)), call(() => drizzled(value))]);
      for (const { leave } of calls) leave();
      for (const { answer } of calls)
        await expect(answer).rejects.toSatisfy((error) => isUnwantedOrOfIt(error as Error));
      expect(await Promise.all(answers.map(({ answer }) => answer))).toEqual(
        behind.flatMap((value) => [value, value]),
      );
      await untilWaiting(0);
    });
    expect(await call(sleep).answer).toBeDefined();
  },
);

function isUnwantedOrOfIt(error: Error): boolean {
  return error instanceof Unwanted || error.cause instanceof Unwanted;
}

const SHARED = {
  text: `select key::text, key * 2 from unnest($1::int[]) key, pg_advisory_xact_lock_shared(${LOCK})`,
  shareable: { keys: [0], narrowing: [] },
};
const shared = (key: number): Promise<HotRows> => room.read(SHARED, [[String(key)]]);

test('when the time of a call is over, its statement is too', async () => {
  await whileLocked(async () => {
    const late = whileWanted(AbortSignal.timeout(300), () => hot('sleeps', sleeps));
    await expect(late).rejects.toThrow(Unwanted);
    await untilWaiting(0);
  });
});

test('a read that two clients share goes on when one hangs up, tells the other its own rows alone, and ends with the last of them', async () => {
  const stays = await whileLocked(async () => {
    const both = [call(() => shared(1)), call(() => shared(2))] as const;
    await untilWaiting(1);
    both[0].leave();
    await expect(both[0].answer).rejects.toThrow(Unwanted);
    // Longer than a statement may still end by itself.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await waiting()).toBe(1);
    return both[1];
  });
  expect(await stays.answer).toEqual([['2', '4']]);

  await whileLocked(async () => {
    const both = [call(() => shared(3)), call(() => shared(4))];
    await untilWaiting(1);
    for (const { leave } of both) leave();
    await untilWaiting(0);
  });
});

test('whoever stays is told what he asked, whoever else leaves when', async () => {
  const left = fc.record({
    isHot: fc.boolean(),
    milliseconds: fc.integer({ min: 0, max: 40 }),
    leavesAfter: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  });
  const ask = ({ isHot, milliseconds }: { isHot: boolean; milliseconds: number }, value: string) => {
    const seconds = String(milliseconds / 1000);
    return isHot
      ? room
          .read({ text: 'select $1::text, pg_sleep($2::float)' }, [value, seconds])
          .then(([row]) => row?.[0])
      : room.db
          .execute<{ said: string }>(sql`select ${value}::text as said, pg_sleep(${seconds}::float)`)
          .then(([row]) => row?.said);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(left, { minLength: 5, maxLength: 30 }), async (all) => {
      const calls = all.map((each, place) => {
        const { answer, leave } = call(() => ask(each, String(place)));
        if (each.leavesAfter !== null) setTimeout(leave, each.leavesAfter);
        return answer;
      });
      const outcomes = await Promise.allSettled(calls);
      for (const [place, outcome] of outcomes.entries()) {
        if (outcome.status === 'fulfilled') expect(outcome.value).toBe(String(place));
        else expect([place, all[place]?.leavesAfter]).not.toEqual([place, null]);
      }
    }),
    { numRuns: 8 },
  );
});

test('what was left before it began is not sent, and a step is taken whoever waits', async () => {
  const told: string[] = [];
  const other = openDatabase(database.roomUrl('person'), { onStatement: (text) => told.push(text) });
  await other.ready();
  told.length = 0;
  const gone = AbortSignal.abort();

  await expect(whileWanted(gone, () => other.read(echo, ['1']))).rejects.toThrow(Unwanted);
  const nested = whileWanted(gone, () =>
    whileWanted(null, () => other.db.execute<{ said: string }>(sql`select ${'taken'}::text as said`)),
  );
  expect((await nested)[0]?.said).toBe('taken');
  await other.close();
});
