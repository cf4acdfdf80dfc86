import { openDatabase } from '@seisi/host/database';
import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { households, memberships } from './household.table.ts';
import { registeredInquiry } from './registered.inquiry.ts';

let database: TestDatabase;
let handle: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  handle = openDatabase(database.adminUrl);
});
afterAll(async () => {
  await handle.close();
  await database.close();
});

const ask = (subject: string, now = NOW) => {
  const { by, answer } = registeredInquiry({ db: handle.db, now: () => now });
  expect(by).toBe('aid');
  return answer(subject, AbortSignal.timeout(5000));
};

test('those who live in a household on the register today are told, and nobody else', async () => {
  const rows = await handle.db
    .select()
    .from(memberships)
    .innerJoin(households, eq(households.key, memberships.householdKey))
    .orderBy(memberships.id);
  const of = (isOn: boolean) =>
    rows.find(
      ({ household, membership }) =>
        (household.registrationStatus === 'CONFIRMED') === isOn && membership.until === null,
    )!.membership;
  const [on, off] = [of(true), of(false)];
  const stranger = crypto.randomUUID();
  expect(await ask([on.personKey, off.personKey, stranger].join('/'))).toEqual([on.personKey]);
  expect(await ask(on.personKey, Date.parse('1900-01-01'))).toEqual([]);
  const day = new Date(NOW).toISOString().slice(0, 10);
  await handle.db.update(memberships).set({ until: day }).where(eq(memberships.id, on.id));
  expect(await ask(on.personKey)).toEqual([]);
});

test('what is no list of keys, or too long a one, is not answered', async () => {
  expect(await ask('nobody')).toBeNull();
  const many = Array.from({ length: 101 }, () => crypto.randomUUID());
  expect(await ask(many.join('/'))).toBeNull();
  expect(await ask(many.slice(1).join('/'))).toEqual([]);
});
