import { SAMPLES } from '@seisi/gateway/documents/samples.testing';
import { connect } from '@seisi/migrations/connection';
import { CAST, castMember, PLACE } from '@seisi/migrations/seed/known';
import { type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import type postgres from 'postgres';
import { expect } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { folderForDocuments } from '../setup/documents.ts';
import { type House, openHouse } from '../setup/house.ts';

const CLASSES = ['register', 'area', 'identity', 'contact', 'kinship', 'volunteering', 'case'];
const OFFICERS = {
  district: { areas: ['5_5'] },
  state: { areas: ['05'] },
  headquarters: { areas: ['MY'] },
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

/** Opens a house for a file of stories, with officers of volunteers. */
export async function openOffice(): Promise<void> {
  // Another file of stories may have waited before, in this same process.
  elapsed = 0;
  house = await openHouse({ now: () => NOW + elapsed, documents: store.documents });
  admin = connect(house.adminUrl);
  for (const [name, { areas }] of Object.entries(OFFICERS))
    await admin`insert into person.ground_fact ${admin({
      ...{ id: `POS-${name}`, kind: 'POSTING', holder: `officer-${name}`, agency: 'jkm' },
      ...{ subject_key: crypto.randomUUID(), areas: [...areas], classes: CLASSES, valid_from: '2025-01-01' },
    })}`;
  // Records of before this system, without a form: reviewed, and waiting for an induction.
  await admin`insert into volunteer.volunteering (id, person_key, application_number, status, interests)
    select gen_random_uuid(), key, 'SK-2025-' || row_number() over (order by key), 'REVIEWED', '{HOME_HELP}'
      from person.person where key not in (select person_key from volunteer.volunteering)
        and id::text not in (${castMember(1, CAST.known, PLACE.known.head).id}, ${castMember(1, CAST.known, PLACE.known.spouse).id})
     order by key limit 8`;
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

const FILE = `file { id
  record { status applicationNumber interests inductedOn application { id }
    invitations { attendance induction { id day } } steps { act toStatus note } notices { event status day } }
  application { submittedAt phone qualification skills missing documents { kind status download } } }`;
const CASE = `file { id case { status offers { id status hours } steps { act toStatus note } } }`;
const OF_CASES = ['openVolunteerCase', 'offerVolunteerCase', 'answerVolunteerOffer', 'endVolunteerOffer'];
const WHAT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...OF_CASES, 'finishVolunteerCase', 'closeVolunteerCase'].map((name) => [name, CASE]),
  ),
  attachVolunteerDocument: 'upload file { id }',
  openVolunteerProgramme: 'programme { id }',
  closeVolunteerProgramme: 'programme { id closedOn }',
  planVolunteerActivity: 'activity { id status }',
  cancelVolunteerActivity: 'activity { id status }',
  planInduction: 'induction { id district day place capacity }',
  admitOrganisation: 'organisation { code name state admittedOn endedOn }',
  endOrganisation: 'organisation { code endedOn }',
};

/** Takes an act; what came of it, and the codes and words of what was refused. */
export async function act(
  by: PersonaToken,
  field: string,
  input: object,
): Promise<{ told: Json; codes: string[]; words: string }> {
  // No two acts at one instant: what came first is told by the clock.
  elapsed += 1;
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await house.askWith(by, {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { ${WHAT[field] ?? FILE} } }`,
    variables: { input: { idempotencyKey: crypto.randomUUID(), ...input } },
  });
  const told = data?.[field];
  return {
    told: WHAT[field] === undefined || WHAT[field] === CASE ? told?.file : told,
    codes: errors.map(({ extensions }) => extensions.code),
    words: errors.map(({ message }) => message).join(' '),
  };
}

/** An act that is taken. */
export async function done(by: PersonaToken, field: string, input: object): Promise<Json> {
  const { told, codes, words } = await act(by, field, input);
  expect([field, ...codes, words]).toEqual([field, '']);
  return told;
}

/** A question of somebody's. */
export const ask = (by: PersonaToken, query: string) => house.askWith(by, { query });

/** The six parts of the form. */
export const PARTS = {
  ...{ phone: '+60123456789', qualification: 'SPM', workExperience: 'Ten years in a bakery.' },
  ...{ interests: ['HOME_HELP'], skills: [], availability: ['WEEKENDS'] },
};

/** Sends the copy of the MyKad of a draft. */
export async function attach(by: PersonaToken, application: string): Promise<void> {
  const { upload } = await done(by, 'attachVolunteerDocument', { application, kind: 'MYKAD' });
  const headers = { authorization: `Bearer ${await house.sign(by)}`, 'content-type': 'application/pdf' };
  const body = new Uint8Array(SAMPLES['application/pdf']);
  const response = await fetch(`${house.url}${upload}`, { method: 'PUT', headers, body });
  await response.arrayBuffer();
  expect(response.status).toBe(201);
}

/** From the first part to the office's desk; gives the identifier of the file. */
export async function applied(by: PersonaToken): Promise<string> {
  const { id } = await done(by, 'saveVolunteerApplication', PARTS);
  await attach(by, id);
  await done(by, 'submitVolunteerApplication', { application: id });
  return id;
}

/** An induction of the district on a day. */
export async function planned(day: string, capacity = 10): Promise<string> {
  const place = 'Dewan Rekaan';
  const { induction } = await done(officer('district'), 'planInduction', {
    ...{ district: '5_5', day, place, capacity },
  });
  return induction.id;
}

/** What the district welfare office does first. */
export const review = (application: string): Promise<Json> =>
  done(officer('district'), 'reviewVolunteer', { application });
