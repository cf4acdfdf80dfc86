import { createHmac } from 'node:crypto';
import { openRoom } from '@seisi/host/open-room';
import { passportReader } from '@seisi/host/passport-wire';
import { remoteReach } from '@seisi/host/reach-wire';
import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import type { Passport } from '@seisi/schema/passport';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { REACH_WIRE, type ReachBody, writeReachBody } from '@seisi/schema/reach';
import { supergraph } from '@seisi/schema/sdl';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subgraph as agency } from '../../subgraphs/agency/subgraph.ts';
import { subgraph as person } from '../../subgraphs/person/subgraph.ts';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';
import { gatewayKey, officerPassport, type RoomProcess, SECRETS, serveOverHttp } from './room-process.ts';

const KNOWN = castMember(1, CAST.known, PLACE.known.head).key;
const SEALED = castMember(1, CAST.sealed, PLACE.sealed.mother).key;
const QUESTION: ReachBody = {
  dataClass: 'aid',
  subjects: [
    { type: 'Person', key: KNOWN },
    { type: 'Person', key: SEALED },
    { type: 'Household', key: castOf(1).known.key },
    { type: 'Household', key: castOf(1).sealed.key },
    { type: 'Person', key: '00000000-0000-4000-8000-000000000000' },
    { type: 'Person', key: 'no key' },
    { type: 'Area', key: KNOWN },
  ],
};
const REACHED = { reached: [KNOWN, castOf(1).known.key] };
const [KEY = ''] = SECRETS.grantKeys;
const gateway = gatewayKey('key-1');

let database: TestDatabase;
let decider: RoomProcess;
let another: RoomProcess;
beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  decider = await serveOverHttp(person, database.roomUrl('person'), [gateway]);
  another = await serveOverHttp(agency, database.roomUrl('agency'), [gateway]);
});
afterAll(async () => {
  await decider?.close();
  await another?.close();
  await database?.close();
});

/** The officer of the known household's district, in a request of its own. */
function officer(milliseconds = 5000): Passport {
  const { viewer, basis, ...passport } = officerPassport(['aid'], milliseconds);
  const posting = { ...basis, id: 'POS-002', areas: ['5_5'] };
  return {
    ...passport,
    basis: posting,
    viewer: { ...viewer, id: 'officer-jkm-seremban-001' },
  } as unknown as Passport;
}

/** A passport as the gateway signs it for a call of some room. */
const tokenFor = (room: string, given: { passport?: Passport; method?: string; body?: string } = {}) =>
  decider.sign(given.passport ?? officer(), { room, method: 'POST', body: '{"query":"{ a }"}', ...given });

type Sent = {
  readonly token?: string;
  readonly body?: string;
  readonly key?: string;
  readonly room?: string;
  readonly at?: number;
  readonly shown?: string;
  readonly mac?: string | null;
  readonly method?: string;
  readonly to?: RoomProcess;
};

