import { openDatabase } from '@seisi/host/database';
import { openTestRoom, passportFor, type TestRoom } from '@seisi/host/testing';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { programmeRules } from './programme.table.ts';
import { subgraph } from './subgraph.ts';

const TEXT = `{ programmes {
  code scheme { name } state asOf amount accountDays claimDays source lists { kind schemeCode }
  criteria { conditions { kind is of amount } decision }
  rules { phase outcome needsRegistration conditions { kind is of amount } decision }
} }`;

let database: TestDatabase;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  room = openTestRoom(subgraph, database.roomUrl('aid'));
});

afterAll(async () => {
  await room.close();
  await database.close();
});

test('every viewer with a token reads how a programme is drawn, in the order in which it decides, for one statement a list', async () => {
  const { data, errors } = await room.ask(TEXT, {}, passportFor(NO_BASIS));
  expect(errors).toBeUndefined();
  const { programmes } = data as { programmes: readonly Record<string, unknown>[] };
  expect(programmes.map(({ code }) => code)).toEqual(['BKIT', 'C4U-IT']);
  const found = programmes[1] as {
    lists: object[];
    criteria: { decision: string | null }[];
    rules: object[];
  };
  expect(found).toMatchObject({
    scheme: { name: 'Inisiatif Bantuan Ibu Tunggal C4U' },
    state: '05',
    asOf: '2019-03-31',
    amount: 20_000,
    accountDays: 14,
    claimDays: 30,
  });
  expect(found.lists).toEqual([
    { kind: 'REGISTER', schemeCode: null },
    { kind: 'SCHEME', schemeCode: 'BKK' },
    { kind: 'SCHEME', schemeCode: 'BA' },
    { kind: 'AGENCY', schemeCode: null },
  ]);
  expect(found.criteria.map(({ decision }) => decision?.slice(0, 10) ?? null)).toEqual([
    '2026-11-23',
    null,
    '2026-11-23',
  ]);
  expect(found.rules.map((rule) => `${Object(rule).phase} ${Object(rule).outcome}`)).toEqual([
    ...['1 ELIGIBLE', '1 ELIGIBLE', '1 ELIGIBLE', '2 FOCUS_GROUP'],
    ...['2 ELIGIBLE', '2 NOT_ELIGIBLE', '2 FOCUS_GROUP', '3 FOCUS_GROUP'],
  ]);
  expect(found.rules[4]).toMatchObject({
    conditions: [
      { kind: 'ON_REGISTER', is: true, of: [], amount: null },
      { kind: 'POVERTY_STATUS', is: null, of: ['EXITED'], amount: null },
      { kind: 'EXIT_REASON', is: null, of: ['INCOME_RISE'], amount: null },
      { kind: 'INCOME_BELOW', is: null, of: [], amount: 364_000 },
    ],
  });
  expect(room.statements()).toHaveLength(4);
});

test('a condition that is not known here is told as none', async () => {
  const admin = openDatabase(database.adminUrl);
  await admin.db.insert(programmeRules).values({
    ...{
      id: 'BKIT-9-9',
      programmeCode: 'BKIT',
      phase: 9,
      position: 9,
      conditions: [{ kind: 'X', is: true }],
    },
    ...{ outcome: 'ELIGIBLE', needsRegistration: false, decision: null, source: 'this test' },
  });
  await admin.close();
  const { data } = await room.ask(
    '{ programmes { rules { conditions { kind } } } }',
    {},
    passportFor(NO_BASIS),
  );
  expect(data).toBeNull();
});

test('without a token no programme is read', async () => {
  const { data } = await room.ask(TEXT, {}, passportFor(NO_BASIS, { viewer: null }));
  expect(data).toBeNull();
});
