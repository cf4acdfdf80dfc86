import { memoryReceipts } from '@seisi/gateway/receipts.testing';
import { castOf } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, openOracle, type Question } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type Answer, type House, openHouse } from '../setup/house.ts';
import { meddlers } from '../wire/meddler.ts';
import { entriesIn, expectedEntries } from './expected-receipt.ts';
import { WAYS } from './questions.ts';

const oracle = openOracle();
const receipts = memoryReceipts();
const between = meddlers();
const variables = { id: castOf(1).known.id };
const { token } = personas['district-officer'];
const CURSORS = `query($id: ID!) { household(id: $id) { registrationNumber members { since person { name
  applications { edges { cursor node { status } } } } } } }`;

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW, receipts, rooms: 'http', between: between.between });
});
afterAll(async () => {
  await house?.close();
  between.close();
});

/** Asks as an officer: the answer, and the one receipt of it as one text, after it was compared with the oracle's. */
async function asked(question: Question): Promise<{ answer: Answer; text: string }> {
  const answer = await house.askWith(token, question);
  const drafts = receipts.taken();
  const expected = expectedEntries(oracle, { token, agreement: null }, question, answer);
  expect(drafts.map(entriesIn)).toEqual([expected]);
  return { answer, text: JSON.stringify(expected) };
}

test('of rooms behind HTTP, whose grants are texts, receipts say the same', async () => {
  for (const way of WAYS) {
    const answer = await house.askWith(way.token, way.question);
    const expected = expectedEntries(oracle, { token: way.token, agreement: null }, way.question, answer);
    expect(receipts.taken().map(entriesIn), way.name).toEqual([expected]);
  }
});

test.each([
  ['aid', 'Person.applications'],
  ['oku', 'Person.okuRegistration'],
  ['volunteer', 'Person.volunteering'],
  ['agency', 'Household.referrals'],
])('while the %s room is away, what it knows is not in the receipt', async (room, field) => {
  const profile = { query: PROFILE, variables };
  between.of(room).leave();
  const during = await asked(profile);
  await between.of(room).open();
  const after = await asked(profile);

  expect(during.answer.errors).not.toEqual([]);
  expect(during.text).not.toContain(field);
  expect(after.text).toContain(field);
});

test('while the person room is away nobody is in the receipt, and there is one', async () => {
  between.of('person').leave();
  const { answer, text } = await asked({ query: PROFILE, variables });
  await between.of('person').open();

  expect(answer.data).toEqual({ household: null });
  expect(text).toBe('[]');
});

test('what stood in a part that came to nothing is not in the receipt', async () => {
  const room = between.of('aid');
  room.change = (answer) => JSON.parse(JSON.stringify(answer).replaceAll(/"cursor":"[^"]+",/g, ''));
  const { answer, text } = await asked({ query: CURSORS, variables });
  room.change = null;

  expect(answer.errors.map(({ path }) => path?.at(-1))).toContain('cursor');
  expect(text).not.toContain('Application.status');
  expect(text).toContain('Person.name');
});

test('a subject whose grant cannot be read is unknown, for no receipt could be made of it', async () => {
  const room = between.of('person');
  room.change = (answer) =>
    JSON.parse(JSON.stringify(answer).replaceAll(/"(c_hidden_grant|grant)":"[^"]+"/g, '"$1":"2.zzzz"'));
  const { answer, text } = await asked({ query: `query($id: ID!) { household(id: $id) { id } }`, variables });
  room.change = null;

  expect(answer.data).toEqual({ household: null });
  expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['SOURCE_UNAVAILABLE']);
  expect(text).toBe('[]');
});
