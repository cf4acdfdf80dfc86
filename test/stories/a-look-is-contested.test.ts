import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { tableReceipts, untilInTree } from '../setup/table-receipts.ts';

const { known } = castOf(1);
const HEAD = castMember(1, CAST.known, PLACE.known.head);
const LOOK = 'query ($id: ID!) { person(id: $id) { name } household(id: $id) { registrationNumber } }';
const LOG = `{ viewer { person { accessLog { edges { node { id about reader agencyCode told { class }
  receipt { number } proof { leafIndex } contest { status dueOn answer } } } } } } }`;
const CONTEST = `mutation ($input: ContestAccessInput!) { contestAccess(input: $input) { contest { id } } }`;
const CONTESTS =
  '{ contests(status: RAISED) { edges { node { id person { id } contest { reason access { account } } } } } }';
const ANSWER = `mutation ($input: AnswerContestInput!) { answerContest(input: $input) { contest { contest { status } } } }`;

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW, receipts: tableReceipts });
});
afterAll(() => house?.close());

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; the test says what it expects of it.
async function logOf(who: 'citizen' | 'second-adult'): Promise<any[]> {
  await untilInTree(house.adminUrl);
  const { data, errors } = await house.ask(who, { query: LOG });
  expect(errors).toEqual([]);
  return data.viewer.person.accessLog.edges.map(({ node }: { node: unknown }) => node);
}

test('an officer looks; the person finds the look, does not recognise it, and is answered by the agency’s data officer', async () => {
  const looked = await house.ask('jkm-officer', { query: LOOK, variables: { id: HEAD.id } });
  const { receipt } = (JSON.parse(looked.text) as { extensions: { receipt: { id: string } } }).extensions;
  await house.ask('hospital', { query: LOOK, variables: { id: known.id } });

  const log = await logOf('citizen');
  expect(log.map(({ about, agencyCode }) => [about, agencyCode])).toEqual([
    ['HOUSEHOLD', 'hospital-tuanku'],
    ['PERSON', 'jkm'],
  ]);
  expect(log[1]).toEqual({
    ...{ id: expect.any(String), about: 'PERSON', reader: 'OFFICER', agencyCode: 'jkm', contest: null },
    ...{ told: [{ class: 'identity' }], receipt: { number: receipt.id } },
    proof: { leafIndex: expect.stringMatching(/^\d+$/) },
  });

  const reason = 'I was never asked.';
  const input = { entry: log[1].id, reason, idempotencyKey: 'contest' };
  const { data: raised } = await house.ask('citizen', { query: CONTEST, variables: { input } });
  const id = raised.contestAccess.contest.id;
  const { data: found } = await house.ask('data-officer', { query: CONTESTS });
  const account = personas['jkm-officer'].token.sub;
  const node = { id, person: { id: HEAD.id }, contest: { reason, access: { account } } };
  expect(found.contests.edges).toEqual([{ node }]);
  const answered = await house.ask('data-officer', {
    query: ANSWER,
    variables: { input: { id, finding: 'EXPLAINED', answer: 'A review.', idempotencyKey: 'answer' } },
  });
  expect(answered.errors).toEqual([]);

  // What the data officer was told of the person stands in the log as every look does.
  const after = await logOf('citizen');
  expect(after.find((one) => one.id === log[1].id).contest).toEqual({
    ...{ status: 'EXPLAINED', dueOn: '2026-02-05', answer: 'A review.' },
  });
  const officers = after.filter(({ reader }) => reader === 'OFFICER');
  expect(officers.map(({ told }) => told.map((each: { class: string }) => each.class))).toEqual([
    ['receipts'],
    ['receipts'],
    ['identity'],
  ]);
  expect((await logOf('second-adult')).map(({ about }) => about)).toEqual(['HOUSEHOLD']);
});
