import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { castOf } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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

const clinic = personas.hospital.token.authorization_details?.[0]?.agreement ?? '';
const NAMES = 'query Names($id: ID!) { household(id: $id) { id members { person { name } } } }';
const CLINIC = { ...MANIFEST, operations: [{ id: 'names-1', name: 'Names', type: 'query', body: NAMES }] };

let enforcing: House;
let logging: House;
beforeAll(async () => {
  writeFileSync(join(folder, `${agreement}.json`), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, `${clinic}.json`), JSON.stringify(CLINIC));
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
});

test('an operation that the graph has outgrown is refused with what is wrong with it', async () => {
  const { answer } = await byId({ documentId: 'gone-1' });
  expect(codes(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});

const PATIENT = { timeout: 20_000, interval: 50 };

/** Waits until the operator was told a line. */
async function untilTold(house: House, line: string): Promise<void> {
  const lines: string[] = [];
  await vi.waitFor(() => {
    lines.push(...house.notices());
    expect(lines).toContain(line);
  }, PATIENT);
}

test('what an agreement no longer opens is refused with the field and its class, and everything else goes on', async () => {
  const sql = postgres(enforcing.adminUrl, { max: 1 });
  const [row] = await sql`select classes from agency.agreement where number = ${agreement}`;
  const left = (row!['classes'] as string[]).filter((name) => name !== 'identity');
  enforcing.notices();
  await sql`update agency.agreement set classes = ${[...left, 'identity.masked']} where number = ${agreement}`;
  await vi.waitFor(
    async () => expect(codes(await ask(HOME))).toEqual(['OPERATION_BEYOND_AGREEMENT']),
    PATIENT,
  );
  const { data, errors } = await ask(HOME);
  expect([data, errors[0]?.extensions]).toEqual([
    null,
    {
      code: 'OPERATION_BEYOND_AGREEMENT',
      coordinate: 'Person.name',
      class: 'identity',
      reason: 'CLASS_NOT_IN_BASIS',
    },
  ]);
  await untilTold(
    enforcing,
    `The operation home-1 of ${agreement} asks Person.name, which the agreement does not open now.`,
  );
  // Also where a condition would leave it out: an operation fits or does not.
  const hidden =
    'query ($id: ID!, $no: Boolean!) { household(id: $id) { members { person { name @include(if: $no) } } } }';
  expect(codes(await enforcing.ask('state-upen', { query: hidden, variables: { id, no: false } }))).toEqual([
    'OPERATION_BEYOND_AGREEMENT',
  ]);
  const less = await ask('query ($id: ID!) { household(id: $id) { members { person { birthYear } } } }');
  expect([less.data.household.members.length > 0, codes(less)]).toEqual([true, []]);

  await sql`update agency.agreement set classes = ${row!['classes']} where number = ${agreement}`;
  await vi.waitFor(async () => expect(codes(await ask(HOME))).toEqual([]), PATIENT);
  await sql.end();
});

test('what was registered beyond an agreement is refused where that is enforced, and elsewhere told and answered without it', async () => {
  const asked = { query: NAMES, variables: { id } };
  expect(codes(await enforcing.ask('hospital', asked))).toEqual(['OPERATION_BEYOND_AGREEMENT']);

  const answer = await logging.ask('hospital', asked);
  expect(answer.errors.every(({ extensions }) => extensions.code === 'UNAUTHORIZED_FIELD_OR_TYPE')).toBe(
    true,
  );
  expect(answer.data).not.toBeNull();
  await untilTold(
    logging,
    `An operation under ${clinic} asks Person.name, which it does not open (CLASS_NOT_IN_BASIS); the rest was answered.`,
  );
});

test('a manifest that changes on disk counts without a restart, and a broken one leaves the old one in force', async () => {
  const file = `${agreement}.json`;
  const more = 'query More($id: ID!) { household(id: $id) { id registrationNumber } }';
  const asksMore = async () => codes(await ask(more));
  expect(await asksMore()).toEqual(['OPERATION_NOT_REGISTERED']);
  const operations = [...MANIFEST.operations, { id: 'more-1', name: 'More', type: 'query', body: more }];
  writeFileSync(join(folder, file), JSON.stringify({ ...MANIFEST, operations }));
  await untilTold(enforcing, `The manifest ${file} has changed: the new one counts.`);
  expect(await asksMore()).toEqual([]);
  expect((await byId({ documentId: 'more-1' })).status).toBe(200);

  writeFileSync(join(folder, file), '{ "format": ');
  await untilTold(
    enforcing,
    `The manifest ${file} is refused, the old one goes on: ${file}: The manifest is not JSON.`,
  );
  expect(await asksMore()).toEqual([]);

  rmSync(join(folder, file));
  await untilTold(enforcing, `The manifest ${file} is away: its agreement has registered nothing.`);
  expect(codes(await ask(HOME))).toEqual(['OPERATION_NOT_REGISTERED']);
});
