import { openDatabase } from '@seisi/host/database';
import { openTestRoom, passportFor, posting } from '@seisi/host/testing';
import { classSet } from '@seisi/schema/classes';
import type { ReachSource, SubjectKey } from '@seisi/schema/reach';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type ReferralRow, referrals } from './referral.table.ts';
import { UNANSWERED } from './referral.testing.ts';
import { subgraph } from './subgraph.ts';

const [PERSON, HOUSEHOLD, OTHER] = [key(1), key(2), key(3)];
const PAGE = '{ referralFiles(first: 1) { edges { node { id } } pageInfo { hasNextPage } } }';
const OFFICER = posting(['case']);

let database: TestDatabase;

/** Newest first: about another household, about the household, about the person. */
beforeAll(async () => {
  database = await testDatabase();
  const tables = openDatabase(database.roomUrl('agency'));
  await tables.db
    .insert(referrals)
    .values([
      row(11, { personKey: PERSON }),
      row(12, { householdKey: HOUSEHOLD }),
      row(13, { householdKey: OTHER }),
    ]);
  await tables.close();
});
afterAll(() => database?.close());

function key(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function row(number: number, about: Partial<ReferralRow>): ReferralRow {
  const sentAt = new Date(Date.parse('2026-01-01T00:00:00Z') + number * 1000);
  const parties = { fromAgency: 'jkm', toAgency: 'ngo', householdKey: null, personKey: null };
  const rest = { need: 'FOOD', status: 'SENT', note: 'Catatan.' } as const;
  return { ...UNANSWERED, id: key(number), reference: `R-${number}`, sentAt, ...parties, ...rest, ...about };
}

/** One page of one file, as the room answers where this tells who is within reach. */
async function pageWith(reach: ReachSource, passport = passportFor(OFFICER)) {
  const room = openTestRoom(subgraph, database.roomUrl('agency'), { reach });
  const { data, errors } = await room.ask(PAGE, {}, passport);
  await room.close();
  return { list: data?.['referralFiles'], errors };
}

test('the room that decides is asked about the household or the person of each file, with `case`; only its files are listed', async () => {
  const asked: [string, readonly SubjectKey[]][] = [];
  const { list } = await pageWith(async ({ subjects, dataClass }) => {
    asked.push([dataClass, subjects]);
    return [HOUSEHOLD];
  });
  expect(list).toEqual({ edges: [{ node: { id: key(12) } }], pageInfo: { hasNextPage: false } });
  const household = (of: string) => ({ type: 'Household', key: of });
  expect(asked).toEqual([
    ['case', [household(OTHER), household(HOUSEHOLD)]],
    ['case', [{ type: 'Person', key: PERSON }]],
  ]);
});

test('without the word of the room that decides the list is unknown, not empty', async () => {
  const { list, errors } = await pageWith(() => Promise.reject(new Error('It is away.')));
  expect(list).toBeNull();
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'SOURCE_UNAVAILABLE' }]);
});

test('to a citizen whose ground opens no `case` the list is withheld, not empty, and nobody is asked about', async () => {
  const own = passportFor({ kind: 'SELF', personKey: PERSON, classes: classSet(['register']) });
  const { list, errors } = await pageWith(() => Promise.reject(new Error('It is away.')), own);
  expect(list).toBeNull();
  expect(errors?.map(({ extensions }) => extensions)).toEqual([
    {
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      coordinate: 'Query.referralFiles',
      class: 'case',
      reason: 'CLASS_NOT_IN_BASIS',
    },
  ]);
});
