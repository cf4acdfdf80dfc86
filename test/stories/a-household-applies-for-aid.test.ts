import { SAMPLES } from '@seisi/gateway/documents/samples.testing';
import { CAST, castMember, PLACE } from '@seisi/migrations/seed/known';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseIncomplete } from '../../subgraphs/aid/application.step.ts';
import { openDueClocks } from '../../subgraphs/aid/due-clock.work.ts';
import { NOW } from '../oracle/oracle.ts';
import { folderForDocuments, putDocument } from '../setup/documents.ts';
import { type House, openHouse } from '../setup/house.ts';
import { tableReceipts, untilInTree } from '../setup/table-receipts.ts';

const HEAD = castMember(1, CAST.known, PLACE.known.head);
const SEREMBAN = '5_5';
const OF_OWN = `query ($reference: String!) { application(reference: $reference) { application {
  status submittedAt completeAt decidedAt dueOn documentsDueOn isOverdue decision { reason } award { amount startsOn }
  steps { act toStatus } } } }`;

let house: House;
const { documents, remove } = folderForDocuments();
beforeAll(async () => {
  house = await openHouse({ now: () => NOW, receipts: tableReceipts, documents });
});
afterAll(async () => {
  await house?.close();
  remove();
});

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; the test says what it expects of it.
type Json = any;

/** Takes an act; gives what came of it. */
async function act(who: PersonaName, field: string, input: object, payload: string): Promise<Json> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await house.ask(who, { query, variables: { input: given } });
  expect(errors, field).toEqual([]);
  return data[field];
}

async function refusal(who: PersonaName, field: string, input: object): Promise<unknown[]> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { application { id } } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  const { errors } = await house.ask(who, { query, variables: { input: given } });
  return errors.map(({ extensions }) => extensions['code']);
}

/** How many applications are refused as incomplete at an instant. */
async function lapsedBy(instant: string): Promise<number> {
  const [now, databaseUrl] = [() => Date.parse(instant), house.adminUrl];
  const clocks = openDueClocks({ databaseUrl, now, onNotice: () => {}, lapse: refuseIncomplete });
  try {
    return await clocks.turn();
  } finally {
    await clocks.close();
  }
}

async function ownView(reference: string): Promise<Json> {
  const { data, errors } = await house.ask('citizen', { query: OF_OWN, variables: { reference } });
  expect(errors).toEqual([]);
  return data.application.application;
}

/** Sends a document; it is there then. */
async function send(input: object): Promise<void> {
  const { upload } = await act('citizen', 'attachDocument', input, 'upload');
  const pdf = { bytes: SAMPLES['application/pdf'], type: 'application/pdf' };
  expect(await putDocument(house, 'citizen', upload, pdf)).toBe(201);
}

/** Sends with a draft what its scheme requires. */
async function sendRequired(draft: string, scheme: string): Promise<void> {
  const { data } = await house.ask('citizen', {
    query: '{ schemes { code documents { kind isRequired } } }',
  });
  const { documents: needed } = data.schemes.find(({ code }: Json) => code === scheme);
  for (const { kind, isRequired } of needed) if (isRequired) await send({ draft, kind });
}

/** From the first form to submission; gives identifier and reference number. */
async function applied(scheme: string): Promise<{ application: string; reference: string }> {
  const { draft } = await act(
    'citizen',
    'startApplication',
    { scheme },
    'draft { id draft { revision missing } }',
  );
  expect(draft.draft).toEqual({ revision: 1, missing: ['HOUSEHOLD', 'EMPLOYMENT', 'AID', 'CONTACT'] });
  const stages = [
    ['stateHousehold', { district: SEREMBAN, members: 3, minors: 1, monthlyIncome: 110_000 }],
    ['stateEmployment', { status: 'SELF_EMPLOYED', monthlyIncome: 60_000 }],
    ['stateAid', { reason: 'The shop is closed.', receives: [] }],
    ['stateContact', { phone: '+60123456789', language: 'MS' }],
  ] as const;
  for (const [place, [field, stated]] of stages.entries())
    await act('citizen', field, { draft: draft.id, revision: place + 1, ...stated }, 'draft { id }');
  await sendRequired(draft.id, scheme);

  const { data } = await house.ask('citizen', {
    query: '{ drafts { id draft { revision missing household { monthlyIncome } contact { phone } } } }',
  });
  const contact = { phone: '+60123456789' };
  expect(data.drafts).toEqual([
    { id: draft.id, draft: { revision: 5, missing: [], household: { monthlyIncome: 110_000 }, contact } },
  ]);
  const sent = { draft: draft.id, revision: 5 };
  const { application } = await act('citizen', 'submitApplication', sent, 'application { id reference }');
  return { application: application.id, reference: application.reference };
}

