import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const QUERY = '{ states { code } }';

test.each([
  'utf-7',
  'utf-16',
  'ucs-2',
  'iso-2022-jp',
  'x-nobody-knows',
  'utf-8; charset=utf-32',
  '""',
  'a'.repeat(2_000),
])(
  'CVE-2026-23897, GHSA-mp6q-xf9x-fwf7: a body that claims the charset %s is read as UTF-8 or refused, and the next one is answered',
  async (charset) => {
    const odd = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': `application/json; charset=${charset}` },
      body: JSON.stringify({ query: QUERY }),
    });
    expect([200, 400, 415]).toContain(odd.status);
    expect(JSON.parse(await odd.text())).toHaveProperty(odd.status === 200 ? 'data' : 'errors');
    expect((await house.ask('auditor', { query: QUERY })).errors).toEqual([]);
  },
);

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; x="',
  'application/json, text/plain',
  ';',
  'APPLICATION/JSON;',
])(
  'GHSA-9q82-xgwf-vj6h, GHSA-hff2-gcpx-8f4p: a GET of the content type %s tells nothing that needs a token, whatever it carries',
  async (type) => {
    const search = new URLSearchParams({ query: '{ viewer { id } schemes { code } }' });
    const answer = await fetch(`${house.url}/graphql?${search}`, {
      headers: { 'content-type': type, authorization: `Bearer ${await house.tokenOf('district-officer')}` },
    });
    const text = await answer.text();
    expect(text).not.toContain('officer');
    expect(JSON.parse(text).data?.viewer ?? null).toBeNull();
  },
);

test('GHSA-p2q6-pwh5-m6jr, CVE-2025-32034, CVE-2025-31496: fragments that double with each level are refused before anything is planned', async () => {
  const levels = Array.from(
    { length: 30 },
    (_, at) =>
      `fragment F${at} on Query { a${at}: states { code } ...F${at + 1} b${at}: districts { code } ...F${at + 1} }`,
  );
  const query = `query { ...F0 } ${levels.join(' ')} fragment F30 on Query { states { code } }`;
  const { data, errors } = await house.ask('district-officer', { query });
  expect(data).toBeNull();
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_TOO_LARGE']);
});

test('CVE-2025-32032: an operation that is too large under many aliases and fragments of one subject is refused likewise', async () => {
  const wide = Array.from({ length: 200 }, (_, at) => `h${at}: households(first: 1) { ...P }`).join(' ');
  const query = `query { ${wide} } fragment P on HouseholdConnection { edges { node { ...H } } } fragment H on Household { id members { person { id name } } }`;
  const { data, errors } = await house.ask('district-officer', { query });
  expect(data).toBeNull();
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_TOO_LARGE']);
});
