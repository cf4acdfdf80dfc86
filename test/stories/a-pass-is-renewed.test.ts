import { SAMPLES } from '@seisi/gateway/documents/samples.testing';
import { connect } from '@seisi/migrations/connection';
import { type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { folderForDocuments } from '../setup/documents.ts';
import { type House, openHouse } from '../setup/house.ts';

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; the test says what it expects of it.
type Json = any;

let house: House;
let admin: postgres.Sql;
let pass: string;
const store = folderForDocuments();
const employer = personas['outside-father'].token;
const officer = personas['pass-officer'].token;
const second = { ...officer, sub: 'officer-imigresen-002' };
beforeAll(async () => {
  house = await openHouse({ now: () => NOW, documents: store.documents });
  admin = connect(house.adminUrl);
  await admin`insert into person.ground_fact ${admin({
    ...{ id: 'POS-imigresen-2', kind: 'POSTING', holder: second.sub, agency: 'imigresen', areas: ['MY'] },
    ...{
      subject_key: crypto.randomUUID(),
      classes: ['register', 'identity', 'pass'],
      valid_from: '2025-01-01',
    },
  })}`;
  // The helper's pass ends soon: its window is open.
  const [row] = await admin`update pass.work_pass set expires_on = '2026-03-01'
    where household_key is not null and employer_id in (select id from pass.employer where person_key =
      (select key from person.person where id = ${employer.person ?? ''})) returning id`;
  pass = row?.['id'];
});
afterAll(async () => {
  await admin?.end();
  await house?.close();
  store.remove();
});

const FILE = `file { id renewal { id reference status missing levy levyPaidOn issued { number startsOn expiresOn status }
  pass { status } checks { condition answer } steps { act } notices { event } documents { kind } } }`;
const WHAT: Readonly<Record<string, string>> = {
  ...{ registerPassEmployer: 'recorded', activatePassEmployer: 'recorded' },
  attachPassDocument: 'upload file { id }',
};

async function act(by: PersonaToken, field: string, input: object): Promise<{ told: Json; codes: string[] }> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await house.askWith(by, {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { ${WHAT[field] ?? FILE} } }`,
    variables: { input: { idempotencyKey: crypto.randomUUID(), ...input } },
  });
  const told = data?.[field];
  return { told: told?.file?.renewal ?? told, codes: errors.map(({ extensions }) => extensions.code) };
}

async function done(by: PersonaToken, field: string, input: object): Promise<Json> {
  const { told, codes } = await act(by, field, input);
  expect([field, ...codes]).toEqual([field]);
  return told;
}

async function attach(
  renewal: string,
  kind: string,
  type: 'application/pdf' | 'image/png' = 'application/pdf',
) {
  const { upload } = await done(employer, 'attachPassDocument', { renewal, kind });
  const headers = { authorization: `Bearer ${await house.sign(employer)}`, 'content-type': type };
  const body = new Uint8Array(SAMPLES[type]);
  const response = await fetch(`${house.url}${upload}`, { method: 'PUT', headers, body });
  await response.arrayBuffer();
  return response.status;
}

const PAPERS = { passportExpiresOn: '2029-01-01', medicalOn: '2025-12-01', email: 'majikan@mail.example' };
const DOCUMENTS = ['PASSPORT', 'CURRENT_PASS', 'MEDICAL_RESULT', 'LEVY_PROOF', 'ATTESTED_CONTRACT'];
const CONDITIONS = [
  ...['EMPLOYER_NOT_BLACKLISTED', 'WORKER_NOT_BLACKLISTED', 'WORKER_NOT_ABSCONDED', 'INSURED', 'GUARANTEED'],
];

async function submitted(): Promise<string> {
  const { id } = await done(employer, 'beginPassRenewal', { pass, ...PAPERS });
  for (const kind of DOCUMENTS) expect(await attach(id, kind)).toBe(201);
  await done(employer, 'submitPassRenewal', { renewal: id });
  return id;
}

const files = async (by: PersonaToken): Promise<string[]> => {
  const { data } = await house.askWith(by, { query: '{ passRenewalFiles { edges { node { id } } } }' });
  return data?.passRenewalFiles?.edges.map(({ node }: Json) => node.id) ?? [];
};

test('an employer is registered by who speaks for it and activated by an officer; a company has one speaker', async () => {
  const company = { ssmNumber: '202501000123', name: 'Syarikat Contoh Sdn. Bhd.' };
  expect(await done(employer, 'registerPassEmployer', company)).toEqual({ recorded: true });
  expect(await done(employer, 'registerPassEmployer', company)).toEqual({ recorded: true });
  expect((await act(personas.citizen.token, 'registerPassEmployer', company)).codes).toEqual([
    'STEP_REFUSED',
  ]);
  const both = { ...company, household: personas['outside-father'].profileHousehold };
  expect((await act(employer, 'registerPassEmployer', both)).codes).toEqual(['BAD_USER_INPUT']);
  const { data } = await house.askWith(employer, {
    query: '{ viewer { person { id employers { id kind status } } } }',
  });
  const { id: person, employers } = data.viewer.person;
  const made = employers.find(({ kind }: Json) => kind === 'COMPANY');
  expect(made.status).toBe('REGISTERED');
  const which = { person, employer: made.id };
  expect((await act(employer, 'activatePassEmployer', which)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  await done(officer, 'activatePassEmployer', which);
  expect((await act(officer, 'activatePassEmployer', which)).codes).toEqual(['STEP_REFUSED']);
});

test('a pass is renewed from the first form to the new pass: complete, checked in three values, paid to the sen, issued by a second officer', async () => {
  expect((await act(personas.citizen.token, 'beginPassRenewal', { pass, ...PAPERS })).codes).toEqual([
    'NOT_FOUND',
  ]);
  const short = { pass, ...PAPERS, passportExpiresOn: '2027-01-01' };
  expect((await act(employer, 'beginPassRenewal', short)).codes).toEqual(['STEP_REFUSED']);
  const begun = { pass, ...PAPERS, idempotencyKey: 'begin' };
  const draft = await done(employer, 'beginPassRenewal', begun);
  expect((await done(employer, 'beginPassRenewal', begun)).id).toBe(draft.id);
  expect((await act(employer, 'beginPassRenewal', { pass, ...PAPERS })).codes).toEqual(['STEP_REFUSED']);
  expect(draft).toMatchObject({ status: 'DRAFT', missing: DOCUMENTS });
  const renewal = draft.id;
  expect((await act(employer, 'submitPassRenewal', { renewal })).codes).toEqual(['STEP_REFUSED']);
  expect(await files(officer)).not.toContain(renewal);
  expect(
    (await act(officer, 'recordPassCheck', { renewal, condition: 'INSURED', answer: 'PASSED' })).codes,
  ).toEqual(['NOT_FOUND']);
  // PDF or JPEG alone (S4).
  expect(await attach(renewal, 'PASSPORT', 'image/png')).not.toBe(201);
  for (const kind of DOCUMENTS) expect(await attach(renewal, kind)).toBe(201);
  await done(employer, 'submitPassRenewal', { renewal });
  expect(await files(officer)).toContain(renewal);
  expect(await files(personas['jkm-officer'].token)).not.toContain(renewal);

  await done(officer, 'returnPassRenewal', { renewal, note: 'The contract is not attested.' });
  expect(await done(employer, 'submitPassRenewal', { renewal })).toMatchObject({ status: 'SUBMITTED' });
  for (const condition of CONDITIONS.slice(1))
    await done(officer, 'recordPassCheck', { renewal, condition, answer: 'PASSED' });
  expect((await act(officer, 'askForPassLevy', { renewal })).codes).toEqual(['STEP_REFUSED']);
  const [first] = CONDITIONS;
  await done(officer, 'recordPassCheck', { renewal, condition: first, answer: 'PASSED' });
  const two = await Promise.all([officer, second].map((who) => act(who, 'askForPassLevy', { renewal })));
  expect(two.map(({ codes }) => codes).toSorted()).toEqual([[], ['STEP_REFUSED']]);

  const paid = { renewal, reference: 'LEVI-1', paidOn: '2026-01-15' };
  expect((await act(officer, 'recordPassLevy', { ...paid, amount: 40_999 })).codes).toEqual([
    'BAD_USER_INPUT',
  ]);
  expect(await done(officer, 'recordPassLevy', { ...paid, amount: 41_000 })).toMatchObject({
    status: 'APPROVED',
  });
  expect((await act(employer, 'cancelPassRenewal', { renewal })).codes).toEqual(['STEP_REFUSED']);
  expect((await act(officer, 'issuePass', { renewal })).codes).toEqual(['STEP_REFUSED']);
  const issued = await done(second, 'issuePass', { renewal, idempotencyKey: 'issue' });
  expect(await done(second, 'issuePass', { renewal, idempotencyKey: 'issue' })).toEqual(issued);
  expect(issued).toMatchObject({
    ...{ status: 'ISSUED', levy: 41_000, pass: { status: 'REPLACED' } },
    issued: { startsOn: '2026-03-02', expiresOn: '2027-03-01', status: 'ACTIVE' },
  });
  expect(issued.steps.map(({ act: step }: Json) => step)).toEqual([
    ...['SUBMIT', 'RETURN', 'SUBMIT', 'CHECK', 'ASK_LEVY', 'PAY', 'ISSUE'],
  ]);
});

test('a renewal is rejected with a reason, and another is open; who speaks for the employer cancels one', async () => {
  const [row] = await admin`update pass.work_pass set expires_on = '2026-03-01', replaced_on = null
    where id = ${pass} returning id`;
  expect(row?.['id']).toBe(pass);
  const renewal = await submitted();
  await done(officer, 'recordPassCheck', { renewal, condition: 'WORKER_NOT_ABSCONDED', answer: 'FAILED' });
  expect((await act(officer, 'askForPassLevy', { renewal })).codes).toEqual(['STEP_REFUSED']);
  const rejected = { renewal, note: 'The worker was reported as gone.' };
  expect(await done(officer, 'rejectPassRenewal', rejected)).toMatchObject({ status: 'REJECTED' });
  expect((await act(officer, 'rejectPassRenewal', rejected)).codes).toEqual(['STEP_REFUSED']);
  const { id } = await done(employer, 'beginPassRenewal', { pass, ...PAPERS });
  expect(await done(employer, 'cancelPassRenewal', { renewal: id })).toMatchObject({ status: 'CANCELLED' });
});
