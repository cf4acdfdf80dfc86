import { openDatabase } from '@seisi/host/database';
import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { districtInquiry, openDistrictInquiry } from './district.inquiry.ts';
import { groundFacts } from './ground-fact.table.ts';
import { households, memberships } from './household.table.ts';

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

/** Somebody who lives at one place, and where that is. */
async function somebody(skip: number) {
  const [found] = await handle.db
    .select()
    .from(memberships)
    .innerJoin(households, eq(households.key, memberships.householdKey))
    .where(eq(memberships.relationToHead, 'HEAD'))
    .orderBy(memberships.id)
    .offset(skip)
    .limit(1);
  return found!;
}
const ask = (key: string, now = NOW) => {
  const { by, answer } = districtInquiry({ db: handle.db, now: () => now });
  expect(by).toBe('aid');
  return answer(key, AbortSignal.timeout(5000));
};

test('the state and district of the home are told, and nothing else of it', async () => {
  const { household, membership } = await somebody(0);
  expect(await ask(membership.personKey)).toEqual({ state: household.state, district: household.district });
});

test('of whoever lives nowhere on record, in two places, or does not live there yet, no place is told', async () => {
  const { membership } = await somebody(1);
  const other = await somebody(2);
  expect(await ask(crypto.randomUUID())).toBeNull();
  expect(await ask('nobody')).toBeNull();
  expect(await ask(membership.personKey, Date.parse('1900-01-01'))).toBeNull();
  const second = { ...membership, id: crypto.randomUUID(), householdKey: other.household.key };
  await handle.db.insert(memberships).values(second);
  expect(await ask(membership.personKey)).toBeNull();
  await handle.db.update(memberships).set({ until: '2020-01-01' }).where(eq(memberships.id, second.id));
  expect(await ask(membership.personKey)).not.toBeNull();
});

test('the room of volunteers is told the same, and nothing of whoever lives under protection', async () => {
  const { by, answer } = openDistrictInquiry({ db: handle.db, now: () => NOW });
  expect(by).toBe('volunteer');
  const asked = (key: string) => answer(key, AbortSignal.timeout(5000));
  const { household, membership } = await somebody(0);
  expect(await asked(membership.personKey)).toEqual(await ask(membership.personKey));
  const seals = await handle.db.select().from(groundFacts).where(eq(groundFacts.kind, 'SEAL'));
  const [sealed] = await handle.db
    .select()
    .from(memberships)
    .where(eq(memberships.householdKey, seals[0]?.subjectKey ?? ''));
  expect(await ask(sealed?.personKey ?? '')).not.toBeNull();
  expect(await asked(sealed?.personKey ?? '')).toBeNull();
  // Also where another home of theirs is the one under protection.
  const second = { ...membership, id: crypto.randomUUID(), householdKey: sealed?.householdKey ?? '' };
  await handle.db.insert(memberships).values(second);
  expect(await asked(membership.personKey)).toBeNull();
  expect(household.district).not.toBe('');
});
