import { createHash } from 'node:crypto';
import type { Viewer } from '@seisi/schema/viewer';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { officer, postingOf } from './ground/testing.ts';
import { households, memberships } from './household.table.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';
import { lockedListInquiry } from './locked-list.inquiry.ts';
import { lockedListRows, lockedLists } from './locked-list.table.ts';
import { people } from './person.table.ts';

const LOCK = `mutation ($input: LockListInput!) { lockList(input: $input) { list {
  id name asOf state sex people hash lockedAt } } }`;
const LISTS = `query ($first: Int, $after: String) { lockedLists(first: $first, after: $after) {
  edges { node { id name } } pageInfo { hasNextPage endCursor } } }`;
const DUTY = ['register', 'area', 'kinship', 'income', 'poverty'] as const;
const PPN = officer('ppn');

let database: TestDatabase;
let world: World;
const homes: Home[] = [];

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  for (let index = 0; index < 12; index += 1) {
    const home = await world.home([{}, { relation: 'CHILD' }]);
    await world.assessed(home.household, { assessedOn: '2024-01-01', status: 'POOR' });
    homes.push(home);
  }
  await world.home([{}], { state: '01', district: '1_1' });
  await world.home([{}], { registeredOn: '2026-06-01' });
  await world.home([{}], { registrationStatus: 'UNDER_CENSUS' });
  await world.seal((await world.home([{}])).household.key);
  await world.fact({ ...postingOf('ppn', DUTY, ['05']), id: 'P-1' });
  await world.fact({ ...postingOf('all', DUTY, ['MY']), id: 'P-2' });
  await world.fact({ ...postingOf('district', DUTY, ['5_5']), id: 'P-3' });
  await world.fact({ ...postingOf('half', ['register', 'area', 'kinship', 'income'], ['05']), id: 'P-4' });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const wanted = (given: object = {}) => ({
  ...{ name: 'eKasih, heads of household', asOf: '2025-12-31', state: '05' },
  ...{ idempotencyKey: crypto.randomUUID(), ...given },
});
const lock = async (given: object = {}, who: Viewer = PPN) => {
  const { data, errors } = await world.room.ask(LOCK, { input: wanted(given) }, await world.as(who));
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  const payload = data?.['lockList'] as any;
  return {
    list: payload?.list,
    codes: errors?.map(({ extensions }) => extensions?.['code']),
  };
};
const rowsOf = (id: string) =>
  world.db.select().from(lockedListRows).where(eq(lockedListRows.listId, id)).orderBy(lockedListRows.place);
const inquire = (subject: string) =>
  lockedListInquiry({ db: world.db }).answer(subject, AbortSignal.timeout(5000)) as Promise<{
    list: { count: number; hash: string };
    rows: readonly Record<string, unknown>[];
  } | null>;

test('a list is the register of its day, and stays so when the register goes on', async () => {
  const { list, codes } = await lock();
  expect(codes).toBeUndefined();
  expect(list).toMatchObject({
    name: 'eKasih, heads of household',
    asOf: '2025-12-31',
    state: '05',
    people: 12,
  });
  const before = await rowsOf(list.id);
  expect(before.map(({ personKey }) => personKey)).toEqual(
    homes.map((home) => home.people[0]!.key).toSorted(),
  );
  expect(before.every((row) => row.hasChild && row.povertyStatus === 'POOR')).toBe(true);

  const { household, people: members } = homes[0]!;
  await world.db.update(people).set({ maritalStatus: 'WIDOWED' }).where(eq(people.key, members[0]!.key));
  await world.db.update(households).set({ state: '01' }).where(eq(households.key, household.key));
  await world.db.delete(memberships).where(eq(memberships.householdKey, homes[1]!.household.key));
  await world.assessed(homes[2]!.household, {
    assessedOn: '2025-12-30',
    status: 'EXITED',
    exitReason: 'INCOME_RISE',
  });

  expect(await rowsOf(list.id)).toEqual(before);
  const told = await inquire(`${list.id}/0`);
  expect(told?.list).toMatchObject({ count: 12, hash: list.hash });
  expect(told?.rows.map((row) => row['personKey'])).toEqual(before.map(({ personKey }) => personKey));
  const later = await lock();
  expect(later.list.hash).not.toBe(list.hash);
  expect((await rowsOf(later.list.id)).length).toBe(10);
});

