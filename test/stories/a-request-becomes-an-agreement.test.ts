import { setTimeout as wait } from 'node:timers/promises';
import { castOf } from '@seisi/migrations/seed/known';
import { type PersonaName, type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

const DAY = 86_400_000;
let house: House;
let now = NOW;
beforeAll(async () => {
  house = await openHouse({ now: () => now });
});
afterAll(() => house?.close());

const { known } = castOf(1);
const TERMS = {
  ...{ classes: ['register', 'area', 'poverty'], areas: ['05'], population: 'ALL', dailySubjects: 100 },
  ...{
    purposes: ['SERVICE_DELIVERY'],
    why: 'Menyemak kelayakan bantuan bersama.',
    custody: 'Unit Data, ICU JPM',
  },
  ...{ safeguards: 'Disulitkan; log capaian disemak setiap minggu.', retentionDays: 30, thirdParties: [] },
  ...{ validFrom: '2026-01-15', validUntil: '2027-01-15' },
};
const YES = { purposeWarrants: true, publicInterest: true, safeguards: true };
const REASON = 'Tujuan mewajarkan, dan langkah keselamatan memadai.';

const FIELDS = `id reference status revision legalBasis submittedAt dueOn isOverdue agreementNumber
  terms { classes } decision { id isGiven classes conditions { areas population dailySubjects validUntil } refusals { dataClass ground } }
  steps { act toStatus by reason dueOn }`;

async function act(
  who: PersonaName,
  field: string,
  input: object,
  idempotencyKey: string = crypto.randomUUID(),
) {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await house.askWith(personas[who].token, {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { request { ${FIELDS} } } }`,
    variables: { input: { ...input, idempotencyKey } },
  });
  return { request: data?.[field]?.request, codes: errors.map(({ extensions }) => extensions.code) };
}
const read = async (who: PersonaName, id: string) =>
  (await house.askWith(personas[who].token, { query: `{ sharingRequest(id: "${id}") { ${FIELDS} } }` })).data
    ?.sharingRequest ?? null;

/** From a draft to its receipt. ICU asks JKM: two federal agencies. */
async function submitted(terms: object = {}): Promise<string> {
  const drafted = await act('icu-officer', 'draftSharingRequest', {
    provider: 'jkm',
    terms: { ...TERMS, ...terms },
  });
  const { id } = drafted.request;
  expect((await act('icu-adopter', 'submitSharingRequest', { request: id, revision: 1 })).codes).toEqual([]);
  return id;
}

/** Proposed by one officer of JKM, confirmed by another. */
async function decided(request: string, decision: object = {}) {
  const given = { request, weighed: YES, refusals: [], conditions: null, reason: REASON, ...decision };
  const proposed = await act('headquarters-officer', 'proposeSharingDecision', given);
  expect(proposed.codes).toEqual([]);
  const { id } = proposed.request.decision;
  return (await act('data-officer', 'confirmSharingDecision', { request, decision: id })).request;
}

/** A client of ICU under an agreement. */
const client = (agreement: string): PersonaToken => ({
  ...personas.hospital.token,
  sub: 'client-icu-jpm',
  agency: 'icu-jpm',
  acr: 'high',
  authorization_details: [{ type: 'seisi_agreement', agreement, purpose: 'SERVICE_DELIVERY' }],
});
const asked = (agreement: string) =>
  house.askWith(client(agreement), {
    query: `query ($id: ID!) { household(id: $id) { registrationNumber area { districtCode } assessment { status incomePerHead } members { person { name } } } }`,
    variables: { id: known.id },
  });
/** The first answer of an agreement: facts travel within a second, and the machine may be busy. */
async function firstAnswer(agreement: string) {
  for (let nth = 0; nth < 400; nth += 1) {
    const answer = await asked(agreement);
    if (answer.data?.household != null) return answer;
    await wait(25);
  }
  throw new Error('The agreement never came to open anything.');
}

test('from the four statements to an agreement, by mutations alone: its client reads what was given, and nothing else', async () => {
  const drafted = await act('icu-officer', 'draftSharingRequest', { provider: 'jkm', terms: TERMS });
  const { id } = drafted.request;
  expect(drafted.request).toMatchObject({ status: 'DRAFT', revision: 1, legalBasis: 'ACT_864', dueOn: null });
  expect(await read('headquarters-officer', id)).toBeNull();

  const terms = { ...TERMS, classes: ['register', 'poverty'] };
  const revised = await act('icu-officer', 'reviseSharingRequest', { request: id, revision: 1, terms });
  expect(revised.request).toMatchObject({ revision: 2, terms: { classes: ['poverty', 'register'] } });
  expect((await act('icu-officer', 'submitSharingRequest', { request: id, revision: 1 })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  const sent = await act('icu-officer', 'submitSharingRequest', { request: id, revision: 2 });
  expect(sent.request).toMatchObject({ status: 'SUBMITTED', dueOn: '2026-01-29', isOverdue: false });
  expect(
    (await act('icu-officer', 'reviseSharingRequest', { request: id, revision: 2, terms })).codes,
  ).toEqual(['STEP_REFUSED']);

  const decision = await decided(id);
  expect(decision).toMatchObject({
    status: 'APPROVED',
    agreementNumber: expect.stringMatching(/^AGR-2026-\d{9}$/),
  });
  const { data, errors } = await firstAnswer(decision.agreementNumber);
  expect(data.household).toMatchObject({ area: null, members: null });
  expect(data.household.registrationNumber).not.toBeNull();
  expect(data.household.assessment.status).not.toBeNull();
  expect(errors.map(({ extensions }) => extensions['reason'])).toContain('CLASS_NOT_IN_BASIS');

  // Each side sees the history without the other's drafts and proposals.
  const acts = async (who: PersonaName) =>
    (await read(who, id)).steps.map((one: { readonly act: string }) => one.act);
  expect(await acts('icu-adopter')).toEqual(['DRAFT', 'REVISE', 'SUBMIT', 'CONFIRM']);
  expect(await acts('headquarters-officer')).toEqual(['SUBMIT', 'PROPOSE', 'CONFIRM']);
});

test.each([
  ['CONFIDENTIAL_SOURCE', YES],
  ['WITNESS_PROTECTION', YES],
  ['INVESTIGATIVE_METHODS', YES],
  ['BREACH_OF_CONFIDENCE', YES],
  ['NATIONAL_SECURITY', YES],
  ['DANGER_TO_SOMEBODY', YES],
  ['PURPOSE_NOT_WARRANTED', { ...YES, purposeWarrants: false }],
  ['LACK_OF_SAFEGUARDS', { ...YES, safeguards: false }],
  ['SET_BY_COMMITTEE', YES],
])('a request is refused on the ground %s, and no agreement comes of it', async (ground, weighed) => {
  const id = await submitted();
  const refusals = TERMS.classes.map((name) => ({ class: name, ground }));
  const refused = await decided(id, { weighed, refusals });

  expect(refused).toMatchObject({ status: 'REFUSED', agreementNumber: null });
  expect((await read('icu-officer', id)).decision).toMatchObject({
    isGiven: false,
    refusals: expect.arrayContaining([{ dataClass: 'poverty', ground }]),
  });
});

test('what is refused of a request stays withheld, and what is given on conditions is narrower in the graph', async () => {
  const refusals = [{ class: 'poverty', ground: 'DANGER_TO_SOMEBODY' }];
  const conditions = { areas: ['5_5'], population: 'ALL', dailySubjects: 50, validUntil: '2026-06-01' };
  const partly = await decided(await submitted(), { refusals, conditions });
  expect(partly).toMatchObject({
    status: 'PARTLY_REFUSED',
    decision: { classes: ['area', 'register'], conditions },
  });
  const { data } = await firstAnswer(partly.agreementNumber);
  expect(data.household).toMatchObject({ assessment: null, area: { districtCode: '5_5' } });

  const elsewhere = await decided(await submitted(), { conditions: { ...conditions, areas: ['5_1'] } });
  expect(elsewhere.status).toBe('APPROVED_WITH_CONDITIONS');
  await firstAnswer(partly.agreementNumber);
  expect((await asked(elsewhere.agreementNumber)).data?.household ?? null).toBeNull();
  expect(
    (
      await act('headquarters-officer', 'proposeSharingDecision', {
        ...{ request: await submitted(), weighed: YES, refusals: [], reason: REASON },
        conditions: { ...conditions, areas: ['MY'] },
      })
    ).codes,
  ).toEqual(['BAD_USER_INPUT']);
});

test('two officers of the agency that is asked decide; neither who wrote it, nor the agency that asks, nor one of them twice', async () => {
  const request = await submitted();
  const given = { request, weighed: YES, refusals: [], conditions: null, reason: REASON };
  expect((await act('icu-adopter', 'proposeSharingDecision', given)).codes).toEqual(['STEP_REFUSED']);
  expect((await act('district-officer', 'proposeSharingDecision', given)).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  const { decision } = (await act('headquarters-officer', 'proposeSharingDecision', given)).request;
  expect((await read('icu-officer', request)).decision).toBeNull();
  expect(
    (await act('headquarters-officer', 'confirmSharingDecision', { request, decision: decision.id })).codes,
  ).toEqual(['STEP_REFUSED']);
  expect(
    (await act('icu-officer', 'confirmSharingDecision', { request, decision: decision.id })).codes,
  ).toEqual(['STEP_REFUSED']);

  const declined = await act('data-officer', 'declineSharingDecision', {
    request,
    decision: decision.id,
    reason: 'Kawasan terlalu luas.',
  });
  expect(declined.request).toMatchObject({ status: 'SUBMITTED', decision: null });
  expect(
    (await act('data-officer', 'confirmSharingDecision', { request, decision: decision.id })).codes,
  ).toEqual(['STEP_REFUSED']);
  expect((await act('icu-officer', 'withdrawSharingRequest', { request })).request.status).toBe('WITHDRAWN');
  expect((await act('data-officer', 'proposeSharingDecision', { ...given })).codes).toEqual(['STEP_REFUSED']);
});

test('after fourteen days a request is overdue, never refused by itself; the agency that is asked says why it takes longer, and until when', async () => {
  const request = await submitted();
  now = NOW + 15 * DAY;
  expect(await read('headquarters-officer', request)).toMatchObject({ status: 'SUBMITTED', isOverdue: true });
  const until = { request, until: '2026-02-20', reason: 'Menunggu nasihat undang-undang.' };
  expect((await act('icu-officer', 'extendSharingRequest', until)).codes).toEqual(['STEP_REFUSED']);
  expect((await act('headquarters-officer', 'extendSharingRequest', until)).request).toMatchObject({
    ...{ status: 'EXTENDED', dueOn: '2026-02-20', isOverdue: false },
  });
  const [, , extended] = (await read('icu-officer', request)).steps;
  expect(extended).toMatchObject({ act: 'EXTEND', reason: until.reason, dueOn: '2026-02-20' });
  const decision = await decided(request, {
    refusals: TERMS.classes.map((name) => ({ class: name, ground: 'NATIONAL_SECURITY' })),
  });
  expect(decision.status).toBe('REFUSED');
  now = NOW;
});

test('of two who confirm at once one does, and one agreement comes of it; the same key confirms once', async () => {
  const request = await submitted();
  const given = { request, weighed: YES, refusals: [], conditions: null, reason: REASON };
  const key = crypto.randomUUID();
  const { decision } = (await act('headquarters-officer', 'proposeSharingDecision', given)).request;
  const confirm = (idempotencyKey: string) =>
    act('data-officer', 'confirmSharingDecision', { request, decision: decision.id }, idempotencyKey);
  const both = await Promise.all([confirm(key), confirm(key), confirm(crypto.randomUUID())]);
  const numbers = new Set(both.flatMap(({ request: one }) => one?.agreementNumber ?? []));

  expect(numbers.size).toBe(1);
  expect(both.flatMap(({ codes }) => codes).every((code) => code === 'STEP_REFUSED')).toBe(true);
  expect((await confirm(crypto.randomUUID())).codes).toEqual(['STEP_REFUSED']);
});
