import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { castOf } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type Answer, type House, openHouse } from '../setup/house.ts';

const id = castOf(1).known.id;
const HOME = `query Home($id: ID!) {
  household(id: $id) { id area { districtCode } members { since person { ...Who } } }
}
fragment Who on Person { id name birthYear }`;
const agreement = personas['state-upen'].token.authorization_details?.[0]?.agreement ?? '';

const folder = mkdtempSync(join(tmpdir(), 'registered-'));
const MANIFEST = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [
    { id: 'home-1', name: 'Home', type: 'query', body: HOME },
    { id: 'gone-1', name: 'Gone', type: 'query', body: 'query Gone { gone }' },
  ],
};

let enforcing: House;
let logging: House;
beforeAll(async () => {
  writeFileSync(join(folder, `${agreement}.json`), JSON.stringify(MANIFEST));
  enforcing = await openHouse({ now: () => NOW, registered: { folder, mode: 'ENFORCE' } });
  logging = await openHouse({ now: () => NOW, registered: { folder, mode: 'LOG' } });
});
afterAll(async () => {
  await enforcing?.close();
  await logging?.close();
  rmSync(folder, { recursive: true });
});

const ask = (query: string, house = enforcing) => house.ask('state-upen', { query, variables: { id } });
const codes = ({ errors }: { errors: readonly { extensions: { code: string } }[] }) =>
  errors.map(({ extensions }) => extensions.code);

test('what is registered is answered, and what asks less of it, under whatever names and conditions', async () => {
  const whole = await ask(HOME);
  expect(whole.data.household).toMatchObject({ id });
  expect(codes(whole)).not.toContain('OPERATION_NOT_REGISTERED');

  const less = await ask(`query ($id: ID!, $no: Boolean = true) {
    h: household(id: $id) { members { who: person { ... on Person { born: birthYear @skip(if: $no) name } } } }
  }`);
  expect(codes(less)).not.toContain('OPERATION_NOT_REGISTERED');
  expect(less.data.h.members).toHaveLength(whole.data.household.members.length);
});

test.each([
  ['a field more', 'query ($id: ID!) { household(id: $id) { id registrationNumber } }'],
  ['the same field elsewhere', 'query ($id: ID!) { household(id: $id) { headOfHousehold { name } } }'],
  [
    'an argument more',
    'query ($id: ID!) { household(id: $id) { members { person { applications(first: 5) { edges { cursor } } } } } }',
  ],
  ['another root', 'query { households(first: 1) { edges { node { id } } } }'],
  ['what is public', '{ agencies { code } }'],
])('%s is refused whole, by its code', async (_what, query) => {
  const answer = await ask(query);

  if (codes(answer)[0] === 'GRAPHQL_VALIDATION_FAILED') throw new Error(answer.text);
  expect(codes(answer)).toEqual(['OPERATION_NOT_REGISTERED']);
  expect(answer.data).toBeNull();
});

test('another agreement has nothing registered, officers and citizens register nothing', async () => {
  expect(codes(await enforcing.ask('hospital', { query: HOME, variables: { id } }))).toEqual([
    'OPERATION_NOT_REGISTERED',
  ]);
  for (const who of ['district-officer', 'citizen', null] as const) {
    const answer = await enforcing.ask(who, { query: '{ agencies { code } }' });
    expect(codes(answer)).not.toContain('OPERATION_NOT_REGISTERED');
  }
});

test('where others are only told, they are answered, and the operator hears of the agreement and of nothing else', async () => {
  logging.notices();
  const answer = await ask(
    'query Puan_Marker($id: ID!) { household(id: $id) { id registrationNumber } }',
    logging,
  );

  expect(answer.data.household.id).toBe(id);
  expect(logging.notices()).toEqual([`An operation under ${agreement} is not registered, and was answered.`]);
});

test('an operation that does not fit the graph is told at the start, and not served', () => {
  expect(enforcing.notices()).toContain(`The operation gone-1 of ${agreement} does not fit the graph.`);
});

async function byId(body: object, who: 'state-upen' | 'hospital' | null = 'state-upen') {
  const authorization = who === null ? {} : { authorization: `Bearer ${await enforcing.tokenOf(who)}` };
  const response = await fetch(`${enforcing.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ variables: { id }, ...body }),
  });
  return { status: response.status, answer: (await response.json()) as Pick<Answer, 'data' | 'errors'> };
}

test('an operation is called by its id, as Apollo’s clients do or by documentId, with the same bytes as by its text', async () => {
  const whole = await ask(HOME);
  const apollo = await byId({ extensions: { persistedQuery: { version: 1, sha256Hash: 'home-1' } } });
  const document = await byId({ documentId: 'home-1' });

  expect(JSON.stringify(apollo.answer)).toBe(whole.text.trim());
  expect(document).toEqual(apollo);
});

test('what a client asks to be told of its answer is told to one that calls by id too', async () => {
  const extensions = { decisions: true, persistedQuery: { version: 1, sha256Hash: 'home-1' } };
  const byText = await byId({ query: HOME, extensions: { decisions: true } });
  expect(byText.answer).toHaveProperty('extensions.decisions');
  expect(await byId({ extensions })).toEqual(byText);
  expect(await byId({ documentId: 'home-1', extensions: { decisions: true } })).toEqual(byText);
});

test('an id means nothing to another agreement, nor to whoever shows no token', async () => {
  for (const who of ['hospital', null] as const) {
    const { status, answer } = await byId({ documentId: 'home-1' }, who);
    expect([status, codes(answer)]).toEqual([404, ['PERSISTED_QUERY_NOT_FOUND']]);
  }
  expect((await byId({ documentId: 'gone-1' })).status).toBe(404);
});
