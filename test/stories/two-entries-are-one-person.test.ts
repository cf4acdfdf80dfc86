import type { PersonaToken } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  act,
  admin,
  ask,
  closeRegistry,
  HEAD,
  HOME,
  officer,
  openRegistry,
  seen,
} from './registry-office.ts';

beforeAll(openRegistry);
afterAll(closeRegistry);

const QUEUE = `{ identityMatchFiles { edges { node { id first { id } second { id } match { status agrees steps { finding reason } } } } } }`;
type Pair = {
  readonly id: string;
  readonly first: { readonly id: string };
  readonly second: { readonly id: string };
  readonly match: { readonly status: string; readonly agrees: readonly string[] };
};

async function queueOf(by: PersonaToken): Promise<readonly Pair[]> {
  const { data } = await ask(by, QUEUE);
  return data.identityMatchFiles.edges.map(({ node }: { readonly node: Pair }) => node);
}

async function decide(by: PersonaToken, match: string, finding: 'SAME' | 'DIFFERENT') {
  const { data, errors } = await ask(
    by,
    `mutation { decideIdentityMatch(input: { match: "${match}", finding: ${finding}, reason: "Both papers were seen.", idempotencyKey: "${crypto.randomUUID()}" }) { match { match { status } } } }`,
  );
  return {
    status: data?.decideIdentityMatch?.match?.match?.status,
    codes: errors.map(({ extensions }) => extensions.code),
  };
}

/** Registers somebody at an office, and says which person and household that made. */
async function registered(by: PersonaToken, given: object) {
  const { reference, codes } = await act(by, 'registerHousehold', { ...HOME, ...HEAD, ...given });
  expect(codes).toEqual([]);
  const [made] = await admin`
    select p.id as person, h.id as household from person.registration r
      join person.person p on p.key = r.head_key join person.household h on h.key = r.household_key
     where r.id = ${reference}`;
  return { person: String(made?.['person']), household: String(made?.['household']) };
}

test('a woman is registered twice under two spellings and a number with a slip; the register asks, and two officers answer', async () => {
  const once = await registered(officer('counter'), { identityNumber: '790405-70-5572' });
  const again = await registered(officer('state'), {
    ...{ name: 'Rosnah Bt. Contoh', identityNumber: '790405-70-5752', addressLine: 'No. 12, Jln Contoh' },
  });
  expect(again.person).not.toBe(once.person);

  // The work beside requests finds them; nobody at either desk was told.
  await expect
    .poll(async () => (await queueOf(officer('counter'))).length, { timeout: 25_000, interval: 500 })
    .toBe(1);
  const [pair] = await queueOf(officer('counter'));
  expect([pair?.first.id, pair?.second.id].toSorted()).toEqual([once.person, again.person].toSorted());
  expect(pair?.match).toEqual({
    ...{ status: 'OPEN', steps: [] },
    agrees: ['SAME_NAME', 'FATHERS_NAME', 'SAME_BIRTH_DATE', 'LIKE_NUMBER', 'SAME_HOUSE'],
  });
  expect(await queueOf(officer('elsewhere'))).toEqual([]);
  const id = pair?.id ?? '';
  expect((await decide(officer('elsewhere'), id, 'DIFFERENT')).codes).toEqual(['NOT_FOUND']);

  expect(await decide(officer('counter'), id, 'SAME')).toEqual({ status: 'SAME_PROPOSED', codes: [] });
  expect((await decide(officer('counter'), id, 'SAME')).codes).toEqual(['STEP_REFUSED']);
  expect(await decide(officer('focusGroup'), id, 'SAME')).toEqual({ status: 'SAME', codes: [] });
  expect(await queueOf(officer('state'))).toEqual([]);
  // Each entry goes on as it was.
  for (const { household } of [once, again])
    expect(await seen(officer('state'), household)).toMatchObject({
      registrationStatus: 'NEW',
      memberCount: 1,
    });
}, 60_000);

test('sisters of one name and house are two people by one officer’s word, and nobody asks again', async () => {
  const elder = await registered(officer('counter'), {
    name: 'SITI AMINAH BINTI HASSAN',
    identityNumber: '790405-70-6668',
  });
  const younger = await registered(officer('counter'), {
    ...{ name: 'SITI AMINAH BINTI HASSAN', identityNumber: '800405-70-6674', birthDate: '1980-04-05' },
  });
  await expect
    .poll(async () => (await queueOf(officer('counter'))).length, { timeout: 25_000, interval: 500 })
    .toBe(1);
  const [pair] = await queueOf(officer('counter'));
  expect([pair?.first.id, pair?.second.id].toSorted()).toEqual([elder.person, younger.person].toSorted());
  expect(await decide(officer('counter'), pair?.id ?? '', 'DIFFERENT')).toEqual({
    status: 'DIFFERENT',
    codes: [],
  });

  await admin`insert into person.identity_due (person_key) select key from person.person where id = ${younger.person}`;
  await expect
    .poll(async () => (await admin`select 1 from person.identity_due`).length, {
      timeout: 25_000,
      interval: 500,
    })
    .toBe(0);
  expect(await queueOf(officer('counter'))).toEqual([]);
}, 60_000);
