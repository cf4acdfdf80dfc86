import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from '@seisi/migrations/connection';
import { CAST, castMember, PLACE } from '@seisi/migrations/seed/known';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CardCheck, checkCard } from '../../subgraphs/oku/card-check.ts';
import { presentCard } from '../../subgraphs/oku/card-presentation.ts';
import { type House, openHouse } from '../setup/house.ts';

const run = promisify(execFile);
const CHILD = castMember(1, CAST.known, PLACE.known.child).id;
const holder = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ed25519');
const jwkOf = (key: typeof holder.publicKey) => key.export({ format: 'jwk' });
const folder = mkdtempSync(join(tmpdir(), 'seisi-card-'));

let house: House;
let registration: string;
let credential: string;
let elapsed = 0;
const seconds = () => Math.floor((Date.now() + elapsed) / 1000);
beforeAll(async () => {
  house = await openHouse({ now: () => Date.now() + elapsed });
});
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; the test says what it expects of it.
type Json = any;

const CREDENTIALS = `{ person(id: "${CHILD}") { okuRegistration { id credentials { id text revokedAt } } } }`;

async function issue(
  who: 'citizen' | 'outside-father' | 'district-officer',
  input: object = {},
): Promise<Json> {
  const query =
    'mutation ($input: IssueOkuCredentialInput!) { issueOkuCredential(input: $input) { file { registration { credentials { id text } } } } }';
  const holderKey = JSON.stringify(jwkOf(holder.publicKey));
  const given = { registration, holderKey, idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await house.ask(who, { query, variables: { input: given } });
  return errors.length === 0
    ? data.issueOkuCredential.file.registration.credentials
    : errors.map(({ extensions }) => extensions.code);
}

async function list(number = 1): Promise<{ status: number; type: string | null; text: string }> {
  const response = await fetch(`${house.url}/status-lists/okuStatusList/${number}`);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

async function check(presentation: string, given: Partial<CardCheck> = {}) {
  const key = house.secrets.cardKey;
  const issuerKeys = [{ kty: key.kty, crv: key.crv, kid: key.kid, x: key.x }];
  const asked = { nonce: 'n-1', audience: 'https://bas.example', now: seconds() };
  return checkCard(presentation, { issuerKeys, statusList: (await list()).text, ...asked, ...given });
}

const show = (shown: readonly string[], given: object = {}) =>
  presentCard(
    credential,
    { shown, nonce: 'n-1', audience: 'https://bas.example', now: seconds(), ...given },
    jwkOf(holder.privateKey as never),
  );

test('a card is issued to a key of the holder’s device, by who has the care of the child and nobody else', async () => {
  const { data } = await house.ask('citizen', { query: CREDENTIALS });
  registration = data.person.okuRegistration.id;
  expect(await issue('outside-father')).toEqual(['NOT_FOUND']);
  expect(await issue('district-officer')).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  const bad = [
    JSON.stringify(jwkOf(holder.privateKey as never)),
    '{}',
    'x',
    '{"kty":"EC","crv":"P-256","x":"a","y":"b"}',
  ];
  for (const holderKey of bad) expect(await issue('citizen', { holderKey })).toEqual(['BAD_USER_INPUT']);
  const [issued] = await issue('citizen', { idempotencyKey: 'one' });
  const [again, ...others] = await issue('citizen', { idempotencyKey: 'one' });
  expect(again).toEqual(issued);
  expect(others).toEqual([]);
  credential = issued.text;
  // An officer reads that it was issued, and not the credential.
  const seen = await house.ask('district-officer', { query: CREDENTIALS });
  expect(seen.data.person.okuRegistration.credentials).toEqual([
    { id: issued.id, text: null, revokedAt: null },
  ]);
});

test('the command says offline that it counts, and what was shown; whoever is shown it learns nothing else', async () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const card = (...args: string[]) =>
    run(process.execPath, [join(import.meta.dirname, '../../migrations/card.ts'), ...args]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  const asked = ['--nonce', 'n-9', '--audience', 'https://bas.example'];
  const held = file('credential', credential);
  const key = file('holder.json', JSON.stringify(jwkOf(holder.privateKey as never)));
  const shown = await card('present', held, '--show', 'registered', '--key', key, ...asked);
  expect(shown.code).toBe(0);
  const presentation = file('presentation', shown.stdout);
  const { kty: type, crv: curve, kid: name, x: point } = house.secrets.cardKey;
  const issuer = file(
    'issuer.json',
    JSON.stringify({ keys: [{ kty: type, crv: curve, kid: name, x: point }] }),
  );
  const status = file('status', (await list()).text);
  const whole = ['verify', presentation, '--issuer', issuer, ...asked];
  const valid = await card(...whole, '--status', status);
  expect(valid.code).toBe(0);
  expect(valid.stdout).toMatch(
    /^SAH \/ VALID: kad OKU, hingga \/ until 20\d\d-\d\d-\d\d\n {2}berdaftar \/ registered: true\n$/,
  );
  expect((await card(...whole)).code).toBe(2);
  const elsewhere = await card(
    'verify',
    presentation,
    '--issuer',
    issuer,
    '--status',
    status,
    '--nonce',
    'n-8',
    '--audience',
    'https://bas.example',
  );
  expect(elsewhere.code).toBe(1);

  // Neither the text nor anything that was hidden in it tells the category or a number.
  const parts = shown.stdout.trim().split('~');
  const told = parts
    .map((part) =>
      part
        .split('.')
        .map((one) => Buffer.from(one, 'base64url').toString('latin1'))
        .join(),
    )
    .join();
  const { data } = await house.ask('citizen', {
    query: `{ person(id: "${CHILD}") { okuRegistration { number category card { number } } } }`,
  });
  const { number, category, card: made } = data.person.okuRegistration;
  for (const hidden of [number, category, made.number, CHILD, 'LEARNING']) expect(told).not.toContain(hidden);
  expect(told).toContain('registered');
});

test('it is shown to one who asked, now, by the holder’s key: anything else is not valid, and no byte of it can be another', async () => {
  const shown = await show(['registered', 'category']);
  expect(await check(shown)).toMatchObject({
    verdict: 'VALID',
    shown: { registered: true, category: 'LEARNING' },
  });
  const others: Partial<CardCheck>[] = [
    { nonce: 'n-2' },
    { audience: 'https://other.example' },
    { now: seconds() + 3_600 },
    { issuerKeys: [jwkOf(stranger.publicKey)] },
  ];
  for (const given of others) expect((await check(shown, given)).verdict).not.toBe('VALID');
  const stolen = await presentCard(
    credential,
    { shown: ['registered'], nonce: 'n-1', audience: 'https://bas.example', now: seconds() },
    jwkOf(stranger.privateKey as never),
  );
  expect(await check(stolen)).toMatchObject({ verdict: 'NOT_VALID' });
  // The credential alone, without a signature over the question, is nothing.
  expect(await check(credential)).toMatchObject({ verdict: 'NOT_VALID' });
  const statusList = (await list()).text;
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: shown.length - 2 }),
      fc.integer({ min: 1, max: 25 }),
      async (at, shift) => {
        const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
        const place = letters.indexOf(shown[at] ?? '');
        const other = place === -1 ? 'A' : letters[(place + shift) % letters.length];
        const changed = `${shown.slice(0, at)}${other}${shown.slice(at + 1)}`;
        // The last letter of a base64url text may hold bits that mean nothing: then it is the same byte for byte.
        const isSame = decoded(changed) === decoded(shown);
        if (!isSame) expect((await check(changed, { statusList })).verdict).not.toBe('VALID');
      },
    ),
    { numRuns: 120 },
  );
});

