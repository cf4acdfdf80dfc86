import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Passport } from '@seisi/schema/passport';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { REACH_WIRE, type ReachBody, readReachBody } from '@seisi/schema/reach';
import { NO_BASIS } from '@seisi/schema/viewer';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passportReader } from './passport-wire.ts';
import { reachDoor, remoteReach } from './reach-wire.ts';
import { NOW } from './testing.ts';

const NEW = 'the newest key of the house, of enough length';
const OLD = 'the key before it, still valid in a rotation';
const QUESTION: ReachBody = {
  dataClass: 'aid',
  subjects: ['a', 'b'].map((key) => ({ type: 'Person', key })),
};

type Call = { readonly mac: string; readonly token: string; readonly body: Buffer };
type Told = { readonly status?: number; readonly mac?: string; readonly text: string };

/** What the room that decides answers with, and the last call that it was given. */
let answer: (call: Call) => Told;
let last: Call;
let server: Server;
let url: string;
let passport: Passport;
const door = reachDoor('person', [NEW, OLD]);

beforeEach(async () => {
  answer = honest;
  server = createServer((message, reply) => {
    void buffer(message).then((body) => {
      const header = (name: string) => String(message.headers[name]);
      last = { mac: header(REACH_WIRE.header), token: header(PASSPORT_WIRE.header), body };
      const { status = 200, mac = '', text } = answer(last);
      reply.writeHead(message.url === REACH_WIRE.path ? status : 404, { [REACH_WIRE.header]: mac }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  passport = await received();
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Everybody but `b` is within reach. */
function honest({ mac, token, body }: Call): Told {
  const asked = door.read(mac, body, NOW, token);
  const question = asked === null ? null : readReachBody(asked.text);
  if (asked === null || question === null) return { status: 401, text: '{}' };
  const keys = question.subjects.map(({ key }) => key);
  const text = JSON.stringify({ reached: keys.filter((key) => key !== 'b') });
  return { text, mac: door.sign(asked.nonce, text) };
}

/** A passport as a room is called with it. */
async function received(): Promise<Passport> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const body = Buffer.from('{}');
  const claims = { request: 'r', viewer: null, basis: NO_BASIS, facts: 0, method: 'POST' };
  const token = await new SignJWT({ ...claims, body: createHash('sha256').update(body).digest('base64url') })
    .setProtectedHeader({ alg: PASSPORT_WIRE.algorithm, typ: PASSPORT_WIRE.type, kid: 'key-1' })
    .setIssuer(PASSPORT_WIRE.issuer)
    .setAudience('aid')
    .setIssuedAt(NOW / 1000)
    .setExpirationTime(NOW / 1000 + 5)
    .sign(privateKey);
  const jwk = { ...publicKey.export({ format: 'jwk' }), kty: 'OKP', kid: 'key-1' };
  const read = await passportReader({ keys: [jwk] })(token, { room: 'aid', method: 'POST', body }, NOW);
  if (read === null) throw new Error('The passport is genuine.');
  return read;
}

const ask = (keys: readonly string[] = [NEW], given: { room?: string; now?: number } = {}) =>
  remoteReach({ room: given.room ?? 'person', url, keys, now: () => given.now ?? NOW })({
    ...QUESTION,
    passport,
    signal: AbortSignal.timeout(5000),
  });

test('who is within reach comes over the wire under either of the two keys', async () => {
  expect(await ask()).toEqual(['a']);
  expect(await ask([OLD, NEW])).toEqual(['a']);
});

test('nobody without a key, for another room, or with a clock of another time is told', async () => {
  await expect(ask(['somebody else’s key, of enough length too'])).rejects.toThrow('status 401');
  await expect(ask([NEW], { room: 'aid' })).rejects.toThrow('status 401');
  await expect(ask([NEW], { now: NOW - 11_000 })).rejects.toThrow('status 401');
  await expect(ask([NEW], { now: NOW + 11_000 })).rejects.toThrow('status 401');
});

test('a call is good for its own bytes and its own passport alone', async () => {
  await ask();
  const { mac, body, token } = last;
  expect(door.read(mac, body, NOW, token)).not.toBeNull();
  const wrong: [string | undefined, Buffer, string | undefined][] = [
    [mac, body, `${token}x`],
    [mac, body, ''],
    [mac, body, undefined],
    [mac, Buffer.from(`${body} `), token],
    [mac, Buffer.from(body.toString().replace('aid', 'case')), token],
    [`${mac}0`, body, token],
    [mac.replace('.', '..'), body, token],
    [undefined, body, token],
  ];
  for (const [tag, bytes, shown] of wrong) expect(door.read(tag, bytes, NOW, shown)).toBeNull();
});

test('an answer that is not that room’s, not to this question, or about others is no answer', async () => {
  const changed = (change: (told: Told) => Told) => {
    answer = (call) => change(honest(call));
    return ask();
  };
  await expect(changed(({ text }) => ({ text }))).rejects.toThrow('not theirs');
  await expect(changed((told) => ({ ...told, text: '{"reached":["a","b"]}' }))).rejects.toThrow('not theirs');
  await expect(changed((told) => ({ ...told, text: '{"reached":[]}' }))).rejects.toThrow('not theirs');
  const earlier = honest(last);
  await expect(changed(() => earlier)).rejects.toThrow('not theirs');
  await expect(changed((told) => ({ ...told, status: 500 }))).rejects.toThrow('status 500');
  for (const wrong of ['null', '{}', '{"reached":["c"]}', '{"reached":"a"}', 'no JSON']) {
    answer = ({ mac, token, body }) => {
      const nonce = door.read(mac, body, NOW, token)?.nonce ?? '';
      return { text: wrong, mac: door.sign(nonce, wrong) };
    };
    await expect(ask()).rejects.toThrow('does not tell');
  }
});

test('a room that does not answer in time is left', async () => {
  server.removeAllListeners('request');
  const asked = remoteReach({ room: 'person', url, keys: [NEW], now: () => NOW });
  await expect(asked({ ...QUESTION, passport, signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
});
