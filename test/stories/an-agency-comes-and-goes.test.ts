import { setTimeout as wait } from 'node:timers/promises';
import { castOf } from '@seisi/migrations/seed/known';
import type { PersonaName, PersonaToken } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const { known } = castOf(1);
const WHY = 'Audit sedang dijalankan.';

async function act(
  who: PersonaName | PersonaToken,
  field: string,
  input: object,
  told = 'agency { code status }',
) {
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

/** What the hospital's client is told of a household under its agreement: nothing while that opens nothing. */
async function isTold(): Promise<boolean> {
  const { data } = await house.ask('hospital', {
    query: 'query ($id: ID!) { household(id: $id) { id } }',
    variables: { id: known.id },
  });
  return data?.household != null;
}

/** Facts are told within a second (`test/wire/revocation.test.ts`); the machine may be busy. */
async function becomes(told: boolean): Promise<void> {
  for (let nth = 0; nth < 400; nth += 1) {
    if ((await isTold()) === told) return;
    await wait(25);
  }
  throw new Error(`It never came to be ${told ? 'open' : 'closed'}.`);
}

const HOSPITAL = { agency: 'hospital-tuanku' };

test('a suspended agency’s agreement opens nothing; two officers resume it, and it opens again', async () => {
  expect(await isTold()).toBe(true);
  const done = await act('data-officer', 'suspendAgency', { ...HOSPITAL, reason: WHY });
  expect(done.told).toEqual({ agency: { code: 'hospital-tuanku', status: 'SUSPENDED' } });
  await becomes(false);
  const { data } = await house.ask('citizen', { query: '{ agencies { code status } }' });
  expect(data.agencies).toContainEqual({ code: 'hospital-tuanku', status: 'SUSPENDED' });

  const why = { ...HOSPITAL, reason: 'Audit telah selesai.' };
  expect((await act('data-officer', 'confirmAgencyResumption', HOSPITAL)).codes).toEqual(['STEP_REFUSED']);
  const proposed = await act('data-officer', 'proposeAgencyResumption', why);
  expect(proposed.told.agency.status).toBe('SUSPENDED');
  expect((await act('data-officer', 'confirmAgencyResumption', HOSPITAL)).codes).toEqual(['STEP_REFUSED']);
  expect(await isTold()).toBe(false);
  const resumed = await act('headquarters-officer', 'confirmAgencyResumption', HOSPITAL);
  expect(resumed.told.agency.status).toBe('ACTIVE');
  await becomes(true);
});

test('of two who confirm its end at once one does; it is for ever, and everything that was done is kept', async () => {
  expect((await act('data-officer', 'proposeAgencyEnd', { ...HOSPITAL, reason: WHY })).codes).toEqual([]);
  expect(await isTold()).toBe(true);
  const both = await Promise.all([
    act('headquarters-officer', 'confirmAgencyEnd', { ...HOSPITAL, idempotencyKey: 'one' }),
    act('headquarters-officer', 'confirmAgencyEnd', { ...HOSPITAL, idempotencyKey: 'two' }),
  ]);
  expect(both.flatMap(({ codes }) => codes)).toEqual(['STEP_REFUSED']);
  await becomes(false);
  const key = both[0]?.codes.length === 0 ? 'one' : 'two';
  const again = await act('headquarters-officer', 'confirmAgencyEnd', { ...HOSPITAL, idempotencyKey: key });
  expect(again.told.agency.status).toBe('ENDED');

  for (const [field, said] of [
    ['suspendAgency', { reason: WHY }],
    ['proposeAgencyResumption', { reason: WHY }],
    ['confirmAgencyResumption', {}],
    ['proposeAgencyEnd', { reason: WHY }],
    ['confirmAgencyEnd', {}],
  ] as const)
    expect((await act('data-officer', field, { ...HOSPITAL, ...said })).codes).toEqual(['STEP_REFUSED']);
  expect(await isTold()).toBe(false);

  const steps = '{ agencySteps(agency: "hospital-tuanku") { act fromStatus toStatus by reason } }';
  const { data } = await house.ask('headquarters-officer', { query: steps });
  expect(data.agencySteps.map(({ act: done }: { readonly act: string }) => done)).toEqual([
    ...['SUSPEND', 'PROPOSE_RESUMPTION', 'CONFIRM_RESUMPTION', 'PROPOSE_END', 'CONFIRM_END'],
  ]);
  expect(data.agencySteps[0]).toMatchObject({ fromStatus: 'ACTIVE', toStatus: 'SUSPENDED', reason: WHY });
});

test('an officer of the own agency, of no such duty, or of a suspended agency decides nothing', async () => {
  expect((await act('data-officer', 'suspendAgency', { agency: 'jkm', reason: WHY })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  expect((await act('data-officer', 'suspendAgency', { agency: 'nobody', reason: WHY })).codes).toEqual([
    'NOT_FOUND',
  ]);
  expect((await act('data-officer', 'suspendAgency', { agency: 'ngo', reason: 'x' })).codes).toEqual([
    'BAD_USER_INPUT',
  ]);
  for (const who of ['icu-officer', 'auditor', 'citizen', 'ngo'] as const)
    expect((await act(who, 'suspendAgency', { agency: 'hospital-tuanku', reason: WHY })).codes).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);

  const crisis = {
    ...{ kind: 'FLOOD', areas: ['5_5'], agencies: ['jkm'], hours: 1, title: 'Banjir' },
  };
  const reports = () => act('icu-officer', 'reportIncident', crisis, 'incident { id }');
  expect((await reports()).codes).toEqual([]);
  expect((await act('data-officer', 'suspendAgency', { agency: 'icu-jpm', reason: WHY })).codes).toEqual([]);
  // At once: the duty is read from the posting's own row, whatever the officer's passport still says.
  expect((await reports()).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
});

const ASKING = {
  ...{ name: 'Pertubuhan Kasih Rekaan', kind: 'NGO' },
  ...{ registrationScheme: 'SSM', registrationNumber: '201901000005' },
  ...{ contactEmail: 'pejabat@kasih.example', contactPhone: '0312345678' },
  ...{ letterReference: 'PKR/1/2026', letterDate: '2026-01-10', letterSha256: 'ab'.repeat(32) },
};
const OF = 'application { id status reference agency { code status kind } steps { act toStatus by reason } }';

const ask = async (who: PersonaName, field: string, input: object) => {
  const { told, codes } = await act(who, field, input, OF);
  return { application: told?.application, codes };
};
const { letterSha256 } = ASKING;

/** An application whose number, where it has one, and letter the data officer has checked. */
async function checked(who: PersonaName, given: Partial<typeof ASKING> | object = {}): Promise<string> {
  const asking = { ...ASKING, ...given };
  const { application, codes } = await ask(who, 'applyAsAgency', asking);
  expect(codes).toEqual([]);
  const { registrationNumber } = asking;
  const on = { application: application.id };
  if (registrationNumber !== null)
    expect((await ask('data-officer', 'checkAgencyNumber', { ...on, registrationNumber })).codes).toEqual([]);
  expect((await ask('data-officer', 'checkAgencyLetter', { ...on, letterSha256 })).codes).toEqual([]);
  return application.id;
}

test('a citizen applies for a company; number and letter are checked by one officer, and another admits it', async () => {
  const applied = await ask('citizen', 'applyAsAgency', ASKING);
  expect(applied.application).toMatchObject({ status: 'APPLIED', agency: null });
  const on = { application: applied.application.id };
  const admit = (who: PersonaName, code = 'kasih') => ask(who, 'admitAgency', { ...on, code });
  expect((await admit('headquarters-officer')).codes).toEqual(['STEP_REFUSED']);
  const wrong = { ...on, registrationNumber: '201901000006' };
  expect((await ask('data-officer', 'checkAgencyNumber', wrong)).codes).toEqual(['STEP_REFUSED']);
  const right = { ...on, registrationNumber: ASKING.registrationNumber };
  expect((await ask('data-officer', 'checkAgencyNumber', right)).application.status).toBe('NUMBER_CHECKED');
  const other = { ...on, letterSha256: 'cd'.repeat(32) };
  expect((await ask('data-officer', 'checkAgencyLetter', other)).codes).toEqual(['STEP_REFUSED']);
  expect((await ask('data-officer', 'checkAgencyLetter', { ...on, letterSha256 })).application.status).toBe(
    'LETTER_CHECKED',
  );
  expect((await admit('data-officer')).codes).toEqual(['STEP_REFUSED']);
  expect((await admit('headquarters-officer', 'jkm')).codes).toEqual(['STEP_REFUSED']);
  const { application } = await admit('headquarters-officer');
  expect(application).toMatchObject({
    ...{ status: 'ADMITTED', agency: { code: 'kasih', status: 'ACTIVE', kind: 'NGO' } },
    steps: [{ by: null }, { by: 'officer-jkm-data-001' }, { act: 'CHECK_LETTER' }, { act: 'ADMIT' }],
  });
  // Who applied sees what was done, and not by whom.
  const { data } = await house.ask('citizen', {
    query: `{ agencyApplication(id: "${application.id}") { status steps { act by } } agencies { code } }`,
  });
  expect(data.agencyApplication.steps.map(({ by }: { readonly by: unknown }) => by)).toEqual([
    ...[null, null, null, null],
  ]);
  expect(data.agencies).toContainEqual({ code: 'kasih' });
});

test('a society is admitted once, whoever asks and however often; a ministry comes by its letter alone', async () => {
  const ros = { registrationScheme: 'ROS', registrationNumber: 'PPM-001-10-01012020' };
  const [one, two] = [await checked('citizen', ros), await checked('second-adult', ros)];
  const both = await Promise.all([
    ask('headquarters-officer', 'admitAgency', { application: one, code: 'sehati' }),
    ask('headquarters-officer', 'admitAgency', { application: two, code: 'sehati-dua' }),
  ]);
  expect(both.flatMap(({ codes }) => codes)).toEqual(['STEP_REFUSED']);
  const seeded = await checked('citizen', { ...ros, registrationNumber: 'PPM-000-00-01012001' });
  const again = { application: seeded, code: 'prihatin-lagi' };
  expect((await ask('headquarters-officer', 'admitAgency', again)).codes).toEqual(['STEP_REFUSED']);

  const unit = { kind: 'STATE', registrationScheme: null, registrationNumber: null };
  const { application } = await ask('headquarters-officer', 'admitAgency', {
    ...{ application: await checked('citizen', unit), code: 'upen-rekaan' },
  });
  expect(application.agency).toEqual({ code: 'upen-rekaan', status: 'ACTIVE', kind: 'STATE' });
  const named = { ...ASKING, ...unit, registrationScheme: 'SSM', registrationNumber: '201901000005' };
  expect((await ask('citizen', 'applyAsAgency', named)).codes).toEqual(['BAD_USER_INPUT']);
});

test('a refusal has a reason and is final, and the same organisation may ask anew; who applied withdraws, and nobody else', async () => {
  const key = crypto.randomUUID();
  const asking = { ...ASKING, registrationNumber: '1312525-A' };
  const first = await ask('citizen', 'applyAsAgency', { ...asking, idempotencyKey: key });
  const same = await ask('citizen', 'applyAsAgency', { ...asking, idempotencyKey: key });
  expect(same.application.id).toBe(first.application.id);
  const on = { application: first.application.id };
  const why = { ...on, reason: 'Nombor tidak ditemui.' };
  const { application } = await ask('data-officer', 'refuseAgency', why);
  expect(application).toMatchObject({ status: 'REFUSED', agency: null, steps: [{}, { reason: why.reason }] });
  expect((await ask('headquarters-officer', 'refuseAgency', why)).codes).toEqual(['STEP_REFUSED']);

  const { application: second } = await ask('citizen', 'applyAsAgency', asking);
  expect(second.id).not.toBe(first.application.id);
  const withdrawn = { application: second.id };
  expect((await ask('second-adult', 'withdrawAgencyApplication', withdrawn)).codes).toEqual(['NOT_FOUND']);
  expect((await ask('citizen', 'withdrawAgencyApplication', withdrawn)).application.status).toBe('WITHDRAWN');
  const late = { ...withdrawn, registrationNumber: '1312525-A' };
  expect((await ask('data-officer', 'checkAgencyNumber', late)).codes).toEqual(['STEP_REFUSED']);

  for (const who of ['icu-officer', 'auditor', 'ngo'] as const) {
    expect((await ask(who, 'applyAsAgency', asking)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect((await ask(who, 'refuseAgency', why)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  }
  const list = '{ agencyApplications(first: 100) { edges { node { id } } } }';
  const listed = async (who: PersonaName) => {
    const { data } = await house.ask(who, { query: list });
    return data?.agencyApplications?.edges.map(
      ({ node }: { readonly node: { readonly id: string } }) => node.id,
    );
  };
  expect(await listed('data-officer')).toEqual(expect.arrayContaining([second.id, on.application]));
  expect(await listed('citizen')).toContain(second.id);
  expect(await listed('second-adult')).not.toContain(second.id);
  expect(await listed('icu-officer')).toBeUndefined();
});
