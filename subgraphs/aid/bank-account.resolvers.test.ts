import { grantOf, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import { classSet } from '@seisi/schema/classes';
import type { Basis } from '@seisi/schema/viewer';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withConnection } from '../../migrations/connection.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { bankAccounts } from './award.table.ts';
import { reach } from './bank-account.policy.ts';
import { anAccount, openPaymentWorld, type PaymentWorld } from './payment-run.testing.ts';
import { subgraph } from './subgraph.ts';

const OFFICER = posting(['payment', 'bank']);
const PAGE = '{ edges { node { id } } pageInfo { endCursor } }';
const LIST = '{ bankAccountsToCheck { edges { node { id } } pageInfo { hasNextPage } } }';

/** The hidden keys that the deciding room says are within reach. */
const reached = new Set<string>();
let database: TestDatabase;
let world: PaymentWorld;
let room: TestRoom;
beforeAll(async () => {
  database = await testDatabase();
  world = openPaymentWorld(database);
  room = openTestRoom(subgraph, database.roomUrl('aid'), {
    reach: async ({ subjects }) => subjects.map(({ key }) => key).filter((key) => reached.has(key)),
  });
});
afterAll(async () => {
  await room.close();
  await world.close();
  await database.close();
});

let own: string;
beforeEach(() => {
  own = crypto.randomUUID();
  reached.clear();
  reached.add(own);
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;

const self = (): Basis => ({ kind: 'SELF', personKey: own, classes: classSet(['bank']) });
const as = (basis: Basis, id: string) => passportFor(basis, { viewer: { id } });

/** Takes an act; gives the identifier of the account, or the codes of the refusal. */
async function act(name: string, input: object, basis: Basis, by: string): Promise<Json> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { account { id } } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await room.ask(text, { input: given }, as(basis, by));
  return (data as Json)?.[name]?.account.id ?? errors?.map(({ extensions }) => extensions?.['code']);
}
const state = (accountNumber: string, given: object = {}) =>
  act('stateBankAccount', { bankCode: 'rekamyk1', accountNumber, ...given }, self(), 'citizen');
const check = (id: string, accountNumber: string, by = 'officer', basis: Basis = OFFICER) =>
  act('checkBankAccount', { id, accountNumber }, basis, by);

/** What the person reads of the own account. */
async function ownAccount(): Promise<Json> {
  const passport = as(self(), 'citizen');
  const representations = [{ __typename: 'Person', key: own, grant: grantOf(own, ['bank'], passport) }];
  const { data } = await room.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
       bankAccount { bankCode accountNumber startsOn checkedAt } } } }`,
    { representations },
    passport,
  );
  return (data as Json)._entities[0].bankAccount;
}

test('a person states an account, an officer checks it against the statement, and another one waits anew', async () => {
  const id = await state('9000-0000 01', { idempotencyKey: 'state' });
  expect(await state('9000-0000 01', { idempotencyKey: 'state' })).toBe(id);
  expect(await state('9000000001')).toBe(id);
  expect(await ownAccount()).toEqual({
    ...{ bankCode: 'REKAMYK1', accountNumber: '9000000001', startsOn: '2026-11-22', checkedAt: null },
  });
  expect(await check(id, '9000000002')).toEqual(['STEP_REFUSED']);
  expect(await check(id, '9000000001')).toBe(id);
  expect(await check(id, '9000000001')).toEqual(['STEP_REFUSED']);
  expect((await ownAccount()).checkedAt).toBe('2026-11-22T04:00:00.000Z');

  const next = await state('9000000002');
  expect(await ownAccount()).toMatchObject({ accountNumber: '9000000002', checkedAt: null });
  expect(await check(id, '9000000001')).toEqual(['NOT_FOUND']);
  expect(await check(next, '9000000002')).toBe(next);
  const kept = await world.db.select().from(bankAccounts).where(eq(bankAccounts.personKey, own));
  expect(kept.map(({ endsOn }) => endsOn).toSorted()).toEqual(['2026-11-22', null]);
});

test('of two officers at once one checks, and of two accounts stated at once one is in force', async () => {
  const stated = await Promise.all([state('9000000003'), state('9000000004')]);
  const ids = stated.filter((one) => typeof one === 'string');
  expect(ids.length).toBeGreaterThan(0);
  const open = (await world.db.select().from(bankAccounts).where(eq(bankAccounts.personKey, own))).filter(
    ({ endsOn }) => endsOn === null,
  );
  expect(open).toHaveLength(1);
  const { id, accountNumber } = open[0]!;
  const checked = await Promise.all([check(id, accountNumber, 'one'), check(id, accountNumber, 'two')]);
  expect(checked.map(String).toSorted()).toEqual([id, 'STEP_REFUSED'].toSorted());
});

test('nobody checks what they stated, what is their own, or what is out of reach; nobody states for others', async () => {
  const id = await state('9000000005');
  expect(await check(id, '9000000005', 'citizen')).toEqual(['STEP_REFUSED']);
  expect(await check(id, '9000000005', 'officer', { ...OFFICER, personKey: own } as Basis)).toEqual([
    'NOT_FOUND',
  ]);
  reached.clear();
  expect(await check(id, '9000000005')).toEqual(['NOT_FOUND']);
  const closed = ['UNAUTHORIZED_FIELD_OR_TYPE'];
  expect(await check(id, '9000000005', 'officer', posting(['aid', 'payment']))).toEqual(closed);
  expect(await check(id, '9000000005', 'citizen', self())).toEqual(closed);
  const stated = { bankCode: 'REKAMYK1', accountNumber: '9000000005' };
  expect(await act('stateBankAccount', stated, OFFICER, 'officer')).toEqual(closed);
});

test('accounts that nobody checked are listed oldest first, and only of people within reach', async () => {
  const [one, two, three] = [own, crypto.randomUUID(), crypto.randomUUID()];
  const unchecked = { checkedAt: null, checkedBy: null };
  const rows = [
    anAccount(two, { ...unchecked, statedAt: new Date('2023-01-02T00:00:00Z') }),
    anAccount(one, { ...unchecked, statedAt: new Date('2023-01-01T00:00:00Z') }),
    anAccount(three, { ...unchecked, statedAt: new Date('2022-12-31T00:00:00Z') }),
  ];
  await world.db.insert(bankAccounts).values(rows);
  reached.add(two);
  const { data } = await room.ask(LIST, {}, as(OFFICER, 'officer'));
  expect((data as Json).bankAccountsToCheck).toEqual({
    edges: [{ node: { id: rows[1]!.id } }, { node: { id: rows[0]!.id } }],
    pageInfo: { hasNextPage: false },
  });
  for (const basis of [self(), posting(['bank']), posting(['payment'])]) {
    const { errors } = await room.ask(LIST, {}, as(basis, 'somebody'));
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
  }
});

test('reach says the same in TypeScript and in SQL', async () => {
  const ended = anAccount(own, { endsOn: '2026-01-01' });
  await world.db.insert(bankAccounts).values([anAccount(own), ended, anAccount(crypto.randomUUID())]);
  const rows = await world.db.select().from(bankAccounts);
  const bases: Basis[] = [
    self(),
    OFFICER,
    { ...OFFICER, personKey: own } as Basis,
    posting(['bank']),
    { kind: 'NONE' },
  ];
  for (const basis of bases) {
    const found = await world.db.select().from(bankAccounts).where(reach.where(basis));
    const ids = rows.filter((row) => reach.row(row, basis)).map(({ id }) => id);
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  }
});

test.for([
  { bankCode: 'REKA', accountNumber: '9000000001' },
  { bankCode: 'REKAMYK1', accountNumber: '1234' },
  { bankCode: 'REKAMYK1', accountNumber: '9000000001x' },
])('%j is refused', async (given) => {
  expect(await act('stateBankAccount', given, self(), 'citizen')).toEqual(['BAD_USER_INPUT']);
});

test('those to check are read in their order by an index, however many were checked', async () => {
  const stated = await world.db.execute<{ key: string }>(sql`
    insert into aid.bank_account (id, person_key, bank_code, account_number, starts_on, stated_by, stated_at, checked_at)
    select gen_random_uuid(), gen_random_uuid(), 'REKAMYK1', '9000000009', '2024-01-01', 'citizen',
           '2024-01-01'::timestamptz + n * interval '1 minute', case when n % 100 > 0 then now() end
      from generate_series(1, 5000) n
    returning person_key as key`);
  for (const { key } of stated) reached.add(key);
  await withConnection(database.adminUrl, (admin) => admin`analyze aid.bank_account`);
  room.statements();
  const { data } = await room.ask(`{ bankAccountsToCheck(first: 1) ${PAGE} }`, {}, as(OFFICER, 'officer'));
  const { endCursor } = (data as Json).bankAccountsToCheck.pageInfo;
  const after = `{ bankAccountsToCheck(first: 1, after: "${endCursor}") ${PAGE} }`;
  await room.ask(after, {}, as(OFFICER, 'officer'));
  const lists = room.statements().filter((text) => text.includes('"bank_account"') && text.includes('limit'));
  expect(lists.length).toBeGreaterThan(1);
  for (const text of new Set(lists)) {
    const plan = await world.db.execute(sql.raw(`explain (generic_plan) ${text}`));
    const told = JSON.stringify(plan);
    expect(told).toContain('Index Scan using bank_account_unchecked');
    expect(told).not.toContain('Sort');
  }
});
