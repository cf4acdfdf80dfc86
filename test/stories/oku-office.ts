import { SAMPLES } from '@seisi/gateway/documents/samples.testing';
import { connect } from '@seisi/migrations/connection';
import { type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import type postgres from 'postgres';
import { expect } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { folderForDocuments } from '../setup/documents.ts';
import { type House, openHouse } from '../setup/house.ts';

const CLASSES = ['register', 'area', 'identity', 'contact', 'kinship', 'disability'];
const OFFICERS = {
  panel: { areas: ['5_5'] },
  chair: { areas: ['05'] },
  registrar: { areas: ['MY'] },
  elsewhere: { areas: ['14_1'] },
} as const;
type Officer = keyof typeof OFFICERS;

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; the test says what it expects of it.
export type Json = any;

export let house: House;
export let admin: postgres.Sql;
const store = folderForDocuments();
let elapsed = 0;

/** The clock of the house goes on by so many days. */
export function wait(days: number): void {
  elapsed += days * 86_400_000;
}

export const nowInHouse = (): number => NOW + elapsed;

/** Opens a house for a file of stories, with officers of the register of persons with disabilities. */
export async function openOffice(): Promise<void> {
  // Another file of stories may have waited before, in this same process.
  elapsed = 0;
  house = await openHouse({ now: nowInHouse, documents: store.documents });
  admin = connect(house.adminUrl);
  for (const [name, { areas }] of Object.entries(OFFICERS))
    await admin`insert into person.ground_fact ${admin({
      ...{ id: `POS-${name}`, kind: 'POSTING', holder: `officer-${name}`, agency: 'jkm' },
      ...{ subject_key: crypto.randomUUID(), areas: [...areas], classes: CLASSES, valid_from: '2025-01-01' },
    })}`;
}

export async function closeOffice(): Promise<void> {
  await admin?.end();
  await house?.close();
  store.remove();
}

export const officer = (name: Officer): PersonaToken => ({
  ...personas['district-officer'].token,
  sub: `officer-${name}`,
});
export const head = personas.citizen.token;
export const spouse = personas['second-adult'].token;

const APPLICATION = `file { id application { id reference status missing informationDueOn decidedAt
  documents { kind status } certificate { category } assessments { id outcome isConfirmed refusal }
  appeals { id status reason } steps { act toStatus } notices { event status } } }`;
const ENTRY = `file { id registration { id status number category subCategory registeredOn struckOffOn cardStatus
  categories { category since } careCentre linkedCentre { code isCertified } notices { event }
  strikeOffs { reason isConfirmed }
  cards { number status purpose issuedOn expiresOn sendBy sentOn lostOn surrenderedOn } } }`;
const ON_ENTRIES = new Set(
  [
    ...['reportOkuCardLost', 'replaceOkuCard', 'renewOkuCard', 'recordOkuCardSent', 'surrenderOkuCard'],
    ...['proposeOkuStrikeOff', 'confirmOkuStrikeOff', 'linkCareCentre'],
  ].map(String),
);
const WHAT: Readonly<Record<string, string>> = {
  attachOkuDocument: 'upload file { id }',
  askForOkuStatus: 'advice',
  certifyCareCentre: 'centre { code isCertified certifiedUntil }',
};

/** Takes an act; what came of it, and the codes of what was refused. */
export async function act(
  by: PersonaToken,
  field: string,
  input: object,
): Promise<{ told: Json; codes: string[] }> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const selection = WHAT[field] ?? (ON_ENTRIES.has(field) ? ENTRY : APPLICATION);
  const { data, errors } = await house.askWith(by, {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`,
    variables: { input: { idempotencyKey: crypto.randomUUID(), ...input } },
  });
  const told = data?.[field];
  const { application, registration } = told?.file ?? {};
  return {
    told: application ?? registration ?? told,
    codes: errors.map(({ extensions }) => extensions.code),
  };
}

/** An act that is taken. */
export async function done(by: PersonaToken, field: string, input: object): Promise<Json> {
  const { told, codes } = await act(by, field, input);
  expect([field, ...codes]).toEqual([field]);
  return told;
}

/** A question of somebody's. */
export const ask = (by: PersonaToken, query: string) => house.askWith(by, { query });

/** Sends a document of an application. */
export async function attach(by: PersonaToken, application: string, kind: string): Promise<void> {
  const { upload } = await done(by, 'attachOkuDocument', { application, kind });
  // A letter of its own for each kind: the same bytes of another kind would do as well.
  const headers = { authorization: `Bearer ${await house.sign(by)}`, 'content-type': 'application/pdf' };
  const body = new Uint8Array(SAMPLES['application/pdf']);
  const response = await fetch(`${house.url}${upload}`, { method: 'PUT', headers, body });
  await response.arrayBuffer();
  expect(response.status).toBe(201);
}

/** From the draft to the panel's desk. */
export async function sent(by: PersonaToken, given: object = {}, papers = ['MYKAD']): Promise<Json> {
  const begun = { kind: 'NEW', identityPaper: 'MYKAD', phone: '+60123456789', ...given };
  const { id } = await done(by, 'applyForOkuRegistration', begun);
  for (const kind of ['MEDICAL_FORM', ...papers]) await attach(by, id, kind);
  return done(by, 'submitOkuApplication', { application: id });
}

export const CERTIFICATE = {
  ...{ certifierKind: 'GOVERNMENT_HOSPITAL', certifierRole: 'SPECIALIST', certifierNumber: 'NSR-1234' },
  ...{ certifiedOn: '2026-01-10', category: 'VISUAL', subCategory: 'LOW_VISION' },
};
export const FOUND = {
  ...{ outcome: 'REGISTER', decider: 'DISTRICT_PANEL', category: 'VISUAL', subCategory: 'LOW_VISION' },
  note: 'Worse than 6/18 with correction.',
};
export const REFUSED = {
  ...{ outcome: 'REFUSE', decider: 'DISTRICT_PANEL', refusal: 'CRITERIA_NOT_MET' },
  note: 'Sees 6/9 with glasses.',
};

/** What two of the panel make of an application. */
export async function decided(application: string, finding: object): Promise<Json> {
  await done(officer('panel'), 'recordMedicalCertificate', { application, ...CERTIFICATE });
  const { assessments } = await done(officer('panel'), 'assessOkuApplication', { application, ...finding });
  const { id: assessment } = assessments.find(({ isConfirmed }: Json) => isConfirmed === null);
  const confirmed = { application, assessment, confirm: true };
  return done(officer('chair'), 'confirmOkuAssessment', confirmed);
}