test('a head of household applies, completes the documents, and is granted aid by two officers', async () => {
  const { application, reference } = await applied('BA');
  // Thirty working days of Negeri Sembilan after 15 January 2026: Thaipusam fell on a Sunday, and Lunar New Year on two working days.
  const days = { dueOn: '2026-03-03', documentsDueOn: null, isOverdue: false };
  expect(await ownView(reference)).toMatchObject({
    status: 'IN_PROCESS',
    award: null,
    decision: null,
    ...days,
  });

  const stated = 'application { statement { household { monthlyIncome members } aid { reason } } }';
  const { data } = await house.ask('district-officer', {
    query: `query ($reference: String!) { application(reference: $reference) { ${stated} } }`,
    variables: { reference },
  });
  expect(data.application.application.statement).toEqual({
    ...{ household: { monthlyIncome: 110_000, members: 3 }, aid: { reason: 'The shop is closed.' } },
  });

  const missing = { application, kinds: ['INCOME_PROOF'], reason: 'The payslip is missing.' };
  await act('district-officer', 'askForDocuments', missing, 'application { id }');
  const waiting = { status: 'DOCUMENTS_REQUIRED', dueOn: null, documentsDueOn: '2026-01-29' };
  expect(await ownView(reference)).toMatchObject(waiting);
  expect(await refusal('district-officer', 'proposeDecision', { ...APPROVAL, application })).toEqual([
    'STEP_REFUSED',
  ]);
  expect(await refusal('citizen', 'completeApplication', { application })).toEqual(['STEP_REFUSED']);
  await send({ application, kind: 'INCOME_PROOF' });
  await act('citizen', 'completeApplication', { application }, 'application { id }');

  const visit = { application, visitedOn: '2025-12-30', findings: 'As stated.', householdIncome: 110_000 };
  await act('district-officer', 'recordInvestigation', visit, 'application { id }');
  await act('district-officer', 'proposeDecision', { ...APPROVAL, application }, 'application { id }');
  expect(await refusal('district-officer', 'confirmDecision', { application })).toEqual(['STEP_REFUSED']);
  await act('jkm-officer', 'confirmDecision', { application }, 'application { id }');

  expect(await ownView(reference)).toMatchObject({
    status: 'APPROVED',
    decision: { reason: 'Below the line.' },
    award: { amount: 15_000, startsOn: '2026-02-01' },
    steps: ['SUBMIT', 'ASK_FOR_DOCUMENTS', 'COMPLETE', 'APPROVE'].map((taken) =>
      expect.objectContaining({ act: taken }),
    ),
  });
});

test('another application is refused, and the applicant reads why', async () => {
  const { application, reference } = await applied('GP');
  const refused = { application, outcome: 'REJECT', reason: 'There is no project plan.' };
  await act('jkm-officer', 'proposeDecision', refused, 'application { id }');
  await act('district-officer', 'confirmDecision', { application }, 'application { id }');
  expect(await ownView(reference)).toMatchObject({
    ...{ status: 'REJECTED', decision: { reason: 'There is no project plan.' }, award: null },
  });
});

test('an application whose documents never come is refused by itself after fourteen days, with the reason', async () => {
  const { application, reference } = await applied('BTB');
  const missing = { application, kinds: ['INCOME_PROOF'], reason: 'The payslip is missing.' };
  await act('district-officer', 'askForDocuments', missing, 'application { id }');
  expect(await lapsedBy('2026-01-29T23:59:59+08:00')).toBe(0);
  expect(await lapsedBy('2026-01-30T00:00:00+08:00')).toBe(1);
  expect(await ownView(reference)).toMatchObject({
    ...{ status: 'REJECTED', decision: { reason: 'tidak lengkap' }, award: null },
    ...{ dueOn: null, documentsDueOn: null, isOverdue: null },
    steps: ['SUBMIT', 'ASK_FOR_DOCUMENTS', 'LAPSE'].map((taken) => expect.objectContaining({ act: taken })),
  });
  expect(await refusal('district-officer', 'completeApplication', { application })).toEqual(['STEP_REFUSED']);
});

test('an officer of another agency, another adult of the home and the officer’s own household stay outside', async () => {
  const { application, reference } = await applied('BB');
  expect(await refusal('icu-officer', 'proposeDecision', { ...APPROVAL, application })).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  const { data } = await house.ask('second-adult', { query: OF_OWN, variables: { reference } });
  expect(data.application).toBeNull();
});

test('who looked at the applicant while deciding stands in the applicant’s own log', async () => {
  await untilInTree(house.adminUrl);
  const { data } = await house.ask('citizen', {
    query: '{ viewer { person { id accessLog { edges { node { reader agencyCode told { class } } } } } } }',
  });
  expect(data.viewer.person.id).toBe(HEAD.id);
  const officers = data.viewer.person.accessLog.edges.filter(({ node }: Json) => node.reader === 'OFFICER');
  expect(officers.length).toBeGreaterThan(0);
  expect(officers[0].node).toMatchObject({ agencyCode: 'jkm' });
});

const APPROVAL = { outcome: 'APPROVE', reason: 'Below the line.', amount: 15_000, startsOn: '2026-02-01' };
