import { setTimeout as wait } from 'node:timers/promises';
import { AGREEMENT } from '@seisi/migrations/seed/agency-code';
import { castOf } from '@seisi/migrations/seed/known';
import { type PersonaName, personas } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const agreement = AGREEMENT.c4u;
const REASON = 'Kebocoran disyaki; siasatan sedang dijalankan.';
const FIELDS = `number status terms { classes areas dailySubjects validUntil } pending { id resumes reason terms { classes } }
  steps { act by reason terms { classes } }`;

async function act(
  who: PersonaName,
  field: string,
  input: object,
  idempotencyKey: string = crypto.randomUUID(),
) {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await house.ask(who, {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { agreement { ${FIELDS} } } }`,
    variables: { input: { agreement, ...input, idempotencyKey } },
  });
  return { agreement: data?.[field]?.agreement, codes: errors.map(({ extensions }) => extensions.code) };
}

/** What the state's client is told of the known household: its number, and the name of its head. */
async function told(): Promise<string> {
  const { data } = await house.askWith(
    { ...personas['state-upen'].token, acr: 'high' },
    {
      query: `{ household(id: "${castOf(1).known.id}") { registrationNumber headOfHousehold { name } } }`,
    },
  );
  if (data?.household == null) return 'nothing';
  return data.household.headOfHousehold?.name == null ? 'number' : 'number and name';
}

/** Facts travel within a second; the machine may be busy. */
async function becomes(expected: string): Promise<void> {
  let last = '';
  for (let nth = 0; nth < 400; nth += 1) {
    last = await told();
    if (last === expected) return;
    await wait(25);
  }
  throw new Error(`It never came to be ${expected}: ${last}.`);
}

test('one officer of the provider suspends it at once; two make it take effect again', async () => {
  await becomes('number and name');
  expect((await act('icu-officer', 'suspendAgreement', { reason: REASON })).codes).toEqual(['NOT_FOUND']);
  expect((await act('district-officer', 'suspendAgreement', { reason: REASON })).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  const key = crypto.randomUUID();
  expect((await act('data-officer', 'suspendAgreement', { reason: REASON }, key)).agreement.status).toBe(
    'SUSPENDED',
  );
  expect((await act('data-officer', 'suspendAgreement', { reason: REASON }, key)).codes).toEqual([]);
  await becomes('nothing');
  expect((await act('headquarters-officer', 'suspendAgreement', { reason: REASON })).codes).toEqual([
    'STEP_REFUSED',
  ]);

  const proposed = await act('data-officer', 'proposeAgreementChange', {
    resumes: true,
    reason: 'Siasatan selesai.',
  });
  const change = proposed.agreement.pending.id;
  expect((await act('data-officer', 'confirmAgreementChange', { change })).codes).toEqual(['STEP_REFUSED']);
  expect(await told()).toBe('nothing');
  expect((await act('headquarters-officer', 'confirmAgreementChange', { change })).agreement.status).toBe(
    'IN_FORCE',
  );
  await becomes('number and name');
});

test('two officers change it to less, and never to more; what waits the holder does not see', async () => {
  const terms = {
    ...{
      classes: ['register', 'area', 'kinship', 'poverty'],
      purposes: ['SERVICE_DELIVERY'],
      areas: ['5_5'],
    },
    ...{ population: 'ALL', dailySubjects: 500, validUntil: '2026-12-01' },
  };
  const wider = { ...terms, classes: [...terms.classes, 'bank'] };
  expect(
    (
      await act('headquarters-officer', 'proposeAgreementChange', {
        terms: wider,
        resumes: false,
        reason: REASON,
      })
    ).codes,
  ).toEqual(['BAD_USER_INPUT']);
  expect(
    (await act('headquarters-officer', 'proposeAgreementChange', { resumes: false, reason: REASON })).codes,
  ).toEqual(['BAD_USER_INPUT']);
  expect(
    (await act('headquarters-officer', 'proposeAgreementChange', { terms, resumes: true, reason: REASON }))
      .codes,
  ).toEqual(['STEP_REFUSED']);
  const first = await act('headquarters-officer', 'proposeAgreementChange', {
    terms,
    resumes: false,
    reason: REASON,
  });
  const declined = await act('data-officer', 'declineAgreementChange', {
    change: first.agreement.pending.id,
    reason: 'Semak semula kawasan.',
  });
  expect(declined.agreement.pending).toBeNull();
  expect(
    (await act('data-officer', 'confirmAgreementChange', { change: first.agreement.pending.id })).codes,
  ).toEqual(['STEP_REFUSED']);

  const second = await act('headquarters-officer', 'proposeAgreementChange', {
    terms,
    resumes: false,
    reason: REASON,
  });
  const seen = await house.ask('state-upen', {
    query: `{ agreement(number: "${agreement}") { ${FIELDS} summary(language: EN) } }`,
  });
  expect(seen.data.agreement.pending).toBeNull();
  expect(seen.data.agreement.summary).toContain('in 05; about at most 1000 subjects a day');
  await becomes('number and name');
  const change = { change: second.agreement.pending.id };
  const both = await Promise.all([
    act('data-officer', 'confirmAgreementChange', change),
    act('data-officer', 'confirmAgreementChange', change),
  ]);
  expect(both.flatMap(({ codes }) => codes)).toEqual(['STEP_REFUSED']);
  await becomes('number');
  const after = await house.ask('state-upen', {
    query: `{ agreement(number: "${agreement}") { ${FIELDS} summary } agreements { edges { node { number } } } }`,
  });
  expect(after.data.agreement.summary).toContain('di 5_5; kira-kira paling banyak 500 subjek sehari');
  expect(after.data.agreement.steps.at(-1)).toMatchObject({
    act: 'CONFIRM_CHANGE',
    terms: { classes: terms.classes.toSorted() },
  });
  expect(after.data.agreements.edges).toEqual([{ node: { number: agreement } }]);
});

test('it ends at once and for good, by one officer, and nobody brings it back', async () => {
  expect((await act('icu-officer', 'endAgreement', { reason: REASON })).codes).toEqual(['NOT_FOUND']);
  expect(
    (await act('headquarters-officer', 'endAgreement', { reason: 'Program tamat.' })).agreement.status,
  ).toBe('ENDED');
  await becomes('nothing');
  for (const [field, input] of [
    ['suspendAgreement', { reason: REASON }],
    ['proposeAgreementChange', { resumes: true, reason: REASON }],
    ['endAgreement', { reason: REASON }],
  ] as const)
    expect((await act('data-officer', field, input)).codes).toEqual(['STEP_REFUSED']);
});

test('a breach is reported by its agency, told to whom the law names, closed by another officer, and seen by both sides of its agreement', async () => {
  const breach = async (who: PersonaName, field: string, input: object) => {
    const { data, errors } = await house.ask(who, {
      query: `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { breach {
        id status isSignificant isOverdue personsDueAt agreement { number } } } }`,
      variables: { input: { ...input, idempotencyKey: crypto.randomUUID() } },
    });
    return { told: data?.[field]?.breach, codes: errors.map(({ extensions }) => extensions.code) };
  };
  const said = {
    agreement,
    kind: 'UNAUTHORISED_SHARING',
    classes: ['register', 'health'],
    persons: 12,
    hoursSinceDiscovery: 80,
  };
  expect((await breach('icu-officer', 'reportBreach', said)).codes).toEqual(['BAD_USER_INPUT']);
  const { told } = await breach('data-officer', 'reportBreach', said);
  expect(told).toMatchObject({
    status: 'OPEN',
    isSignificant: true,
    isOverdue: true,
    agreement: { number: agreement },
  });
  const on = { breach: told.id };
  expect((await breach('icu-officer', 'closeBreach', on)).codes).toEqual(['NOT_FOUND']);
  expect((await breach('headquarters-officer', 'closeBreach', on)).codes).toEqual(['STEP_REFUSED']);
  for (const to of ['DIRECTOR_GENERAL', 'COMMISSIONER', 'PERSONS'])
    expect((await breach('data-officer', 'recordBreachNotification', { ...on, to })).codes).toEqual([]);
  expect((await breach('data-officer', 'closeBreach', on)).codes).toEqual(['STEP_REFUSED']);
  expect((await breach('headquarters-officer', 'closeBreach', on)).told.status).toBe('CLOSED');
  const seen = async (who: PersonaName) =>
    (await house.ask(who, { query: '{ breachReports { edges { node { id } } } }' })).data?.breachReports
      ?.edges ?? null;
  expect(await seen('headquarters-officer')).toEqual([{ node: { id: told.id } }]);
  expect(await seen('icu-officer')).toEqual([]);
  expect(await seen('auditor')).toBeNull();
});