test('its hash is one over the rows as another room is told them, in pages from any place', async () => {
  const { list } = await lock({ state: null }, officer('all'));
  const all = await inquire(`${list.id}/0`);
  const lines = all!.rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  expect(createHash('sha256').update(lines).digest('hex')).toBe(list.hash);
  expect((await inquire(`${list.id}/4`))?.rows).toEqual(all!.rows.slice(4));
  expect((await inquire(`${list.id}/${all!.list.count}`))?.rows).toEqual([]);
  for (const other of [`${crypto.randomUUID()}/0`, list.id, `${list.id}/x`, 'x/0', ''])
    expect(await inquire(other)).toBeNull();
  expect(lockedListInquiry({ db: world.db }).by).toBe('aid');
});

test('the room itself can neither change nor delete what was locked', async () => {
  await lock();
  for (const table of ['locked_list', 'locked_list_row'])
    for (const statement of [
      `update person.${table} set state = '01'`,
      `delete from person.${table}`,
      `truncate person.${table}`,
    ])
      await expect(world.db.execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: '42501' } });
});

test('one key locks one list, also of two at once, and stands for what was asked', async () => {
  const key = { idempotencyKey: crypto.randomUUID(), name: 'twice' };
  const [one, other] = await Promise.all([lock(key), lock(key)]);
  expect(one.list).toEqual(other.list);
  expect(await world.db.select().from(lockedLists).where(eq(lockedLists.name, 'twice'))).toHaveLength(1);
  expect((await lock({ ...key, asOf: '2025-01-01' })).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
});

test.each([
  ['no name', { name: ' ' }, 'BAD_USER_INPUT'],
  ['a name that is too long', { name: 'x'.repeat(121) }, 'BAD_USER_INPUT'],
  ['a day that has not come', { asOf: '2026-11-23' }, 'BAD_USER_INPUT'],
  ['a state that there is not', { state: '99' }, 'BAD_USER_INPUT'],
  ['a state of another posting', { state: '01' }, 'STEP_REFUSED'],
  ['the whole country, by an officer of a state', { state: null }, 'STEP_REFUSED'],
  ['no key', { idempotencyKey: '' }, 'BAD_USER_INPUT'],
])('%s is refused', async (_what, given, code) => {
  const before = await world.db.select().from(lockedLists);
  expect((await lock(given)).codes).toEqual([code]);
  expect(await world.db.select().from(lockedLists)).toHaveLength(before.length);
});

test('whoever has not the whole duty, or the whole place, locks none', async () => {
  expect((await lock({}, officer('half'))).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect((await lock({}, officer('nobody'))).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect((await lock({}, officer('district'))).codes).toEqual(['STEP_REFUSED']);
});

test('a list of today is of today, and how many are few is withheld', async () => {
  const { list, codes } = await lock({ asOf: TODAY, state: '01' }, officer('all'));
  expect(list).toMatchObject({ asOf: TODAY, people: null });
  expect(codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  const empty = await lock({ asOf: '2019-12-31', sex: 'MALE' });
  expect(empty.list).toMatchObject({ sex: 'MALE', people: 0, hash: createHash('sha256').digest('hex') });
});

test('officers read the lists of their places, newest first, page by page', async () => {
  const read = async (who: Viewer, variables: object = {}) => {
    const { data, errors } = await world.room.ask(LISTS, { ...variables }, await world.as(who));
    // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
    return { found: data?.['lockedLists'] as any, errors };
  };
  const all = await world.db.select().from(lockedLists);
  const own = all.filter(({ state }) => state === '05').map(({ id }) => id);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { found }: Awaited<ReturnType<typeof read>> = await read(PPN, { first: 2, after });
    seen.push(...found.edges.map((edge: { node: { id: string } }) => edge.node.id));
    after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen.toSorted()).toEqual(own.toSorted());
  expect((await read(officer('all'), { first: 100 })).found.edges).toHaveLength(all.length);
  expect((await read(officer('district'))).found.edges).toEqual([]);
  expect((await read(officer('half'))).errors?.[0]?.extensions).toMatchObject({ class: 'poverty' });
});
