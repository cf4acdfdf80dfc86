import { CAST, castMember } from '@seisi/migrations/seed/known';
import type { PersonaToken } from '@seisi/migrations/seed/personas';
import { daysAfter } from '@seisi/schema/calendar/civil-day';
import { expect } from 'vitest';
import { act, admin, ask, done, head, type Json, officer, openOffice, spouse } from './volunteer-office.ts';

export const citizen = (household: number, place: number): PersonaToken => {
  const { id } = castMember(1, household, place);
  return { ...head, sub: `citizen-${id}`, person: id };
};
export const VOLUNTEERS = {
  ...{ relative: citizen(CAST.relative, 0), officer: citizen(CAST.officer, 0), spouse },
  head,
};
export type Volunteer = keyof typeof VOLUNTEERS;
export const FILES: Record<string, string> = {};

/** Opens a house with officers of volunteers, and with volunteers who were inducted. */
export async function openCases(): Promise<void> {
  await openOffice();
  opens = 0;
  for (const [name, { person }] of Object.entries(VOLUNTEERS)) {
    await admin`delete from volunteer.volunteering where person_key = (select key from person.person where id = ${person ?? ''})`;
    const [row] =
      await admin`insert into volunteer.volunteering (id, person_key, application_number, status, interests, inducted_on)
      select gen_random_uuid(), key, ${`SK-2024-${name}`}, 'ACTIVE', ${name === 'officer' ? '{CHILDREN}' : '{HOME_HELP}'}, '2024-05-01' from person.person where id = ${person ?? ''}
      returning id`;
    FILES[name] = row?.['id'];
  }
}

export const NEED = { interest: 'HOME_HELP', task: 'Teman membeli-belah setiap minggu.', hours: 4 };
export const STARTS = { startsOn: '2026-02-01' };
let opens = 0;

/** Who opens a case, of whom; gives the identifier of its file. Each begins a day later than the one before: what is newest first is in that order. */
export async function opened(by: PersonaToken, person?: string): Promise<string> {
  opens += 1;
  const startsOn = daysAfter(STARTS.startsOn, opens);
  const { id } = await done(by, 'openVolunteerCase', { ...NEED, startsOn, ...(person ? { person } : {}) });
  return id;
}
export const offer = (id: string, to: Volunteer, by = officer('district')) =>
  act(by, 'offerVolunteerCase', { case: id, application: FILES[to] });
const OWN =
  '{ viewer { person { volunteering { assignments { id status case { district task hours introduction } } notices { event } } } } }';
/** The newest task of a volunteer, as they see it. */
export async function taskOf(who: Volunteer): Promise<Json> {
  const { data, errors } = await ask(VOLUNTEERS[who], OWN);
  expect(errors).toEqual([]);
  const { assignments, notices } = data.viewer.person.volunteering;
  return {
    ...assignments.find(({ case: of }: Json) => of !== null),
    told: notices.map(({ event }: Json) => event),
  };
}
export const answer = async (who: Volunteer, agrees: boolean, introduction = `Saya ${who}, 012-3456789.`) =>
  act(VOLUNTEERS[who], 'answerAssignment', {
    ...{ application: FILES[who], agrees, introduction },
    assignment: (await taskOf(who)).id,
  });
const CASES = '{ viewer { person { volunteerCases { id status offers { status introduction } } } } }';
export const caseOf = async (id: string): Promise<Json> => {
  const { data } = await ask(head, CASES);
  return data.viewer.person.volunteerCases.find((each: Json) => each.id === id);
};
export const closed = (id: string) =>
  done(officer('district'), 'closeVolunteerCase', { case: id, reason: 'Tidak perlu lagi.' });
export const candidates = async (id: string, by = officer('district')): Promise<string[]> => {
  const { data } = await ask(
    by,
    `{ volunteerCandidates(case: "${id}", first: 100) { edges { node { id } } } }`,
  );
  return data.volunteerCandidates.edges.map(({ node }: Json) => node.id);
};