/** Asks as another room asks, but for what is given. */
async function ask(given: Sent = {}) {
  const token = given.token ?? (await tokenFor('aid'));
  const body = given.body ?? writeReachBody(QUESTION);
  const [at, nonce] = [`${given.at ?? Date.now()}`, 'once'];
  const covered = ['ask', given.room ?? 'person', at, nonce, body, given.shown ?? token];
  const tag = createHmac('sha256', given.key ?? KEY)
    .update(`seisi reach\n${covered.join('\n')}`)
    .digest('base64url');
  const mac = given.mac === undefined ? `${at}.${nonce}.${tag}` : given.mac;
  const response = await fetch(new URL(REACH_WIRE.path, (given.to ?? decider).served.url), {
    method: given.method ?? 'POST',
    headers: {
      'content-type': 'application/json',
      [PASSPORT_WIRE.header]: token,
      ...(mac === null ? {} : { [REACH_WIRE.header]: mac }),
    },
    ...(given.method === 'GET' ? {} : { body }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

test('another room of the house is told who is within reach of the passport that it forwards, under the MAC of the house', async () => {
  const { status, text, headers } = await ask();
  expect([status, JSON.parse(text)]).toEqual([200, REACHED]);
  expect(headers.get(REACH_WIRE.header)).toMatch(/^[\w-]{43}$/);
});

test('the gateway asks with a passport for exactly this call, and needs no key', async () => {
  const body = writeReachBody(QUESTION);
  const own = await tokenFor('person', { body });
  expect(JSON.parse((await ask({ token: own, body, mac: null })).text)).toEqual(REACHED);
  const told = await decider.room.reached?.({
    ...QUESTION,
    passport: officer(),
    signal: AbortSignal.timeout(5000),
  });
  expect(told).toEqual(REACHED.reached);
  const refused = [
    { token: await tokenFor('person', { body: `${body} ` }), mac: null },
    { token: await tokenFor('aid', { body }), mac: null },
    { token: await tokenFor('person', { body, method: 'GET' }), mac: null },
  ];
  for (const sent of refused) expect((await ask({ body, ...sent })).status).toBe(401);
});

test('whoever else asks is told nothing, and all in the same words', async () => {
  const expired = await tokenFor('aid', { passport: officer(-1000) });
  const stranger = await serveOverHttp(agency, database.roomUrl('agency'), [gatewayKey('key-1')]);
  const ofStranger = await stranger.sign(officer(), { room: 'aid', method: 'POST', body: '' });
  await stranger.close();
  const good = await tokenFor('aid');
  const refused: Sent[] = [
    { token: '' },
    { token: 'no token' },
    { token: expired },
    { token: ofStranger },
    { token: good.replace(/\.[^.]+$/, '.') },
    { token: await tokenFor('nowhere') },
    // The room's own token is good for its own call alone, also under the MAC of the house.
    { token: await tokenFor('person') },
    { token: await tokenFor('aid', { method: 'GET' }) },
    { mac: null },
    { mac: '' },
    { mac: 'x.y.z' },
    { key: 'a key of somebody else' },
    { room: 'oku' },
    { shown: await tokenFor('aid') },
    { at: Date.now() - 11_000 },
    { at: Date.now() + 11_000 },
  ];
  const answers = await Promise.all(refused.map((sent) => ask(sent)));
  const words = 'This room tells who is within reach to the gateway and the rooms of its house alone.';
  expect(answers.map(({ status, text }) => [status, text])).toEqual(
    refused.map(() => [401, JSON.stringify({ errors: [{ message: words }] })]),
  );
});

test('a forwarded passport is good at no other door', async () => {
  const token = await tokenFor('aid');
  const body = '{"query":"{ viewer { id } }"}';
  const post = (door: string) =>
    fetch(new URL(door, decider.served.url), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', [PASSPORT_WIRE.header]: token },
    });
  for (const door of ['/graphql', '/pulse', '/events']) expect((await post(door)).status).toBe(401);
});

test('another method, a body that is no such question, and a room that decides about nobody are refused', async () => {
  expect((await ask({ method: 'GET' })).status).toBe(405);
  expect((await ask({ to: another, room: 'agency' })).status).toBe(404);
  const subject = { type: 'Person', key: KNOWN };
  for (const wrong of [
    null,
    [],
    { ...QUESTION, dataClass: 'everything' },
    { ...QUESTION, subjects: KNOWN },
    { ...QUESTION, subjects: [KNOWN] },
    { ...QUESTION, subjects: Array.from({ length: REACH_WIRE.subjects + 1 }, () => subject) },
  ])
    expect((await ask({ body: JSON.stringify(wrong) })).status).toBe(400);
  expect((await ask({ body: 'no JSON' })).status).toBe(400);
});

test('a room asks with the token that it was called with, and with none that was made in its own process', async () => {
  const at = { room: 'person', url: decider.served.url, keys: [KEY], now: Date.now };
  const signal = AbortSignal.timeout(5000);
  const body = '{}';
  const read = passportReader({ keys: [gateway.verifying] });
  const call = { room: 'aid', method: 'POST', body: Buffer.from(body) };
  const received = await read(await tokenFor('aid', { body }), call, Date.now());
  if (received === null) throw new Error('The passport is genuine.');
  expect(await remoteReach(at)({ ...QUESTION, passport: received, signal })).toEqual(REACHED.reached);
  const own = officerPassport(['aid']);
  await expect(remoteReach(at)({ ...QUESTION, passport: own, signal })).rejects.toThrow('over a wire');
  const elsewhere = { ...at, keys: ['a key of somebody else'] };
  await expect(remoteReach(elsewhere)({ ...QUESTION, passport: received, signal })).rejects.toThrow('401');
});

test('in one process nothing but a genuine passport that has not ended is told anything', async () => {
  const room = openRoom(person, {
    ...SECRETS,
    databaseUrl: database.roomUrl('person'),
    supergraphSdl: supergraph(),
    now: Date.now,
  });
  const signal = AbortSignal.timeout(5000);
  for (const passport of [officer(), officerPassport(['aid'], -1)])
    await expect(room.reached?.({ ...QUESTION, passport, signal })).rejects.toThrow('genuine passport');
  await room.close();
});
