import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  act,
  admin,
  aPerson,
  ask,
  CHILD,
  citizen,
  closeRegistry,
  enumerated,
  FOCUS,
  FOUND_HEAD,
  HEAD,
  HOME,
  officer,
  openRegistry,
  seen,
  waiting,
} from './registry-office.ts';

beforeAll(openRegistry);
afterAll(closeRegistry);

test('a widow applies online; a focus group confirms, an officer visits, and her household is found hardcore poor', async () => {
  const own = citizen(await aPerson('800203701112'));
  const { file, codes } = await act(own, 'applyForRegistration', HOME);
  expect(codes).toEqual([]);
  const household = file.household.id;
  // What she declared is nobody's membership: she alone lives there until somebody was at the door.
  expect(await seen(officer('counter'), household)).toMatchObject({
    ...{ registrationStatus: 'NEW', memberCount: 1, totalMonthlyIncome: 0, assessment: null },
    registrations: [
      {
        ...{ channel: 'ONLINE', declaredAddress: { line: '12 Jalan Contoh' }, declaredDistrict: '5_5' },
        ...{ status: 'NEW', isDuplicate: false, criteria: null },
      },
    ],
  });
  expect(await waiting(officer('counter'))).toContain(household);
  expect(await waiting(officer('elsewhere'))).not.toContain(household);
  expect((await act(own, 'applyForRegistration', HOME)).codes).toEqual(['STEP_REFUSED']);
  expect(await seen(officer('elsewhere'), household)).toBeNull();

  expect((await enumerated(household, { members: [CHILD] })).codes).toEqual([]);
  const after = await seen(officer('counter'), household);
  expect(after).toMatchObject({
    ...{ registrationStatus: 'CONFIRMED', memberCount: 2, totalMonthlyIncome: 40_000 },
    assessment: { status: 'HARDCORE_POOR', exitReason: null, assessedOn: '2026-01-15', memberCount: 2 },
  });
  expect(after.registrations[0].criteria).toEqual([
    { criterion: 'CITIZENSHIP', answer: 'YES' },
    { criterion: 'INCOME_BELOW_LINE', answer: 'YES' },
    // Her number stands on a place that was never assigned, as every invented one does.
    { criterion: 'DETAILS', answer: 'CANNOT_TELL' },
  ]);
  expect(after.registrations[0].steps.map(({ act: done }: { act: string }) => done)).toEqual([
    ...['REGISTER', 'PASS_CRITERIA', 'CONFIRM_IN_FOCUS_GROUP', 'CONFIRM_BY_CENSUS'],
  ]);
  // She reads her own.
  expect((await seen(own, household)).registrations[0].status).toBe('CONFIRMED');
  // And was told of each change, which here all bear one instant; she left no address, so an officer must tell her.
  const { data } = await ask(
    own,
    `{ person(id: "${own.person}") { registerNotices { edges { node { event isUndeliverable } } } } }`,
  );
  const told = data.person.registerNotices.edges.map(
    ({ node }: { node: { event: string; isUndeliverable: boolean } }) =>
      `${node.event} ${node.isUndeliverable}`,
  );
  expect(told.toSorted()).toEqual(['CENSUS_NEXT true', 'REGISTERED true', 'REGISTRATION_CONFIRMED true']);
});

test.each([
  ['counter', 'DISTRICT_OFFICE', '790405-70-5556'],
  ['state', 'STATE_OFFICE', '790405-70-5564'],
  ['leader', 'LOCAL_LEADER', '790405-70-5572'],
] as const)(
  'by the %s a household is registered as %s and confirmed, its officer told nothing of who is known',
  async (desk, channel, identityNumber) => {
    const { reference, codes } = await act(officer(desk), 'registerHousehold', {
      ...HOME,
      ...HEAD,
      identityNumber,
    });
    expect(codes).toEqual([]);
    const [home] =
      await admin`select h.id from person.household h join person.registration r on r.household_key = h.key where r.id = ${reference}`;
    // Whoever took it in does not decide on it.
    const checker = desk === 'leader' ? 'counter' : desk;
    expect((await act(officer(checker), 'checkRegistration', { household: home?.['id'] })).codes).toEqual([]);
    const decided = { household: home?.['id'], isConfirmed: true, ...FOCUS };
    expect((await act(officer(desk), 'decideInFocusGroup', decided)).codes).toEqual([
      desk === 'leader' ? 'UNAUTHORIZED_FIELD_OR_TYPE' : 'STEP_REFUSED',
    ]);
    if (desk === 'leader') expect(await seen(officer(desk), home?.['id'])).toBeNull();
    expect((await act(officer('focusGroup'), 'decideInFocusGroup', decided)).codes).toEqual([]);
    const visit = { household: home?.['id'], visitedOn: '2026-01-15', head: FOUND_HEAD, members: [] };
    expect((await act(officer('focusGroup'), 'recordCensus', visit)).codes).toEqual(['STEP_REFUSED']);
    expect((await act(officer('enumerator'), 'recordCensus', visit)).codes).toEqual([]);
    const { registrations, registrationStatus } = await seen(officer('state'), home?.['id']);
    expect([registrationStatus, registrations[0].channel]).toEqual(['CONFIRMED', channel]);

    // Somebody registers the same head once more: the same answer, and nothing of it is followed.
    const again = await act(officer(desk), 'registerHousehold', {
      ...HOME,
      ...HEAD,
      name: 'SOMEBODY ELSE',
      identityNumber,
    });
    expect([again.codes, again.reference]).toEqual([[], expect.any(String)]);
    const twice = await seen(officer('state'), home?.['id']);
    expect(twice.registrationStatus).toBe('CONFIRMED');
    expect(
      twice.registrations.map(({ isDuplicate }: { isDuplicate: boolean }) => isDuplicate).toSorted(),
    ).toEqual([false, true]);
    const [head] =
      await admin`select name from person.person where identity_number = ${identityNumber.replaceAll('-', '')}`;
    expect(head?.['name']).toBe(HEAD.name);
  },
);
