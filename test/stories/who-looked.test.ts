import { openDatabase } from '@seisi/host/database';
import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import type { DataClass } from '@seisi/schema/classes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  household,
  person,
  type TestLog,
  testLog,
  told as toldOf,
} from '../../subgraphs/receipt/log.testing.ts';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

const MINUTE = 60_000;
const { known, sealed, father } = castOf(1);
const member = (of: keyof typeof CAST, place: number) => castMember(1, CAST[of], place);
const HEAD = member('known', PLACE.known.head);
const SPOUSE = member('known', PLACE.known.spouse);
const CHILD = member('known', PLACE.known.child);
const MOTHER = member('sealed', PLACE.sealed.mother);
const DAUGHTER = member('sealed', PLACE.sealed.daughter);
const FATHER = member('father', PLACE.father.head);
/** Named in a receipt, and in no log of whom it is not about. */
const LOCAL = 'hospital-tuanku';

let house: House;
let log: TestLog;
let minutes = 0;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
  const tables = openDatabase(house.adminUrl);
  log = testLog(tables);
  await keep(HEAD.key, ['income']);
  await keep(SPOUSE.key, ['health']);
  await keep(CHILD.key, ['disability']);
  await keepOf([{ subject: household(known.key), told: [toldOf('kinship'), toldOf('poverty')] }]);
  await keep(MOTHER.key, ['contact'], LOCAL);
  await keep(DAUGHTER.key, ['identity'], LOCAL);
  await keepOf([{ subject: household(sealed.key), told: [toldOf('area')] }], LOCAL);
  await keepOf(
    [
      { subject: person(FATHER.key), told: [toldOf('register')], veiled: true },
      { subject: person(DAUGHTER.key), told: [toldOf('register')] },
    ],
    LOCAL,
  );
  await log.sign();
  await tables.close();
});
afterAll(() => house?.close());

const keep = (key: string, classes: readonly DataClass[], agency = 'jkm') =>
  keepOf([{ subject: person(key), told: classes.map((each) => toldOf(each)) }], agency);

async function keepOf(entries: Parameters<TestLog['keep']>[0]['entries'], agency = 'jkm'): Promise<void> {
  minutes += 1;
  await log.keep({ header: { agency }, at: NOW - 1000 * MINUTE + minutes * MINUTE, entries });
}

const LOG = `accessLog { edges { node { id about agencyCode isAgencyVeiled told { class } proof { leafIndex }
  contest { status } } } mayHoldMore { laws } }`;

async function logOf(who: PersonaName, id: string) {
  return house.ask(who, { query: `{ person(id: "${id}") { id ${LOG} } }` });
}

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; each test says what it expects of it.
function lines(data: any): unknown[] {
  return data.person.accessLog.edges.map(({ node: { about, agencyCode, told } }: Line) => [
    about,
    agencyCode,
    ...told.map((each) => each.class),
  ]);
}
type Line = { node: { about: string; agencyCode: string | null; told: { class: string }[] } };

test('a citizen reads who looked at them and at their household, by what is open of it', async () => {
  const { data, errors } = await logOf('citizen', HEAD.id);

  expect(errors).toEqual([]);
  expect(lines(data)).toEqual([
    ['HOUSEHOLD', 'jkm', 'kinship'],
    ['PERSON', 'jkm', 'income'],
  ]);
  // Of the household more was told than is open: the proof would tell it.
  expect(data.person.accessLog.edges.map(({ node }: { node: { proof: unknown } }) => node.proof)).toEqual([
    null,
    { leafIndex: '0' },
  ]);
  const viewer = await house.ask('citizen', { query: `{ viewer { person { id ${LOG} } } }` });
  expect(viewer.data.viewer.person).toEqual(data.person);
});

test('the other adult reads the own entries alone, and neither reads the other’s', async () => {
  expect(lines((await logOf('second-adult', SPOUSE.id)).data)).toEqual([
    ['HOUSEHOLD', 'jkm', 'kinship'],
    ['PERSON', 'jkm', 'health'],
  ]);
  for (const [who, id] of [
    ['second-adult', HEAD.id],
    ['citizen', SPOUSE.id],
  ] as const) {
    const { data, errors } = await logOf(who, id);
    expect(data.person.accessLog).toBeNull();
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      {
        ...{ code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate: 'Person.accessLog', class: 'receipts' },
        reason: 'NOT_FOR_THIS_SUBJECT',
      },
    ]);
  }
});

test('a guardian reads the log of a child who is not under protection', async () => {
  expect(lines((await logOf('citizen', CHILD.id)).data)).toEqual([
    ['HOUSEHOLD', 'jkm', 'kinship'],
    ['PERSON', 'jkm', 'disability'],
  ]);
});

