import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificatePdf } from '../../subgraphs/volunteer/certificate.ts';
import {
  act,
  admin,
  ask,
  closeOffice,
  done,
  head,
  house,
  type Json,
  officer,
  openOffice,
  spouse,
  wait,
} from './volunteer-office.ts';

const FILES: Record<string, string> = {};
beforeAll(async () => {
  await openOffice();
  // Both were inducted before.
  for (const [name, { person }] of Object.entries({ head, spouse })) {
    const [row] =
      await admin`insert into volunteer.volunteering (id, person_key, application_number, status, interests, inducted_on)
      select gen_random_uuid(), key, ${`SK-2024-${name}`}, 'ACTIVE', '{CHILDREN}', '2024-05-01' from person.person where id = ${person ?? ''}
      returning id`;
    FILES[name] = row?.['id'];
  }
});
afterAll(closeOffice);

async function programme(): Promise<string> {
  const given = { title: 'Gotong-royong Rekaan', state: '05' };
  const told = await done(officer('state'), 'openVolunteerProgramme', given);
  return told.programme.id;
}

const PLANNED = {
  ...{ title: 'Bacaan bersama kanak-kanak', interest: 'CHILDREN', district: '5_5', day: '2026-01-20' },
  ...{ place: 'Perpustakaan Rekaan', hours: 4, capacity: 1 },
};

async function activity(of: string, given: object = {}): Promise<string> {
  const told = await done(officer('district'), 'planVolunteerActivity', {
    programme: of,
    ...PLANNED,
    ...given,
  });
  return told.activity.id;
}

const OWN = `{ viewer { person { name volunteering { hours
  participations { status hours certificateNumber certificate activity { id status programme { title } } } } } } }`;
const own = async (by: typeof head): Promise<Json> => {
  const { data } = await ask(by, OWN);
  return data.viewer.person;
};

test('from a programme to the certificate: one place for two who ask at once, attendance after the day, hours, a PDF for the volunteer alone', async () => {
  const of = await programme();
  expect(
    (await act(officer('elsewhere'), 'planVolunteerActivity', { programme: of, ...PLANNED })).codes,
  ).toEqual(['BAD_USER_INPUT']);
  const id = await activity(of);
  const join = (by: typeof head, name: 'head' | 'spouse') =>
    act(by, 'signUpForActivity', { application: FILES[name], activity: id });
  const both = await Promise.all([join(head, 'head'), join(spouse, 'spouse')]);
  expect(both.map(({ codes }) => codes).toSorted()).toEqual([[], ['STEP_REFUSED']]);
  const [first, second] = both[0]?.codes.length === 0 ? ([head, spouse] as const) : ([spouse, head] as const);
  const nameOf = (by: typeof head) => (by === head ? 'head' : 'spouse');
  expect(
    (await act(first, 'signUpForActivity', { application: FILES[nameOf(second)], activity: id })).codes,
  ).toEqual(['NOT_FOUND']);
  // A place that is given back is another's.
  await done(first, 'withdrawFromActivity', { application: FILES[nameOf(first)], activity: id });
  await done(second, 'signUpForActivity', { application: FILES[nameOf(second)], activity: id });
  expect((await join(first, nameOf(first))).codes).toEqual(['STEP_REFUSED']);

  const there = { application: FILES[nameOf(second)], activity: id, hours: 3 };
  expect((await act(officer('district'), 'recordParticipation', there)).codes).toEqual(['STEP_REFUSED']);
  wait(5);
  expect((await act(officer('district'), 'recordParticipation', { ...there, hours: 5 })).codes).toEqual([
    'BAD_USER_INPUT',
  ]);
  await done(officer('district'), 'recordParticipation', there);
  // Recorded wrongly, and again: what was said before is kept.
  await done(officer('district'), 'recordParticipation', { ...there, hours: null });
  await done(officer('district'), 'recordParticipation', { ...there, hours: 4 });
  const steps = await admin`select s.to_status, s.hours from volunteer.participation_step s
    join volunteer.participation p on p.id = s.participation_id where p.volunteering_id = ${FILES[nameOf(second)] ?? ''} order by s.at, s.id`;
  expect(steps.map((row) => [row['to_status'], row['hours']])).toEqual([
    ...[
      ['SIGNED_UP', null],
      ['ATTENDED', 3],
      ['ABSENT', null],
      ['ATTENDED', 4],
    ],
  ]);

  const { name, volunteering } = await own(second);
  expect(volunteering).toMatchObject({
    hours: 4,
    participations: [
      { status: 'ATTENDED', hours: 4, certificateNumber: expect.stringMatching(/^SJ-2026-\d{10}$/) },
    ],
  });
  const pdf = Buffer.from(volunteering.participations[0].certificate, 'base64');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.subarray(-6).toString()).toContain('%%EOF');
  const again = (await own(second)).volunteering.participations[0].certificate;
  expect(again).toBe(volunteering.participations[0].certificate);
  expect(name).not.toBe('');
  const seen = await ask(
    officer('district'),
    `{ person(id: "${second.person}") { volunteering { participations { certificateNumber certificate } } } }`,
  );
  expect(seen.data.person.volunteering.participations[0]).toMatchObject({ certificate: null });
  expect(seen.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
});

test('a report tells no figure of fewer than ten people; a programme that is closed plans nothing, a cancelled activity takes nobody', async () => {
  const of = await programme();
  const id = await activity(of, { day: '2026-02-20', capacity: 20 });
  const reported = async (by: typeof head) => {
    const { data } = await house.askWith(by, {
      query: `{ volunteerProgrammeReport(programme: "${of}") { activities signedUp attended hours } }`,
    });
    return data.volunteerProgrammeReport;
  };
  expect(await reported(officer('state'))).toEqual({ activities: 1, signedUp: 0, attended: 0, hours: 0 });
  await done(head, 'signUpForActivity', { application: FILES['head'], activity: id });
  expect(await reported(officer('state'))).toEqual({ activities: 1, signedUp: null, attended: 0, hours: 0 });
  expect([await reported(officer('elsewhere')), await reported(head)]).toEqual([null, null]);
  await done(officer('district'), 'cancelVolunteerActivity', { activity: id });
  expect((await act(officer('district'), 'cancelVolunteerActivity', { activity: id })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  expect(
    (await act(spouse, 'signUpForActivity', { application: FILES['spouse'], activity: id })).codes,
  ).toEqual(['STEP_REFUSED']);
  await done(officer('state'), 'closeVolunteerProgramme', { programme: of });
  expect((await act(officer('state'), 'closeVolunteerProgramme', { programme: of })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  const late = { programme: of, ...PLANNED, day: '2026-02-21' };
  expect((await act(officer('district'), 'planVolunteerActivity', late)).codes).toEqual(['STEP_REFUSED']);
});

test('a certificate bears what it is for, and the same one is the same bytes', async () => {
  const said = {
    ...{ number: 'SJ-2026-1', name: 'AMINAH BINTI CONTOH', applicationNumber: 'SK-1', programme: 'Program' },
    ...{ activity: 'Aktiviti', day: '2026-01-20', hours: 4 },
  };
  const [one, other] = await Promise.all([certificatePdf(said), certificatePdf(said)]);
  expect(one.equals(other)).toBe(true);
  expect((await certificatePdf({ ...said, hours: 5 })).equals(one)).toBe(false);
});