function decoded(text: string): string {
  return text
    .split(/[.~]/)
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .join();
}

test('a card that ended no longer verifies within a minute, and an old list never makes it count', async () => {
  const shown = await show(['registered'], { now: seconds() + 50 });
  const before = (await list()).text;
  const sql = connect(house.adminUrl);
  await sql`update oku.card set cancelled_on = current_date where registration_id = ${registration}`;
  await sql.end();
  // Fifty seconds on: what was fetched before is too old, what is fetched now says that it ended.
  elapsed = 50_000;
  expect(await check(shown, { statusList: before, now: seconds() })).toMatchObject({
    verdict: 'CANNOT_TELL',
  });
  await waitForNext(before);
  expect(await check(shown, { now: seconds() })).toMatchObject({
    verdict: 'NOT_VALID',
    why: 'it counts no more',
  });
  expect(await issue('citizen')).toEqual(['STEP_REFUSED']);
});

/** The room keeps a list for some seconds. */
async function waitForNext(before: string): Promise<void> {
  while ((await list()).text === before) await new Promise((resolve) => setTimeout(resolve, 500));
}

test('a list is told to everybody, is one bit a place, and says of a list that there is not the same as of one that never was', async () => {
  const { status, type, text } = await list();
  expect([status, type]).toEqual([200, 'application/statuslist+jwt']);
  const payload = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString());
  expect(payload).toMatchObject({ status_list: { bits: 1 }, ttl: 15, exp: payload.iat + 40 });
  expect((await list(2)).status).toBe(404);
  expect((await list(999_999)).text).toBe((await list(2)).text);
  expect((await fetch(`${house.url}/status-lists/otherStatusList/1`)).status).toBe(404);
});
