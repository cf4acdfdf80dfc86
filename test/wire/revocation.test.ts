import { setTimeout as wait } from 'node:timers/promises';
import { LEASE_MILLISECONDS } from '@seisi/host/held-facts';
import { castOf } from '@seisi/migrations/seed/known';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type House, openHouse } from '../setup/house.ts';
import { meddlers } from './meddler.ts';
import { NOW, REVOCATIONS, type Revocation } from './revocation.cases.ts';

const SECOND = 1000;
const towards = meddlers();
const among = meddlers();
const houses = new Map<string, House>();
let house: House;
let sql: Sql;

const isTold = (answer: Answer) => /RT-|\d{4}|"monthlyIncome":\d/.test(JSON.stringify(answer.data));
const ask = ({ who, query }: Revocation) => house.ask(who, { query });

/** Waits until something is so; the machine may be busy. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20 * SECOND; performance.now() < end; await wait(25))
    if (await isSo()) return;
  throw new Error('It never came to be so.');
}

/** Brings the ground into force, and waits until it opens. */
async function isOpen(revocation: Revocation): Promise<void> {
  await revocation.undo(sql);
  await until(async () => isTold(await ask(revocation)));
}
const isClosed = (revocation: Revocation) => until(async () => !isTold(await ask(revocation)));

async function isHeldUp(): Promise<boolean> {
  const [found] = await sql<{ waiting: number }[]>`
    select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return (found?.waiting ?? 0) > 0;
}

/** Asks, and does something while the answer is held up by a lock; the answer goes on so much later, by default more than a second. */
async function slowly(
  revocation: Revocation,
  meanwhile: () => Promise<unknown>,
  after = 1.1 * SECOND,
): Promise<Answer> {
  const locker = postgres(house.adminUrl, { max: 1, onnotice: () => {} });
  const release = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const lock = locker.begin(async (transaction) => {
    await transaction.unsafe(`lock table ${revocation.table} in access exclusive mode`);
    locked.resolve();
    await release.promise;
  });
  await locked.promise;
  const answer = ask(revocation);
  await until(isHeldUp);
  await meanwhile();
  await wait(after);
  release.resolve();
  await lock;
  await locker.end();
  return answer;
}

/** Asks again and again while something happens; gives when the last answer ended that still told something, in milliseconds after it had happened. */
async function lastTold(revocation: Revocation, happens: () => Promise<unknown>): Promise<number> {
  let happenedAt = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const happening = wait(200).then(async () => {
    await happens();
    happenedAt = performance.now();
  });
  while (performance.now() < happenedAt + 1.2 * SECOND) {
    const told = isTold(await ask(revocation));
    if (told) last = performance.now();
    // Of the second it is a fortieth; to ask more often is most of what this file takes of the processor.
    await wait(25);
  }
  await happening;
  return last - happenedAt;
}

/** A fact of another room, one of the deciding room's own, and one that concerns everyone. */
const OF_EACH_OWNER = REVOCATIONS.filter(
  ({ table, name }) => table === 'oku.registration' || name === 'consent' || name.includes('seal'),
);

const modes = ['in-process', 'http'] as const;
beforeAll(async () => {
  houses.set(
    'in-process',
    await openHouse({ now: () => NOW, leaseMs: LEASE_MILLISECONDS, rooms: 'in-process' }),
  );
  houses.set(
    'http',
    await openHouse({
      now: () => NOW,
      leaseMs: LEASE_MILLISECONDS,
      rooms: 'http',
      between: towards.between,
      betweenRooms: among.between,
    }),
  );
});
afterAll(async () => {
  await Promise.all([...houses.values()].map((each) => each.close()));
  towards.close();
  among.close();
});

describe.each(modes)('with rooms %s', (mode) => {
  // Over HTTP it is the way of a fact that differs, and each owner has its own.
  const cases = mode === 'http' ? OF_EACH_OWNER : REVOCATIONS;
  beforeAll(() => {
    house = houses.get(mode)!;
    sql = postgres(house.adminUrl, { max: 1, onnotice: () => {} });
  });
  afterAll(() => sql.end());

  test.each(cases)(
    'a slow answer that relied on a $name ended meanwhile tells nothing of it',
    async (revocation) => {
      await isOpen(revocation);
      expect(isTold(await slowly(revocation, async () => {}, 0))).toBe(true);
      const answer = await slowly(revocation, () => revocation.end(sql));
      expect(answer.status).toBe(200);
      expect(isTold(answer)).toBe(false);
      await isOpen(revocation);
    },
  );

  test.each(cases)(
    'no answer that relied on a $name ends later than a second after its end',
    async (revocation) => {
      await isOpen(revocation);
      expect(await lastTold(revocation, () => revocation.end(sql))).toBeLessThan(SECOND);
      await isOpen(revocation);
    },
  );

  test('the same where the database notifies nobody', async () => {
    const names = ['agency.log_fact_event', 'person.log_ground_fact_change'];
    const texts = await Promise.all(
      names.map(
        async (name) =>
          (await sql`select pg_get_functiondef(${`${name}()`}::regprocedure) as text`)[0]?.['text'] as string,
      ),
    );
    for (const text of texts) await sql.unsafe(text.replace(/PERFORM pg_notify[^;]*;/, ''));
    for (const revocation of cases) {
      await isOpen(revocation);
      expect(await lastTold(revocation, () => revocation.end(sql)), revocation.name).toBeLessThan(SECOND);
      await revocation.undo(sql);
    }
    for (const text of texts) await sql.unsafe(text);
  });
});

describe('a process that is cut off from the facts', () => {
  beforeAll(() => {
    house = houses.get('http')!;
    sql = postgres(house.adminUrl, { max: 1, onnotice: () => {} });
  });
  afterAll(() => sql.end());

  const CUTS = [
    {
      process: 'the gateway, from the room that decides',
      cut: () => towards.of('person').cut,
      door: '/pulse',
    },
    {
      process: 'the room that decides, from the room that owns',
      cut: () => among.of('agency').cut,
      door: '/events',
    },
  ];

  test.each(CUTS)(
    '$process: nothing that may have ended is told a second later, and all of it again when it is back',
    async ({ cut, door }) => {
      for (const revocation of OF_EACH_OWNER) {
        await isOpen(revocation);
        const told = await lastTold(revocation, async () => {
          cut().add(door);
          await wait(150);
          await revocation.end(sql);
        });
        expect(told, revocation.name).toBeLessThan(SECOND);
        cut().delete(door);
        await isOpen(revocation);
      }
    },
  );

  test.each(CUTS)(
    '$process: what a citizen asks of the own record is answered, of anyone else it is unknown',
    async ({ cut, door }) => {
      const query = `{ viewer { person { name monthlyIncome household { memberCount } } } household(id: "${castOf(1).known.id}") { memberCount } person(id: "${castOf(1).father.id}") { name } }`;
      const before = await house.ask('citizen', { query });
      cut().add(door);
      await isClosed(REVOCATIONS[1]!);
      const during = await house.ask('citizen', { query });
      cut().delete(door);
      await isOpen(REVOCATIONS[1]!);

      expect(before.errors).toEqual([]);
      expect(during.data).toEqual({
        viewer: { person: { ...before.data.viewer.person, household: null } },
        household: null,
        person: null,
      });
      expect(
        during.errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]).toSorted(),
      ).toEqual([
        ['household', 'SOURCE_UNAVAILABLE'],
        ['person', 'SOURCE_UNAVAILABLE'],
        ['viewer.person.household', 'SOURCE_UNAVAILABLE'],
      ]);
    },
  );
});
