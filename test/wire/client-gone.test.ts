import { randomUUID } from 'node:crypto';
import { memoryReceipts } from '@seisi/gateway/receipts.testing';
import { castOf } from '@seisi/migrations/seed/known';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withConnection } from '../../migrations/connection.ts';
import { NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type Answer, type House, openHouse, type Question } from '../setup/house.ts';

/** A busy machine needs less, and the test does not wait for it. */
const DEADLINE_MS = 60_000;
const profile = { query: PROFILE, variables: { id: castOf(1).known.id } };
const give = {
  query: 'mutation($input: GiveConsentInput!) { giveConsent(input: $input) { consent { id } } }',
  variables: {
    input: {
      agencyCode: 'hospital-tuanku',
      purpose: 'SERVICE_DELIVERY',
      classes: ['register'],
      until: '2026-06-01',
      idempotencyKey: randomUUID(),
    },
  },
};

describe.each(['in-process', 'http'] as const)('with rooms %s', (rooms) => {
  const receipts = memoryReceipts();
  let house: House;
  let whole: Answer;
  beforeAll(async () => {
    house = await openHouse({ now: () => NOW, rooms, deadlineMs: DEADLINE_MS, receipts });
    whole = await house.ask('district-officer', profile);
    expect(whole.errors).toEqual([]);
  });
  afterAll(() => house?.close());

  const inDatabase = <T>(act: (sql: Sql) => Promise<T>) => withConnection(house.adminUrl, act);
  const untilWaiting = (count: number) =>
    vi.waitFor(
      () =>
        inDatabase(async (sql) => {
          const waiting = await sql`
            select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
          expect(waiting.length > 0 ? 1 : 0).toBe(count);
        }),
      { timeout: 20_000, interval: 50 },
    );
  /** Does something while whatever reads or writes a table waits. */
  const whileLocked = (table: string, act: () => Promise<unknown>) =>
    inDatabase((sql) =>
      sql.begin(async (transaction) => {
        await transaction.unsafe(`lock table ${table} in access exclusive mode`);
        await act();
      }),
    );
  /** Asks on a connection of its own, and hangs up when told to. */
  async function begin(who: PersonaName, question: Question) {
    const client = new AbortController();
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await house.tokenOf(who)}`,
    };
    const body = JSON.stringify(question);
    const { signal } = client;
    const answer = fetch(`${house.url}/graphql`, { method: 'POST', headers, body, signal }).then(
      async (response) => JSON.parse(await response.text()) as { data: unknown },
      () => null,
    );
    return { answer, hangUp: () => client.abort() };
  }

  test('a client that hangs up ends its statements; who asks the same beside it is answered, and so is whoever comes next', async () => {
    house.notices();
    receipts.taken();
    let other: Promise<{ data: unknown } | null> = Promise.resolve(null);
    await whileLocked('aid.application', async () => {
      const clients = await Promise.all(
        [profile, profile, profile].map((question) => begin('district-officer', question)),
      );
      await untilWaiting(1);
      for (const { hangUp } of clients) hangUp();
      await untilWaiting(0);
      const stays = await begin('district-officer', profile);
      const goes = await begin('district-officer', profile);
      await untilWaiting(1);
      goes.hangUp();
      other = stays.answer;
      expect(await Promise.race([other, new Promise((resolve) => setTimeout(resolve, 300, 'waits'))])).toBe(
        'waits',
      );
      await untilWaiting(1);
    });
    expect((await other)?.data).toEqual(whole.data);
    expect((await house.ask('district-officer', profile)).data).toEqual(whole.data);
    // Nobody was told anything but those two, and no room has failed.
    expect(receipts.taken()).toHaveLength(2);
    expect(house.notices()).toEqual([]);
  });

  test('a step that its client does not wait for is taken, and its receipts are kept', async () => {
    receipts.taken();
    const count = () => inDatabase(async (sql) => (await sql`select from person.consent`).length);
    const before = await count();
    await whileLocked('person.consent', async () => {
      const client = await begin('citizen', give);
      await untilWaiting(1);
      client.hangUp();
      await client.answer;
      // Longer than a read would be let run.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await untilWaiting(1);
    });
    await vi.waitFor(async () => expect(await count()).toBe(before + 1), { timeout: 20_000 });
    const kept: unknown[] = [];
    await vi.waitFor(
      () => {
        kept.push(...receipts.taken());
        expect(kept).toHaveLength(2);
      },
      { timeout: 20_000 },
    );
  });
});
