import { openDatabase } from '@seisi/host/database';
import { FACT_WIRE, remoteFacts } from '@seisi/host/fact-wire';
import { factsKeyOf } from '@seisi/host/facts-wire';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subgraph as agency } from '../../subgraphs/agency/subgraph.ts';
import { copyFacts } from '../../subgraphs/person/ground-fact.step.ts';
import { groundFacts } from '../../subgraphs/person/ground-fact.table.ts';
import { subgraph as person } from '../../subgraphs/person/subgraph.ts';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';
import {
  gatewayKey,
  MASTER,
  officerPassport,
  type RoomProcess,
  SECRETS,
  serveOverHttp,
} from './room-process.ts';

let database: TestDatabase;
let owner: RoomProcess;
let decider: RoomProcess;
beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  const key = gatewayKey('key-1');
  owner = await serveOverHttp(agency, database.roomUrl('agency'), [key]);
  decider = await serveOverHttp(person, database.roomUrl('person'), [key]);
});
afterAll(async () => {
  await owner?.close();
  await decider?.close();
  await database?.close();
});

const post = (room: RoomProcess, door: string, body: string, headers: Record<string, string> = {}) =>
  fetch(new URL(door, room.served.url), {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

test('the pulse is for whoever shows the gateway’s passport for exactly this call', async () => {
  const body = '{"after":null}';
  const passport = officerPassport([]);
  const token = await decider.sign(passport, { room: 'person', method: 'POST', body });
  const answered = await post(decider, '/pulse', body, { [PASSPORT_WIRE.header]: token });
  expect(await answered.json()).toMatchObject({ version: expect.any(Number), holders: [] });
  const elsewhere = await owner.sign(passport, { room: 'agency', method: 'POST', body });
  for (const [sent, shown] of [
    [body, undefined],
    [body, elsewhere],
    ['{"after":1}', token],
  ] as const) {
    const refused = await post(
      decider,
      '/pulse',
      sent,
      shown === undefined ? {} : { [PASSPORT_WIRE.header]: shown },
    );
    expect(refused.status).toBe(401);
    expect(await refused.text()).not.toContain('version');
  }
});

test('a room without facts to hold has no pulse, and one without facts to tell tells none', async () => {
  const body = '{"after":null}';
  const token = await owner.sign(officerPassport([]), { room: 'agency', method: 'POST', body });
  expect((await post(owner, '/pulse', body, { [PASSPORT_WIRE.header]: token })).status).toBe(404);
  const key = factsKeyOf(MASTER, 'person');
  const told = remoteFacts({ room: 'person', url: decider.served.url, keys: [key], now: Date.now });
  await expect(told(0)).rejects.toThrow('status 404');
});

test('a room taken over is told no facts of another, and can tell none in its place', async () => {
  const keys = [...SECRETS.grantKeys, factsKeyOf(MASTER, 'aid')];
  for (const key of keys) {
    const taken = remoteFacts({ room: 'agency', url: owner.served.url, keys: [key], now: Date.now });
    await expect(taken(0)).rejects.toThrow('status 401');
  }
});

test('the facts of a room are told to the room that decides alone; the gateway is not it', async () => {
  const body = '{"after":0}';
  const token = await owner.sign(officerPassport([]), { room: 'agency', method: 'POST', body });
  for (const headers of [{}, { [PASSPORT_WIRE.header]: token }, { [FACT_WIRE.header]: 'x.y.z' }])
    expect((await post(owner, FACT_WIRE.path, body, headers as Record<string, string>)).status).toBe(401);
  const key = factsKeyOf(MASTER, 'agency');
  const told = await remoteFacts({ room: 'agency', url: owner.served.url, keys: [key], now: Date.now })(0);
  expect(told.facts.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['AGREEMENT', 'POSTING', 'ACCEPTED_REFERRAL']),
  );
});

test('what the synthetic registry copied at first is what the owner tells: taking it anew changes nothing', async () => {
  const key = factsKeyOf(MASTER, 'agency');
  const told = remoteFacts({ room: 'agency', url: owner.served.url, keys: [key], now: Date.now });
  const { db, close } = openDatabase(database.roomUrl('person'));
  const sorted = async () =>
    (await db.select().from(groundFacts)).toSorted((a, b) => a.id.localeCompare(b.id));
  const before = await sorted();
  await copyFacts({ db, room: 'agency', source: told, today: '2026-11-22', from: null });
  expect(await sorted()).toEqual(before);
  await close();
});
