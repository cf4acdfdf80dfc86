import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';

/** Access §7, sentence by sentence, as far as the graph has what it speaks of; `no-oracle-statements.test.ts` has the work that is done. */

const HALF_A_MINUTE = 30_000;
let house: House;
afterEach(async () => {
  await house?.close();
  vi.unstubAllEnvs();
});

const KNOWN = castOf(1).known.id;
const SEALED = castOf(1).sealed.id;
const NOBODY = '00000000-0000-4000-8000-000000000000';
const TOLD_HEADERS = [
  'cache-control',
  'content-length',
  'content-type',
  'x-content-type-options',
  'x-request-id',
];
const CURIOUS = {
  'apollo-query-plan-experimental': '1',
  'apollo-query-plan-experimental-format': 'internal',
  'apollo-federation-include-trace': 'ftv1',
  'x-apollo-tracing': '1',
  'server-timing': '1',
};

type Asked = { readonly body: object; readonly headers?: Readonly<Record<string, string>> };
async function post({ body, headers = {} }: Asked) {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const names = [...response.headers.keys()].filter(
    (name) => !['connection', 'date', 'keep-alive'].includes(name),
  );
  return { status: response.status, text: await response.text(), headers: names.toSorted() };
}
const bearer = async () => ({ authorization: `Bearer ${await house.tokenOf('district-officer')}` });

describe('room calls, their times, plans and traces are for operators', () => {
  test.each(['production', 'development', 'staging', ''])(
    'where NODE_ENV is %j nothing of them is told, to whatever header asks',
    async (mode) => {
      vi.stubEnv('NODE_ENV', mode);
      house = await openHouse({ now: () => NOW });
      const own = await bearer();
      const questions = [
        { query: PROFILE, variables: { id: KNOWN } },
        { query: PROFILE, variables: { id: NOBODY } },
        { query: '{ nothing }' },
        { query: '{ person(id: "no identifier") { id } }' },
        { query: 'mutation { giveConsent(input: {}) { consent { id } } }' },
      ];
      for (const body of questions) {
        const plain = await post({ body, headers: own });
        const curious = await post({ body, headers: { ...own, ...CURIOUS } });

        expect(curious).toEqual(plain);
        expect(plain.headers).toEqual(TOLD_HEADERS);
        expect(JSON.parse(plain.text)).not.toHaveProperty('extensions');
        expect(plain.text).not.toMatch(/queryPlan|ftv1|tracing|stacktrace|timing|subgraph|room/i);
      }
    },
    HALF_A_MINUTE,
  );
});

test('whether an operation is too large is told from the operation alone: the same for everyone and about anybody, before anything is read', async () => {
  house = await openHouse({ now: () => NOW });
  const deep = `${'household { members { person { '.repeat(12)} id ${'} } }'.repeat(12)}`;
  const query = `query($id: ID!) { person(id: $id) { ${deep} } }`;
  const people = [PLACE.known.head, PLACE.known.child].map((place) => castMember(1, CAST.known, place).id);
  const told = new Set<string>();
  house.statements();
  for (const who of ['district-officer', 'citizen', 'auditor', null] as const)
    for (const id of [...people, castMember(1, CAST.sealed, PLACE.sealed.mother).id, NOBODY]) {
      const { text, errors } = await house.ask(who, { query, variables: { id } });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_TOO_LARGE']);
      told.add(text);
    }

  expect(told.size).toBe(1);
  expect(house.statements().filter((text) => !isOfGrounds(text))).toEqual([]);
});

test('classified operations are POST only: by any other method nobody asks, and no subject is read', async () => {
  house = await openHouse({ now: () => NOW });
  const own = await bearer();
  const roots = [
    `{ household(id: "${KNOWN}") { id registrationNumber } }`,
    `{ household(id: "${SEALED}") { id registrationNumber } }`,
    `{ person(id: "${castMember(1, CAST.known, PLACE.known.head).id}") { id name } }`,
    '{ households { edges { node { id } } } }',
    '{ applicationFiles { edges { node { id } } } }',
    '{ referralFiles { edges { node { id } } } }',
    '{ consents { edges { node { id } } } }',
    '{ viewer { id } }',
  ];
  for (const query of roots) {
    const nobody = await post({ body: { query } });
    house.statements();
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH']) {
      const search = new URLSearchParams({ query });
      const headers = { ...own, 'apollo-require-preflight': 'true', 'content-type': 'application/json' };
      const body = method === 'GET' || method === 'HEAD' ? {} : { body: JSON.stringify({ query }) };
      const response = await fetch(`${house.url}/graphql?${search}`, { method, headers, ...body });
      const text = await response.text();

      if (method === 'GET') expect(text).toBe(nobody.text);
      else expect(text).not.toContain('"data"');
    }
    expect(
      house.statements().filter((text) => !isOfGrounds(text)),
      query,
    ).toEqual([]);
  }
});

/** What the process reads by itself, whoever asks: the facts by which grounds are decided, and how far it has them. */
function isOfGrounds(statement: string): boolean {
  return /ground_fact|fact_source|fact_log/.test(statement);
}
