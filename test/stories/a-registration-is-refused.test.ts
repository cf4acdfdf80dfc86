import { personas } from '@seisi/migrations/seed/personas';
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
} from './registry-office.ts';

beforeAll(openRegistry);
afterAll(closeRegistry);

test('a household that declares more than the line is rejected by the criteria, which say why, and may apply again', async () => {
  const own = citizen(await aPerson('800203701120'));
  const { file } = await act(own, 'applyForRegistration', { ...HOME, monthlyIncome: 900_000 });
  const household = file.household.id;
  expect((await act(officer('counter'), 'checkRegistration', { household })).codes).toEqual([]);
  const { registrationStatus, registrations } = await seen(officer('counter'), household);
  expect([registrationStatus, registrations[0].status]).toEqual(['REJECTED', 'REJECTED']);
  expect(registrations[0].criteria).toContainEqual({ criterion: 'INCOME_BELOW_LINE', answer: 'NO' });
  expect(registrations[0].steps.at(-1).reason).toBe('INCOME_BELOW_LINE');

  expect((await act(own, 'applyForRegistration', HOME)).codes).toEqual([]);
  expect(await seen(officer('counter'), household)).toMatchObject({ registrationStatus: 'NEW' });
});

test('a focus group rejects, and so does a visit; after either the household may apply again', async () => {
  const own = citizen(await aPerson('800203701138'));
  const { file } = await act(own, 'applyForRegistration', HOME);
  const household = file.household.id;
  const decided = { household, ...FOCUS, isConfirmed: false };
  expect((await act(officer('focusGroup'), 'decideInFocusGroup', decided)).codes).toEqual(['STEP_REFUSED']);
  await act(officer('counter'), 'checkRegistration', { household });
  expect((await act(officer('focusGroup'), 'decideInFocusGroup', decided)).codes).toEqual([]);
  expect((await seen(officer('counter'), household)).registrationStatus).toBe('REJECTED');

  expect((await act(own, 'applyForRegistration', HOME)).codes).toEqual([]);
  await act(officer('counter'), 'checkRegistration', { household });
  await act(officer('focusGroup'), 'decideInFocusGroup', { ...decided, isConfirmed: true });
  const refused = { household, visitedOn: '2026-01-15', reason: 'Nobody lives there.' };
  expect((await act(officer('enumerator'), 'rejectAfterCensus', refused)).codes).toEqual([]);
  const { registrationStatus, registrations } = await seen(officer('counter'), household);
  expect([registrationStatus, registrations.length]).toEqual(['REJECTED', 2]);
});

test('a household whose income rose is out of poverty, and comes back by a focus group', async () => {
  const own = citizen(await aPerson('800203701146'));
  const { file } = await act(own, 'applyForRegistration', HOME);
  const household = file.household.id;
  const rich = { head: { ...FOUND_HEAD, incomes: [{ source: 'WAGES', monthly: 2_000_000 }] } };
  expect((await enumerated(household, rich)).codes).toEqual([]);
  expect((await seen(officer('counter'), household)).assessment).toMatchObject({
    ...{ status: 'EXITED', exitReason: 'NOT_POOR' },
  });
  expect((await act(own, 'applyForRegistration', HOME)).codes).toEqual([]);
  expect((await seen(officer('counter'), household)).registrationStatus).toBe('NEW');
});

test('of two officers who decide at once one does, and one key does one thing', async () => {
  const own = citizen(await aPerson('800203701154'));
  const { file } = await act(own, 'applyForRegistration', HOME);
  const household = file.household.id;
  await act(officer('counter'), 'checkRegistration', { household });
  const decided = { household, ...FOCUS };
  const both = await Promise.all([
    act(officer('focusGroup'), 'decideInFocusGroup', { ...decided, isConfirmed: true }),
    act(officer('enumerator'), 'decideInFocusGroup', { ...decided, isConfirmed: false }),
  ]);
  expect(both.flatMap(({ codes }) => codes)).toEqual(['STEP_REFUSED']);

  const identityNumber = '790405-70-5572';
  const once = { ...HOME, ...HEAD, identityNumber, idempotencyKey: 'one-and-the-same' };
  const answers = await Promise.all([1, 2].map(() => act(officer('counter'), 'registerHousehold', once)));
  expect(new Set(answers.map((answer) => answer.reference)).size).toBe(1);
  const [made] =
    await admin`select count(*)::int as count from person.registration where id = ${answers[0]?.reference}`;
  expect(made?.['count']).toBe(1);
});

test('nobody is moved by a visit: a member who lives elsewhere by the register is named by the place in the form', async () => {
  const [other] = await admin`select p.identity_number, p.name, p.birth_date::text from person.person p
    join person.membership m on m.person_key = p.key where m.until is null and m.relation_to_head = 'CHILD' limit 1`;
  const own = citizen(await aPerson('800203701162'));
  const { file } = await act(own, 'applyForRegistration', HOME);
  const household = file.household.id;
  const moved = { ...CHILD, identityNumber: other?.['identity_number'], birthDate: other?.['birth_date'] };
  expect(
    (
      await enumerated(household, {
        members: [{ ...CHILD, identityNumber: '160102-70-4444', birthDate: '2016-01-02' }, moved],
      })
    ).codes,
  ).toEqual(['STEP_REFUSED']);
  expect(await seen(officer('counter'), household)).toMatchObject({
    registrationStatus: 'UNDER_CENSUS',
    memberCount: 1,
  });
});

test('whom the registers know an office brings into its district by no number alone: a second officer stands behind it', async () => {
  const known = await aPerson('800203701170');
  const head = { ...HEAD, birthDate: '1980-02-03', identityNumber: '800203-70-1170' };
  const { reference } = await act(officer('counter'), 'registerHousehold', { ...HOME, ...head });
  const [home] =
    await admin`select h.id from person.household h join person.registration r on r.household_key = h.key where r.id = ${reference}`;
  const household = home?.['id'];
  const nameOf = async () => {
    const { data } = await ask(officer('counter'), `{ person(id: "${known}") { name } }`);
    return data.person?.name ?? null;
  };
  expect([(await seen(officer('counter'), household)).memberCount, await nameOf()]).toEqual([0, null]);
  // Nor by a visit to somebody else.
  const own = citizen(await aPerson('800203701188'));
  const { file } = await act(own, 'applyForRegistration', HOME);
  const asMember = { ...CHILD, identityNumber: '800203-70-1170', birthDate: '1980-02-03' };
  const visited = await enumerated(file.household.id, { members: [asMember] });
  expect([visited.codes, await nameOf()]).toEqual([['STEP_REFUSED'], null]);

  await act(officer('counter'), 'checkRegistration', { household });
  const decided = { household, ...FOCUS, isConfirmed: true };
  expect((await act(officer('counter'), 'decideInFocusGroup', decided)).codes).toEqual(['STEP_REFUSED']);
  expect(await nameOf()).toBeNull();
  expect((await act(officer('focusGroup'), 'decideInFocusGroup', decided)).codes).toEqual([]);
  expect([(await seen(officer('counter'), household)).memberCount, await nameOf()]).toEqual([
    ...[1, 'AMINAH BINTI CONTOH'],
  ]);
});

test('whoever keeps no register neither registers nor decides', async () => {
  for (const who of ['district-officer', 'jkm-officer', 'ngo', 'second-adult'] as const) {
    const { token } = personas[who];
    const input = { ...HOME, ...HEAD, identityNumber: '790405-70-5580' };
    expect((await act(token, 'registerHousehold', input)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  }
});
