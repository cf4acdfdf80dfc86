import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { FactPage } from '@seisi/schema/ground-fact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FACT_WIRE, factDoor, remoteFacts } from './fact-wire.ts';
import { NOW } from './testing.ts';

const NEW = 'the newest key of the house, of enough length';
const OLD = 'the key before it, still valid in a rotation';
const PAGE: FactPage = {
  facts: [
    {
      id: 'agreement-1',
      kind: 'AGREEMENT',
      holder: 'ngo',
      other: null,
      agency: 'ngo',
      subjectKey: null,
      areas: ['MY'],
      classes: ['register'],
      purposes: ['SERVICE_DELIVERY'],
      legalBasis: 'AGREEMENT',
      population: 'ALL',
      dailySubjects: 1000,
      agencies: [],
      declaredBy: [],
      startsAt: null,
      endsAt: null,
      validFrom: '2026-01-01',
      validUntil: null,
    },
  ],
  ended: [{ id: 'posting-1', kind: 'POSTING', on: '2026-11-01' }],
  cursor: 12,
  newest: 12,
  isLast: true,
};

/** What the owner answers with, and the last call that it was given. */
let answer: (call: { mac: string; body: Buffer }) => { status?: number; mac?: string; text: string };
let last: { mac: string; body: Buffer };
let server: Server;
let url: string;

beforeEach(async () => {
  const door = factDoor('agency', [NEW, OLD]);
  answer = ({ mac, body }) => {
    const asked = door.read(mac, body, NOW);
    if (asked === null) return { status: 401, text: '{}' };
    const text = JSON.stringify({ ...PAGE, cursor: asked.after + 12 });
    return { text, mac: door.sign(asked.nonce, text) };
  };
  server = createServer((message, reply) => {
    void buffer(message).then((body) => {
      last = { mac: String(message.headers[FACT_WIRE.header]), body };
      const { status = 200, mac = '', text } = answer(last);
      reply.writeHead(message.url === FACT_WIRE.path ? status : 404, { [FACT_WIRE.header]: mac }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const factsBy = (keys: readonly string[], room = 'agency', now = NOW) =>
  remoteFacts({ room, url, keys, now: () => now });

test('what the owner tells comes over the wire whole, under either of the two keys', async () => {
  expect(await factsBy([NEW])(0)).toEqual(PAGE);
  expect(await factsBy([OLD, NEW])(30)).toEqual({ ...PAGE, cursor: 42 });
});

test('nobody without a key, for another room, or with a clock of another time is told anything', async () => {
  await expect(factsBy(['somebody else’s key, of enough length too'])(0)).rejects.toThrow('status 401');
  await expect(factsBy([NEW], 'aid')(0)).rejects.toThrow('status 401');
  await expect(factsBy([NEW], 'agency', NOW - 11_000)(0)).rejects.toThrow('status 401');
  await expect(factsBy([NEW], 'agency', NOW + 11_000)(0)).rejects.toThrow('status 401');
});

test('a call is good for its own bytes alone', async () => {
  const door = factDoor('agency', [NEW]);
  await factsBy([NEW])(5);
  expect(door.read(last.mac, last.body, NOW)).toMatchObject({ after: 5 });
  for (const body of ['{"after":4}', '{"after":5} ', '', '{"after":-1}', '[]'])
    expect(door.read(last.mac, Buffer.from(body), NOW)).toBeNull();
  for (const mac of [
    undefined,
    '',
    '..',
    'x.y.z',
    last.mac.slice(1),
    `${last.mac}0`,
    last.mac.replace('.', '..'),
  ])
    expect(door.read(mac, last.body, NOW)).toBeNull();
});

test('an answer that is not the owner’s, or not to this question, is no answer', async () => {
  const honest = answer;
  const changed = (change: (told: ReturnType<typeof honest>) => ReturnType<typeof honest>) => {
    answer = (call) => change(honest(call));
    return factsBy([NEW])(0);
  };
  await expect(changed(({ text }) => ({ text }))).rejects.toThrow('not theirs');
  await expect(
    changed((told) => ({ ...told, text: told.text.replace('register', 'income') })),
  ).rejects.toThrow('not theirs');
  const earlier = honest(last);
  await expect(changed(() => earlier)).rejects.toThrow('not theirs');
  await expect(changed((told) => ({ ...told, status: 500 }))).rejects.toThrow('status 500');
});

test('what is signed and yet no page of facts is refused', async () => {
  const door = factDoor('agency', [NEW]);
  for (const wrong of [
    null,
    {},
    { ...PAGE, cursor: '12' },
    { ...PAGE, facts: [{ ...PAGE.facts[0], kind: 'SEAL' }] },
    { ...PAGE, ended: [{ id: 'x' }] },
  ]) {
    answer = ({ mac, body }) => {
      const text = JSON.stringify(wrong);
      return { text, mac: door.sign(door.read(mac, body, NOW)?.nonce ?? '', text) };
    };
    await expect(factsBy([NEW])(0)).rejects.toThrow('not theirs');
  }
});
