import { request } from 'node:http';
import { passportSigner } from '@seisi/gateway/plan/passport-wire';
import type { Passport } from '@seisi/schema/passport';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subgraph as volunteer } from '../../subgraphs/volunteer/subgraph.ts';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';
import { ask, gatewayKey, officerPassport, type RoomProcess, serveOverHttp } from './room-process.ts';

const BODY = JSON.stringify({ query: '{ voluntaryOrganisations { code } }', variables: {} });
const CALL = { room: 'volunteer', method: 'POST', body: BODY };
const key = gatewayKey('gateway-1');

let database: TestDatabase;
let process: RoomProcess;

beforeAll(async () => {
  database = await testDatabase();
  process = await serveOverHttp(volunteer, database.roomUrl('volunteer'), [key]);
});
afterAll(async () => {
  await process.close();
  await database.close();
});

/** The status and body with which the room answers these bytes with this token. */
async function post(token: string | null, body = BODY, url = process.served.url, method = 'POST') {
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { [PASSPORT_WIRE.header]: token }),
  };
  const answer = await fetch(url, method === 'GET' ? { method, headers } : { method, headers, body });
  return { status: answer.status, body: await answer.text() };
}

test('a token for exactly these bytes is answered, and the same bytes again while it lives', async () => {
  const token = await process.sign(officerPassport(['volunteering']), CALL);
  const answers = [await post(token), await post(token)];

  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[0]?.body).toContain('"voluntaryOrganisations":[{');
});

test('every other token is refused before anything is read, and all in the same words', async () => {
  const passport = officerPassport(['volunteering']);
  const good = await process.sign(passport, CALL);
  const claims = decodeJwt(good);
  const stranger = passportSigner(gatewayKey('gateway-1').signing);
  const refused: (string | null)[] = [
    null,
    '',
    'no token',
    await process.sign(passport, { ...CALL, body: `${BODY} ` }),
    await process.sign(passport, { ...CALL, room: 'agency' }),
    await process.sign(passport, { ...CALL, method: 'GET' }),
    await process.sign(officerPassport(['volunteering'], 0), CALL),
    await stranger(passport, CALL),
    new UnsecuredJWT(claims).encode(),
    good.replace(/\.[^.]+$/, '.'),
    `${good.split('.')[0]}.${Buffer.from(JSON.stringify({ ...claims, request: 'another' })).toString('base64url')}.${good.split('.')[2]}`,
  ];
  const answers = await Promise.all(refused.map((token) => post(token)));

  expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
    new Set(['401 {"errors":[{"message":"This room answers the gateway alone."}]}']),
  );
});

test('a token is not good for another body', async () => {
  const token = await process.sign(officerPassport(['volunteering']), CALL);
  expect((await post(token, BODY.replace('code', 'name'))).status).toBe(401);
});

test('a token is good until its request ends, and not a moment longer', async () => {
  const passport = officerPassport(['volunteering'], 1500);
  const token = await process.sign(passport, CALL);
  expect((await post(token)).status).toBe(200);

  await new Promise((resolve) => setTimeout(resolve, Math.max(0, passport.expires - Date.now() + 5)));
  expect((await post(token)).status).toBe(401);
});

test('a room takes POST at one path, of at most 1 MB, of GraphQL that fits it', async () => {
  const passport = officerPassport(['volunteering']);
  const signed = (body: string, given: Passport = passport) => process.sign(given, { ...CALL, body });
  const invalid = JSON.stringify({ query: '{ person { name } }' });
  const large = JSON.stringify({
    query: '{ voluntaryOrganisations { code } }',
    variables: { padding: 'x'.repeat(1024 * 1024) },
  });

  expect((await post(await signed(BODY), BODY, process.served.url, 'GET')).status).toBe(405);
  expect((await post(await signed(BODY), BODY, process.served.url.replace('graphql', 'other'))).status).toBe(
    404,
  );
  expect((await post(await signed(invalid), invalid)).status).toBe(400);
  expect((await post(await signed('[]'), '[]')).status).toBe(400);
  expect((await post(await signed('{'), '{')).status).toBe(400);
  expect(await statusOfLarge(await signed(large), large)).toBe(413);
});

/** `fetch` may meet the closed connection before the answer; a plain client reads the answer first. */
function statusOfLarge(token: string, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      process.served.url,
      { method: 'POST', headers: { [PASSPORT_WIRE.header]: token } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

test('a room that is called with the key of another gateway answers nothing, and says so', async () => {
  const other = await serveOverHttp(volunteer, database.roomUrl('volunteer'), [gatewayKey('gateway-2')]);
  const token = await process.sign(officerPassport(['volunteering']), CALL);
  expect((await post(token, BODY, other.served.url)).status).toBe(401);
  await other.close();

  await expect(
    ask(other.room, '{ voluntaryOrganisations { code } }', {}, officerPassport([])),
  ).rejects.toThrow();
});
