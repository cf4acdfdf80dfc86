import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILES, offer, openCases, opened, taskOf, VOLUNTEERS } from './case-office.ts';
import { act, admin, closeOffice, head, officer } from './volunteer-office.ts';

beforeAll(openCases);
afterAll(closeOffice);

/** What is open from where, written down again; everything else is refused and changes nothing. */
const OPEN: Readonly<Record<string, string>> = {
  ...{ 'OPEN offerVolunteerCase': 'OFFERED', 'OPEN closeVolunteerCase': 'CLOSED' },
  ...{
    'OFFERED agree': 'PERSON_AGREED',
    'OFFERED decline': 'DECLINED',
    'OFFERED endVolunteerOffer': 'ENDED',
  },
  ...{
    'OFFERED volunteerAgrees': 'VOLUNTEER_AGREED',
    'OFFERED volunteerDeclines': 'DECLINED',
    'OFFERED endAssignment': 'ENDED',
  },
  ...{
    'OFFERED closeVolunteerCase': 'ENDED',
    'VOLUNTEER_AGREED agree': 'ACCEPTED',
    'VOLUNTEER_AGREED decline': 'DECLINED',
  },
  ...{ 'VOLUNTEER_AGREED volunteerDeclines': 'DECLINED', 'VOLUNTEER_AGREED endVolunteerOffer': 'ENDED' },
  ...{ 'VOLUNTEER_AGREED endAssignment': 'ENDED', 'VOLUNTEER_AGREED closeVolunteerCase': 'ENDED' },
  ...{ 'PERSON_AGREED volunteerAgrees': 'ACCEPTED', 'PERSON_AGREED volunteerDeclines': 'DECLINED' },
  ...{ 'PERSON_AGREED decline': 'DECLINED', 'PERSON_AGREED endVolunteerOffer': 'ENDED' },
  ...{ 'PERSON_AGREED endAssignment': 'ENDED', 'PERSON_AGREED closeVolunteerCase': 'ENDED' },
  ...{
    'ACCEPTED finishVolunteerCase': 'DONE',
    'ACCEPTED endVolunteerOffer': 'ENDED',
    'ACCEPTED endAssignment': 'ENDED',
  },
  'ACCEPTED closeVolunteerCase': 'ENDED',
};
const CASE_STATUS: Readonly<Record<string, string>> = {
  ...{
    OPEN: 'OPEN',
    OFFERED: 'OFFERED',
    VOLUNTEER_AGREED: 'OFFERED',
    PERSON_AGREED: 'OFFERED',
    ACCEPTED: 'MATCHED',
  },
  ...{ DECLINED: 'OPEN', ENDED: 'OPEN', DONE: 'CLOSED' },
};

/** A case whose volunteer's assignment has this status; for OPEN one in which nobody was asked. */
async function caseWith(status: string): Promise<string> {
  await admin`delete from volunteer.match`;
  const id = await opened(head);
  if (status === 'OPEN') return id;
  await offer(id, 'relative');
  const over = ['DECLINED', 'ENDED', 'DONE'].includes(status) ? new Date() : null;
  await admin`update volunteer.match set ended_at = ${over}`;
  await admin`update volunteer.assignment set status = ${status} where id = (select assignment_id from volunteer.match)`;
  await admin`update volunteer.help_case set status = ${CASE_STATUS[status] ?? ''} where id = ${id}`;
  return id;
}

/** Every act, as whoever may do it. */
async function actsOn(
  id: string,
  status: string,
): Promise<Readonly<Record<string, () => ReturnType<typeof act>>>> {
  const by = VOLUNTEERS.relative;
  const assignment = status === 'OPEN' ? crypto.randomUUID() : (await taskOf('relative')).id;
  const own = { application: FILES['relative'], assignment };
  const said = { introduction: 'Saya.' };
  return {
    offerVolunteerCase: () => offer(id, status === 'OPEN' ? 'relative' : 'spouse'),
    agree: () => act(head, 'answerVolunteerOffer', { case: id, agrees: true, ...said }),
    decline: () => act(head, 'answerVolunteerOffer', { case: id, agrees: false }),
    volunteerAgrees: () => act(by, 'answerAssignment', { ...own, agrees: true, ...said }),
    volunteerDeclines: () => act(by, 'answerAssignment', { ...own, agrees: false }),
    endAssignment: () => act(by, 'endAssignment', { ...own, reason: 'x' }),
    endVolunteerOffer: () => act(head, 'endVolunteerOffer', { case: id, reason: 'x' }),
    finishVolunteerCase: () => act(officer('district'), 'finishVolunteerCase', { case: id, hours: 1 }),
    closeVolunteerCase: () => act(head, 'closeVolunteerCase', { case: id, reason: 'x' }),
  };
}

/** How far the case and its newest assignment have come. */
async function standingOf(id: string): Promise<{ readonly ofCase: string; readonly newest: string | null }> {
  const [row] = await admin`select c.status as of_case, a.status from volunteer.help_case c
    left join volunteer.match m on m.case_id = c.id left join volunteer.assignment a on a.id = m.assignment_id
    where c.id = ${id} order by m.offered_at desc limit 1`;
  return { ofCase: row?.['of_case'], newest: row?.['status'] ?? null };
}

test('every act meets every status: it is taken where the process opens it, and refused everywhere else', async () => {
  const found: Record<string, string> = {};
  const names = Object.keys(await actsOn('', 'OPEN'));
  for (const status of Object.keys(CASE_STATUS))
    for (const name of names) {
      const id = await caseWith(status);
      const { codes = [] } = (await (await actsOn(id, status))[name]?.()) ?? {};
      const { ofCase, newest } = await standingOf(id);
      if (codes.length === 0) found[`${status} ${name}`] = newest ?? ofCase;
      else
        expect([status, name, ...codes, ofCase]).toEqual([status, name, 'STEP_REFUSED', CASE_STATUS[status]]);
    }
  // A case that is open again, because its volunteer said no or ended it, is open for all that an open one is.
  const again = ['DECLINED', 'ENDED'].flatMap((status) => [
    [`${status} offerVolunteerCase`, 'OFFERED'],
    [`${status} closeVolunteerCase`, status],
  ]);
  expect(found).toEqual({ ...OPEN, ...Object.fromEntries(again) });
}, 120_000);