test('under a seal the protected adult reads the own log; a child’s log is closed to her too', async () => {
  expect(lines((await logOf('protected-mother', MOTHER.id)).data)).toEqual([
    ['HOUSEHOLD', LOCAL, 'area'],
    ['PERSON', LOCAL, 'contact'],
  ]);
  const { data, errors } = await logOf('protected-mother', DAUGHTER.id);
  expect(data.person.accessLog).toBeNull();
  expect(errors.map(({ extensions }) => extensions['reason'])).toEqual(['NOT_FOR_THIS_SUBJECT']);
});

test('the father outside finds nobody behind the seal, and nothing in his own log that tells a place', async () => {
  for (const { id } of [DAUGHTER, MOTHER])
    expect((await logOf('outside-father', id)).data).toEqual({ person: null });
  const { data, errors, text } = await logOf('outside-father', FATHER.id);

  expect(errors).toEqual([]);
  expect(data.person.accessLog.edges).toMatchObject([
    { node: { about: 'PERSON', agencyCode: null, isAgencyVeiled: true, proof: null } },
  ]);
  for (const told of [LOCAL, DAUGHTER.key, MOTHER.key, sealed.key, father.key])
    expect(text).not.toContain(told);
});

test('nobody reads a log by a duty or an agreement, the auditor neither', async () => {
  for (const who of ['auditor', 'district-officer', 'hospital', 'state-upen'] as const) {
    const { data, text } = await logOf(who, HEAD.id);
    expect(data.person?.accessLog ?? null).toBeNull();
    expect(text).not.toContain('edges');
  }
});

test('an auditor reads all receipts and no subject; everyone reads the checkpoint', async () => {
  const query = '{ receipts { edges { node { id agencyCode subjects classes } } } checkpoint { size } }';
  const { data, errors, text } = await house.ask('auditor', { query });

  expect(errors).toEqual([]);
  expect(data.receipts.edges).toHaveLength(8);
  expect(data.receipts.edges[0].node).toMatchObject({
    agencyCode: LOCAL,
    subjects: 2,
    classes: ['register'],
  });
  for (const { key, id } of [HEAD, SPOUSE, CHILD, MOTHER, DAUGHTER, FATHER])
    expect(text.includes(key) || text.includes(id)).toBe(false);
  expect((await house.ask(null, { query: '{ checkpoint { size } }' })).data).toEqual({
    checkpoint: { size: '8' },
  });
  expect((await house.ask('district-officer', { query })).data.receipts).toBeNull();
});

test('a person does not recognise a look, the data officer of the agency answers, and the log shows it', async () => {
  const { data } = await logOf('citizen', HEAD.id);
  const entry = data.person.accessLog.edges[1].node.id;
  const raised = await house.ask('citizen', {
    query: `mutation ($input: ContestAccessInput!) { contestAccess(input: $input) {
      contest { id person { id } contest { status dueOn access { told { class } } } } } }`,
    variables: { input: { entry, reason: 'I was never asked.', idempotencyKey: 'contest-1' } },
  });
  expect(raised.errors).toEqual([]);
  const file = raised.data.contestAccess.contest;
  expect(file).toEqual({
    id: expect.any(String),
    person: { id: HEAD.id },
    contest: { status: 'RAISED', dueOn: '2026-02-05', access: { told: [{ class: 'income' }] } },
  });

  const list =
    '{ contests { edges { node { id person { id } contest { status reason access { account } } } } } }';
  const seen = await house.ask('data-officer', { query: list });
  expect(seen.errors).toEqual([]);
  expect(seen.data.contests.edges).toEqual([
    {
      node: {
        ...{ id: file.id, person: { id: HEAD.id } },
        contest: { status: 'RAISED', reason: 'I was never asked.', access: { account: 'officer-1' } },
      },
    },
  ]);
  for (const who of ['auditor', 'jkm-officer'] as const)
    expect((await house.ask(who, { query: list })).data.contests).toBeNull();
  expect((await house.ask('second-adult', { query: list })).data.contests.edges).toEqual([]);

  const answered = await house.ask('data-officer', {
    query: `mutation ($input: AnswerContestInput!) { answerContest(input: $input) { contest { contest { status } } } }`,
    variables: {
      input: { id: file.id, finding: 'EXPLAINED', answer: 'A review.', idempotencyKey: 'answer-1' },
    },
  });
  expect(answered.data).toEqual({ answerContest: { contest: { contest: { status: 'EXPLAINED' } } } });
  const after = await logOf('citizen', HEAD.id);
  expect(after.data.person.accessLog.edges[1].node.contest).toEqual({ status: 'EXPLAINED' });
});
