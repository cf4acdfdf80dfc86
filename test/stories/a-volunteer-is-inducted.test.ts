import { openDatabase } from '@seisi/host/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressed } from '../../subgraphs/volunteer/notice.step.ts';
import {
  act,
  admin,
  applied,
  ask,
  attach,
  closeOffice,
  done,
  head,
  house,
  type Json,
  officer,
  openOffice,
  PARTS,
  planned,
  review,
  spouse,
  wait,
} from './volunteer-office.ts';

beforeAll(openOffice);
afterAll(closeOffice);

const files = async (given: string, by = officer('district')): Promise<string[]> => {
  const { data } = await ask(
    by,
    `{ volunteerApplicationFiles(first: 100${given}) { edges { node { id } } } }`,
  );
  return data.volunteerApplicationFiles.edges.map(({ node }: Json) => node.id);
};

test('from the first part to an active volunteer: a draft is nobody else’s, is sent whole, and nobody is active without the induction', async () => {
  const first = { phone: '+60123456789', idempotencyKey: 'first' };
  const draft = await done(head, 'saveVolunteerApplication', first);
  expect(draft).toMatchObject({
    record: null,
    application: {
      submittedAt: null,
      missing: ['ACADEMIC', 'WORK_EXPERIENCE', 'INTERESTS', 'SKILLS', 'AVAILABILITY'],
    },
  });
  expect((await done(head, 'saveVolunteerApplication', first)).id).toBe(draft.id);
  const application = draft.id;
  expect(await files('')).not.toContain(application);
  for (const [by, field] of [
    [spouse, 'submitVolunteerApplication'],
    [officer('district'), 'reviewVolunteer'],
  ] as const)
    expect((await act(by, field, { application })).codes).toEqual(['NOT_FOUND']);

  await done(head, 'saveVolunteerApplication', { skills: [] });
  const lacking = await act(head, 'submitVolunteerApplication', { application });
  expect(lacking.codes).toEqual(['STEP_REFUSED']);
  expect(lacking.words).toContain('ACADEMIC, WORK_EXPERIENCE, INTERESTS, AVAILABILITY');
  const whole = await done(head, 'saveVolunteerApplication', { ...PARTS, phone: null });
  expect(whole.application).toMatchObject({ missing: [], phone: '+60123456789', skills: [] });
  expect((await act(head, 'submitVolunteerApplication', { application })).words).toContain('MYKAD');
  await attach(head, application);
  const twice = await Promise.all([1, 2].map(() => act(head, 'submitVolunteerApplication', { application })));
  expect(twice.map(({ codes }) => codes).toSorted()).toEqual([[], ['STEP_REFUSED']]);
  expect((await act(head, 'saveVolunteerApplication', { skills: [] })).codes).toEqual(['STEP_REFUSED']);

  const { data } = await ask(
    head,
    '{ viewer { person { volunteerDraft { id } volunteering { applicationNumber status notices { event status } application { documents { download } } } } } }',
  );
  const { volunteering, volunteerDraft } = data.viewer.person;
  expect(volunteerDraft).toBeNull();
  expect(volunteering).toMatchObject({
    ...{ applicationNumber: expect.stringMatching(/^SK-2026-\d{9}$/), status: 'RECEIVED' },
    ...{ notices: [{ event: 'RECEIVED', status: 'WAITING' }] },
    application: { documents: [{ download: expect.stringContaining('/') }] },
  });
  expect(await files(`, number: "${volunteering.applicationNumber}"`)).toEqual([application]);
  expect(await files(', status: RECEIVED')).toContain(application);
  expect(await files('', officer('elsewhere'))).not.toContain(application);
  expect((await act(officer('elsewhere'), 'reviewVolunteer', { application })).codes).toEqual(['NOT_FOUND']);
  expect(await readDocument(application, officer('district'))).toBe(200);
  // Where the notice goes is asked when it leaves: to the form that was sent, under the number that the volunteer knows.
  const tables = openDatabase(house.adminUrl);
  const where = { phone: '+60123456789', email: null, reference: volunteering.applicationNumber };
  expect(await addressed(tables.db, application)).toMatchObject(where);
  expect(await addressed(tables.db, crypto.randomUUID())).toBeNull();
  await tables.close();

  const both = await Promise.all(
    (['district', 'state'] as const).map((who) => act(officer(who), 'reviewVolunteer', { application })),
  );
  expect(both.map(({ codes }) => codes).toSorted()).toEqual([[], ['STEP_REFUSED']]);
  const attended = { application, attended: true };
  expect((await act(officer('district'), 'recordInductionAttendance', attended)).codes).toEqual([
    'STEP_REFUSED',
  ]);

  const elsewhere = { district: '5_5', day: '2026-01-20', place: 'x', capacity: 1 };
  expect((await act(officer('elsewhere'), 'planInduction', elsewhere)).codes).toEqual(['BAD_USER_INPUT']);
  const [one, other] = [await planned('2026-01-20'), await planned('2026-01-30')];
  await done(officer('district'), 'inviteToInduction', { application, induction: one });
  // Absent twice: the first day, and the next.
  expect((await act(officer('district'), 'recordInductionAttendance', attended)).words).toContain(
    '2026-01-20',
  );
  wait(6);
  const absent = { application, attended: false };
  expect((await done(officer('district'), 'recordInductionAttendance', absent)).record.status).toBe('ABSENT');
  expect(
    (await act(officer('district'), 'inviteToInduction', { application, induction: one })).words,
  ).toContain('over');
  await done(officer('district'), 'inviteToInduction', { application, induction: other });
  wait(10);
  await done(officer('district'), 'recordInductionAttendance', absent);
  const third = await planned('2026-02-10');
  const again = { application, induction: third, idempotencyKey: 'third' };
  await done(officer('district'), 'inviteToInduction', again);
  await done(officer('district'), 'inviteToInduction', again);
  wait(11);
  const { record } = await done(officer('district'), 'recordInductionAttendance', attended);
  expect(record).toMatchObject({
    ...{ status: 'ACTIVE', inductedOn: '2026-02-10', interests: ['HOME_HELP'] },
    invitations: [{ attendance: 'ATTENDED' }, { attendance: 'ABSENT' }, { attendance: 'ABSENT' }],
  });
  expect(record.steps.map(({ act: step }: Json) => step)).toEqual([
    ...['RECEIVE', 'REVIEW', 'INVITE', 'MISS', 'INVITE', 'MISS', 'INVITE', 'ATTEND'],
  ]);
  expect(record.notices.map(({ event }: Json) => event)).toEqual([
    ...['CONFIRMED', 'INVITED', 'MISSED', 'INVITED', 'MISSED', 'INVITED', 'REVIEWED', 'RECEIVED'],
  ]);

  const why = { application, reason: 'A newborn at home.' };
  expect((await done(head, 'deactivateVolunteer', why)).record.status).toBe('INACTIVE');
  expect((await act(head, 'reactivateVolunteer', { application })).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  expect((await done(officer('district'), 'reactivateVolunteer', { application })).record.status).toBe(
    'ACTIVE',
  );
});

/** Reads the first document of a file through the list; the status of the answer with its bytes. */
async function readDocument(id: string, by: typeof head): Promise<number> {
  const { data } = await ask(
    by,
    '{ volunteerApplicationFiles(first: 100) { edges { node { id application { documents { download } } } } } }',
  );
  const { node } = data.volunteerApplicationFiles.edges.find((edge: Json) => edge.node.id === id);
  const { download } = node.application.documents[0];
  const headers = { authorization: `Bearer ${await house.sign(by)}` };
  const response = await fetch(`${house.url}${download}`, { headers });
  await response.arrayBuffer();
  return response.status;
}

test('a refusal has a reason and bars nobody; the last place of an induction is given once', async () => {
  const application = await applied(spouse);
  const why = { application, reason: 'Too far from the centre.' };
  const refused = await done(officer('district'), 'refuseVolunteer', why);
  expect(refused.record.steps.at(-1)).toEqual({ act: 'REFUSE', toStatus: 'REFUSED', note: why.reason });
  expect((await act(officer('district'), 'reviewVolunteer', { application })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  const { applicationNumber } = refused.record;
  expect(await applied(spouse)).toBe(application);
  const { record } = await review(application);
  expect(record).toMatchObject({ applicationNumber, status: 'REVIEWED' });

  const waiting = await files(', status: REVIEWED', officer('headquarters'));
  const rivals = [application, ...waiting.filter((id) => id !== application)].slice(0, 4);
  expect(rivals.length).toBeGreaterThan(2);
  const induction = await planned('2026-03-01', 1);
  const invited = await Promise.all(
    rivals.map((id) => act(officer('headquarters'), 'inviteToInduction', { application: id, induction })),
  );
  expect(invited.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
  expect(invited.filter(({ words }) => words.includes('full'))).toHaveLength(rivals.length - 1);

  // Whoever has the place comes to another one instead: the place is free again.
  const at = invited.findIndex(({ codes }) => codes.length === 0);
  const [winner, loser] = [rivals[at], rivals.find((_, nth) => nth !== at)];
  const later = { application: winner, induction: await planned('2026-03-05') };
  expect((await done(officer('headquarters'), 'inviteToInduction', later)).record.invitations).toMatchObject([
    ...[{ attendance: 'AWAITED' }, { attendance: 'WITHDRAWN' }],
  ]);
  await done(officer('headquarters'), 'inviteToInduction', { application: loser, induction });
});

test('an organisation joins and leaves through its state office; the directory of centres is by area', async () => {
  const given = { name: 'Pertubuhan Rekaan Baharu', state: '05', idempotencyKey: 'psk' };
  expect((await act(officer('district'), 'admitOrganisation', given)).codes).toEqual(['BAD_USER_INPUT']);
  const { organisation } = await done(officer('state'), 'admitOrganisation', given);
  expect(await done(officer('state'), 'admitOrganisation', given)).toEqual({ organisation });
  expect(organisation).toMatchObject({ state: '05', endedOn: null, name: given.name });
  const listed = async (): Promise<Json> =>
    (await ask(head, '{ voluntaryOrganisations(state: "05") { code endedOn } }')).data.voluntaryOrganisations;
  expect(await listed()).toEqual([{ code: organisation.code, endedOn: null }]);
  const ended = { organisation: organisation.code };
  expect((await act(officer('elsewhere'), 'endOrganisation', ended)).codes).toEqual(['BAD_USER_INPUT']);
  await done(officer('state'), 'endOrganisation', ended);
  expect((await act(officer('state'), 'endOrganisation', ended)).codes).toEqual(['STEP_REFUSED']);
  expect((await listed())[0].endedOn).toMatch(/^2026-/);

  const { data } = await ask(
    head,
    '{ socialServiceCentres(district: "5_3") { edges { node { code state organisation { code } } } } }',
  );
  expect(data.socialServiceCentres.edges).toEqual([
    { node: { code: 'KS-0002', state: '05', organisation: { code: 'PSK-02' } } },
  ]);
});

/** What is open from where by the process, written down again; everything else is refused and changes nothing. */
const OPEN: Readonly<Record<string, string>> = {
  'RECEIVED reviewVolunteer': 'REVIEWED',
  'RECEIVED refuseVolunteer': 'REFUSED',
  'REVIEWED refuseVolunteer': 'REFUSED',
  'REVIEWED inviteToInduction': 'INVITED',
  'INVITED inviteToInduction': 'INVITED',
  'ABSENT inviteToInduction': 'INVITED',
  'ABSENT refuseVolunteer': 'REFUSED',
  'ACTIVE deactivateVolunteer': 'INACTIVE',
  'INACTIVE reactivateVolunteer': 'ACTIVE',
};

test('every act of an officer from every status comes to what the process says, or is refused', async () => {
  const by = officer('headquarters');
  const [application] = await files(', status: REVIEWED', by);
  const induction = await planned('2026-03-20', 100);
  const acts = {
    ...{ reviewVolunteer: {}, refuseVolunteer: { reason: 'x' }, inviteToInduction: { induction } },
    ...{ recordInductionAttendance: { attended: true }, deactivateVolunteer: { reason: 'x' } },
    reactivateVolunteer: {},
  };
  const found: [string, string][] = [];
  for (const status of ['RECEIVED', 'REVIEWED', 'INVITED', 'ABSENT', 'ACTIVE', 'REFUSED', 'INACTIVE'])
    for (const [name, given] of Object.entries(acts)) {
      await admin`delete from volunteer.invitation where volunteering_id = ${application ?? ''}`;
      await admin`update volunteer.volunteering set status = ${status} where id = ${application ?? ''}`;
      const { told, codes } = await act(by, name, { application, ...given });
      if (codes.length === 0) found.push([`${status} ${name}`, told.record.status]);
      else expect([status, name, ...codes]).toEqual([status, name, 'STEP_REFUSED']);
    }
  expect(Object.fromEntries(found)).toEqual(OPEN);
});
