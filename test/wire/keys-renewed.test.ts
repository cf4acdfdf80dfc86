import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Secrets } from '@seisi/migrations/secrets';
import { castOf } from '@seisi/migrations/seed/known';
import { expect, test, vi } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type Answer, type House, openHouse } from '../setup/house.ts';

const profile = { query: PROFILE, variables: { id: castOf(1).known.id } };
const HOUSEHOLDS =
  'query ($after: String) { households(first: 2, after: $after) { edges { node { id } } pageInfo { endCursor } } }';
const CLIENTS = 2;

const fresh = () => randomBytes(32).toString('base64url');

function freshPair(): Secrets['passportKey'] {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return {
    kty: 'OKP',
    crv: 'Ed25519',
    alg: 'EdDSA',
    kid: createHash('sha256').update(x).digest('hex'),
    x,
    d,
  };
}

/** Clients that ask without a pause, and pages that go on from a cursor which an earlier key may have sealed. */
function load(house: House) {
  const wrong: Answer[] = [];
  let answered = 0;
  let isOver = false;
  const take = (answer: Answer): Answer => {
    answered += 1;
    if (answer.status !== 200 || answer.errors.length > 0) wrong.push(answer);
    return answer;
  };
  const client = async (): Promise<void> => {
    let after: string | null = null;
    while (!isOver) {
      take(await house.ask('district-officer', profile));
      const page = take(await house.ask('district-officer', { query: HOUSEHOLDS, variables: { after } }));
      after = page.data?.households?.pageInfo?.endCursor ?? null;
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  return {
    wrong,
    /** Until each that was under way has been answered, and others after it. */
    goOn: async () => {
      const until = answered + 2 * CLIENTS;
      await vi.waitFor(() => expect(answered).toBeGreaterThanOrEqual(until), { timeout: 60_000 });
    },
    end: async () => {
      isOver = true;
      await Promise.all(clients);
    },
  };
}

test.each(['http', 'in-process'] as const)(
  'all keys of the house are renewed under load without a wrong answer, with rooms %s; what only the old ones made is then refused',
  async (rooms) => {
    const house = await openHouse({ now: () => NOW, rooms });
    const old = house.secrets;
    const page = await house.ask('district-officer', { query: HOUSEHOLDS });
    const cursor = page.data.households.pageInfo.endCursor as string;
    const keys = { grantKeys: fresh(), cursorKeys: fresh(), factsKeys: fresh() };
    const passportKey = freshPair();
    const both = (order: (pair: readonly [string, string]) => readonly string[]): Secrets => ({
      ...old,
      grantKeys: order([keys.grantKeys, old.grantKeys[0] ?? '']),
      cursorKeys: order([keys.cursorKeys, old.cursorKeys[0] ?? '']),
      factsKeys: order([keys.factsKeys, old.factsKeys[0] ?? '']),
    });
    const running = load(house);
    await running.goOn();
    house.renew(
      both(([newer, older]) => [older, newer]),
      [old.passportKey, passportKey],
    );
    await running.goOn();
    house.renew({ ...both((pair) => pair), passportKey }, [old.passportKey, passportKey]);
    await running.goOn();
    const goesOn = { query: HOUSEHOLDS, variables: { after: cursor } };
    expect((await house.ask('district-officer', goesOn)).errors).toEqual([]);
    house.renew({ ...both(([newer]) => [newer]), passportKey }, [passportKey]);
    await running.end();
    expect(running.wrong.map(({ text }) => text)).toEqual([]);

    expect((await house.ask('district-officer', profile)).errors).toEqual([]);
    expect((await house.ask('district-officer', goesOn)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    await house.close();
  },
  120_000,
);
