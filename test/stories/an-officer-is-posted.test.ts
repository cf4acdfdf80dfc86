import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '@seisi/migrations/connection';
import { castOf } from '@seisi/migrations/seed/known';
import { type PersonaName, type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
let sql: postgres.Sql;
let now = NOW;
beforeAll(async () => {
  house = await openHouse({ now: () => now });
  sql = connect(house.adminUrl);
});
afterAll(async () => {
  await sql?.end();
  await house?.close();
});

const { known } = castOf(1);
const HALF_HOUR = 1_800_000;

async function act(who: PersonaName | PersonaToken, field: string, input: object, told: string) {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const question = {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { ${told} } }`,
    variables: { input: { idempotencyKey: crypto.randomUUID(), ...input } },
  };
  const { data, errors } = await (typeof who === 'string'
    ? house.ask(who, question)
    : house.askWith(who, question));
  return { told: data?.[field], codes: errors.map(({ extensions }) => extensions.code) };
}
const OFFER = 'offer { id officer status areas classes duties lockedUntil agency { code } }';
const POSTING = 'posting { id officer areas classes duties validFrom validUntil agency { code } }';
const offers = async (who: PersonaName | PersonaToken, field: string, input: object) => {
  const { told, codes } = await act(who, field, input, OFFER);
  return { offer: told?.offer, codes };
};
const posts = async (who: PersonaName | PersonaToken, field: string, input: object) => {
  const { told, codes } = await act(who, field, input, POSTING);
  return { posting: told?.posting, codes };
};

/** What the newest message for an offer says, as it waits in the outbox. */
async function codeOf(offer: string): Promise<string> {
  const [found] = await sql<{ code: string }[]>`
    select body ->> 'code' as code from agency.outbox where about = ${offer} order by at desc, id limit 1`;
  return found?.code ?? '';
}

const officer = (sub: string, agency: string): PersonaToken => ({
  ...personas['district-officer'].token,
  ...{ sub, agency },
});

async function isTold(token: PersonaToken): Promise<boolean> {
  const { data } = await house.askWith(token, {
    query: 'query ($id: ID!) { household(id: $id) { id registrationNumber } }',
    variables: { id: known.id },
  });
  return data?.household != null;
}

/** Facts are told within a second (`test/wire/revocation.test.ts`); the machine may be busy. */
async function becomes(told: boolean, token: PersonaToken): Promise<void> {
  for (let nth = 0; nth < 400; nth += 1) {
    if ((await isTold(token)) === told) return;
    await wait(25);
  }
  throw new Error(`It never came to be ${told ? 'open' : 'closed'}.`);
}

const PROPOSED = {
  ...{ areas: ['5_5'], classes: ['register', 'area'], duties: ['REFERRAL'], phone: '0123456789' },
  ...{ validFrom: '2026-01-15', validUntil: '2027-01-15' },
};

test('one officer proposes, another confirms, whoever is posted accepts by the code, and one ends it: open and closed within a second', async () => {
  const { offer } = await offers('data-officer', 'proposePosting', PROPOSED);
  expect(offer).toMatchObject({ status: 'PROPOSED', agency: { code: 'jkm' }, duties: ['REFERRAL'] });
  const on = { offer: offer.id };
  expect((await offers('data-officer', 'confirmPosting', on)).codes).toEqual(['STEP_REFUSED']);
  expect((await offers('headquarters-officer', 'confirmPosting', on)).offer.status).toBe('SENT');
  const given = { officer: offer.officer, code: await codeOf(offer.id) };
  expect(given.code).toMatch(/^\d{8}$/);
  const posted = officer(offer.officer, 'jkm');
  expect(await isTold(posted)).toBe(false);

  expect((await posts('icu-officer', 'acceptPosting', given)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  const both = await Promise.all([
    posts('outside-father', 'acceptPosting', { ...given, idempotencyKey: 'one' }),
    posts('outside-father', 'acceptPosting', { ...given, idempotencyKey: 'two' }),
  ]);
  expect(both.flatMap(({ codes }) => codes)).toEqual(['NOT_FOUND']);
  await becomes(true, posted);
  const posting = both.find(({ codes }) => codes.length === 0)?.posting;
  const { phone: _phone, ...held } = PROPOSED;
  expect(posting).toMatchObject({
    ...held,
    officer: offer.officer,
    classes: ['area', 'register'],
  });

  const list = '{ postings(first: 100) { edges { node { id } } } }';
  const listed = async (who: PersonaName) => {
    const { data } = await house.ask(who, { query: list });
    return data?.postings?.edges.map(({ node }: { readonly node: { readonly id: string } }) => node.id);
  };
  expect(await listed('headquarters-officer')).toContain(posting.id);
  expect(await listed('icu-officer')).toBeUndefined();
  const ended = { posting: posting.id };
  expect((await posts('icu-officer', 'endPosting', ended)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect((await posts('data-officer', 'endPosting', { posting: 'POS-0' })).codes).toEqual(['NOT_FOUND']);
  expect((await posts('data-officer', 'endPosting', ended)).posting.validUntil).toBe('2026-01-15');
  await becomes(false, posted);
  expect((await posts('data-officer', 'endPosting', ended)).codes).toEqual(['STEP_REFUSED']);
});

test('three wrong codes lock it for half an hour, whoever tries; another code is sent, and the one before counts no more', async () => {
  const { offer } = await offers('data-officer', 'proposePosting', PROPOSED);
  const on = { offer: offer.id };
  expect((await offers('data-officer', 'renewPostingCode', on)).codes).toEqual(['STEP_REFUSED']);
  await offers('headquarters-officer', 'confirmPosting', on);
  const first = await codeOf(offer.id);
  const wrong = first === '00000000' ? '00000001' : '00000000';
  const accepts = (code: string, idempotencyKey: string = crypto.randomUUID()) =>
    posts('second-adult', 'acceptPosting', { officer: offer.officer, code, idempotencyKey });
  // The same try under one key counts once.
  for (const key of ['a', 'a', 'b', 'c']) expect((await accepts(wrong, key)).codes).toEqual(['NOT_FOUND']);
  expect((await accepts(first)).codes).toEqual(['NOT_FOUND']);
  now += HALF_HOUR;
  expect((await offers('data-officer', 'renewPostingCode', on)).offer).toMatchObject({
    ...{ status: 'SENT', lockedUntil: null },
  });
  const code = await codeOf(offer.id);
  if (code !== first) expect((await accepts(first)).codes).toEqual(['NOT_FOUND']);
  expect((await accepts(code)).posting).toMatchObject({ officer: offer.officer });
  now = NOW;
});

test('whoever applied for an organisation is its first officer, and posts others, to no class; a withdrawn offer is accepted by nobody', async () => {
  const asked = {
    ...{ name: 'Pertubuhan Baharu Rekaan', kind: 'NGO', registrationScheme: 'ROS' },
    ...{ registrationNumber: 'PPM-002-10-01012021', contactEmail: 'a@baharu.example' },
    ...{ contactPhone: '0123456780', letterReference: 'B/1', letterDate: '2026-01-10' },
    letterSha256: 'ab'.repeat(32),
  };
  const told = 'application { id }';
  const { application } = (await act('citizen', 'applyAsAgency', asked, told)).told;
  const on = { application: application.id };
  const { registrationNumber, letterSha256 } = asked;
  await act('data-officer', 'checkAgencyNumber', { ...on, registrationNumber }, told);
  await act('data-officer', 'checkAgencyLetter', { ...on, letterSha256 }, told);
  await act('headquarters-officer', 'admitAgency', { ...on, code: 'baharu' }, told);
  const [offer] = await sql<{ id: string; officer: string }[]>`
    select id, officer from agency.posting_offer where agency_code = 'baharu'`;
  const given = { officer: offer?.officer ?? '', code: await codeOf(offer?.id ?? '') };
  expect((await posts('second-adult', 'acceptPosting', given)).codes).toEqual(['NOT_FOUND']);
  const { posting } = await posts('citizen', 'acceptPosting', given);
  expect(posting).toMatchObject({
    ...{ duties: ['POSTING', 'SHARING', 'REFERRAL'], classes: [], areas: [], agency: { code: 'baharu' } },
  });

  const first = officer(given.officer, 'baharu');
  const proposes = (part: object) => offers(first, 'proposePosting', { ...PROPOSED, ...part });
  // From the moment on which the posting is a fact: until then the token has no ground.
  let proposed = await proposes({ classes: [], duties: ['REFERRAL'] });
  for (let nth = 0; nth < 200 && proposed.codes.length > 0; nth += 1) {
    await wait(20);
    proposed = await proposes({ classes: [], duties: ['REFERRAL'] });
  }
  expect(proposed.offer).toMatchObject({ status: 'PROPOSED', agency: { code: 'baharu' } });
  expect((await proposes({})).codes).toEqual(['STEP_REFUSED']);
  expect((await proposes({ classes: [], duties: ['CRISIS'] })).codes).toEqual(['STEP_REFUSED']);
  expect((await proposes({ classes: [], duties: ['ONBOARDING'] })).codes).toEqual(['STEP_REFUSED']);
  const waiting = { offer: proposed.offer.id };
  expect((await offers(first, 'confirmPosting', waiting)).codes).toEqual(['STEP_REFUSED']);
  expect((await offers('data-officer', 'confirmPosting', waiting)).offer.status).toBe('SENT');
  expect((await offers(first, 'withdrawPostingOffer', waiting)).offer.status).toBe('WITHDRAWN');
  const late = { officer: proposed.offer.officer, code: await codeOf(proposed.offer.id) };
  expect((await posts('second-adult', 'acceptPosting', late)).codes).toEqual(['NOT_FOUND']);

  // What opens of people is confirmed in the agency itself; another agency's offer is none for its officer.
  const own = await offers('data-officer', 'proposePosting', PROPOSED);
  expect((await offers(first, 'confirmPosting', { offer: own.offer.id })).codes).toEqual(['NOT_FOUND']);
  const { data } = await house.askWith(first, {
    query: '{ postings { edges { node { officer } } } postingOffers { edges { node { id } } } }',
  });
  expect(data.postings.edges).toEqual([{ node: { officer: given.officer } }]);
  expect(data.postingOffers.edges).toHaveLength(2);
});
