import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  act,
  aPerson,
  ask,
  citizen,
  closeRegistry,
  enumerated,
  HOME,
  officer,
  openRegistry,
  seen,
} from './registry-office.ts';

beforeAll(openRegistry);
afterAll(closeRegistry);

const LOST = { statement: 'The stall was closed.', since: '2026-01-10' };
const SOLD = {
  ...LOST,
  income: { source: 'WAGES', monthly: 30_000 },
  employment: 'EMPLOYED',
  phone: '+60123456789',
};

/** A woman whose household was enumerated, and the household. */
async function enumeratedHome(digits: string) {
  const person = await aPerson(digits);
  const own = citizen(person);
  const { file } = await act(own, 'applyForRegistration', HOME);
  const household: string = file.household.id;
  expect((await enumerated(household)).codes).toEqual([]);
  return { own, person, household };
}

async function entryOf(person: string) {
  const { data } = await ask(
    officer('counter'),
    `{ person(id: "${person}") { phone employment incomes { source monthly } asOf { phone { origin method } } } }`,
  );
  return data.person;
}

async function waiting(by = officer('counter')): Promise<string[]> {
  const { data } = await ask(by, '{ updateRequestFiles(first: 100) { edges { node { id } } } }');
  return data.updateRequestFiles.edges.map(({ node }: { node: { id: string } }) => node.id);
}

test('what a citizen asks for changes nothing until an officer accepts it; then it stands with its origin, and the household is assessed anew', async () => {
  const { own, person, household } = await enumeratedHome('800203701146');
  const before = await entryOf(person);
  const { file, codes } = await act(own, 'requestUpdate', SOLD);
  expect(codes).toEqual([]);
  expect(await entryOf(person)).toEqual(before);
  expect(await waiting()).toContain(file.id);
  expect(await waiting(officer('elsewhere'))).not.toContain(file.id);

  // Of two officers at once one accepts, and one key does one thing.
  const both = await Promise.all(
    [officer('counter'), officer('focusGroup')].map((by) =>
      act(by, 'acceptUpdateRequest', { request: file.id }),
    ),
  );
  expect(both.flatMap((one) => one.codes)).toEqual(['STEP_REFUSED']);
  expect(await entryOf(person)).toMatchObject({
    ...{ phone: '+60123456789', employment: 'EMPLOYED' },
    incomes: expect.arrayContaining([{ source: 'WAGES', monthly: 30_000 }]),
    asOf: { phone: { origin: 'DECLARATION', method: 'FORM' } },
  });
  expect(await seen(officer('counter'), household)).toMatchObject({ totalMonthlyIncome: 70_000 });
  expect(await waiting()).not.toContain(file.id);
  const { data } = await ask(
    own,
    `{ person(id: "${person}") { updateRequests { edges { node { status income { source monthly } } } } registerNotices(first: 1) { edges { node { event } } } } }`,
  );
  expect(data.person.updateRequests.edges).toEqual([
    { node: { status: 'ACCEPTED', income: { source: 'WAGES', monthly: 30_000 } } },
  ]);
});

test('an income is corrected as it was asked, and one that is another’s is not found', async () => {
  const { own, person, household } = await enumeratedHome('800203701154');
  const { data } = await ask(own, `{ person(id: "${person}") { incomesAsOf { id source monthly } } }`);
  const [stall] = data.person.incomesAsOf;
  const correction = {
    ...LOST,
    since: '2026-01-15',
    income: { income: stall.id, source: 'WAGES', monthly: 5_000 },
  };
  const { file } = await act(own, 'requestUpdate', correction);
  expect((await act(officer('counter'), 'acceptUpdateRequest', { request: file.id })).codes).toEqual([]);
  expect(await seen(officer('counter'), household)).toMatchObject({ totalMonthlyIncome: 5_000 });
  // Its source is what it was.
  expect((await entryOf(person)).incomes).toEqual([{ source: stall.source, monthly: 5_000 }]);

  const other = await enumeratedHome('800203701162');
  expect((await act(other.own, 'requestUpdate', correction)).codes).toEqual(['NOT_FOUND']);
});

test('a request is declined with a reason, or withdrawn, once; nobody else’s is met, and nobody decides on their own', async () => {
  const { own, person } = await enumeratedHome('800203701170');
  const first = await act(own, 'requestUpdate', SOLD);
  const declined = { request: first.file.id, reason: 'No paper shows it.' };
  expect((await act(own, 'acceptUpdateRequest', { request: first.file.id })).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  expect((await act(officer('elsewhere'), 'declineUpdateRequest', declined)).codes).toEqual(['NOT_FOUND']);
  const { file, codes } = await act(officer('counter'), 'declineUpdateRequest', declined);
  expect([codes, file.request]).toMatchObject([[], { status: 'DECLINED', reason: 'No paper shows it.' }]);

  const second = await act(own, 'requestUpdate', SOLD);
  const stranger = citizen(await aPerson('800203701188'));
  expect((await act(stranger, 'withdrawUpdateRequest', { request: second.file.id })).codes).toEqual([
    'NOT_FOUND',
  ]);
  expect((await act(own, 'withdrawUpdateRequest', { request: second.file.id })).codes).toEqual([]);
  for (const [by, field, given] of [
    [own, 'withdrawUpdateRequest', {}],
    [officer('counter'), 'acceptUpdateRequest', {}],
    [officer('counter'), 'declineUpdateRequest', { reason: 'Late.' }],
  ] as const)
    for (const { file: ended } of [first, second])
      expect((await act(by, field, { request: ended.id, ...given })).codes).toEqual(['STEP_REFUSED']);
  expect((await entryOf(person)).phone).toBeNull();
});

test('five requests of one person wait at the most, and none without a value or an own sign-in', async () => {
  const { own } = await enumeratedHome('800203701196');
  const same = { ...SOLD, idempotencyKey: 'one-request' };
  const [one, again] = [await act(own, 'requestUpdate', same), await act(own, 'requestUpdate', same)];
  expect(again.file).toEqual(one.file);
  for (const _nth of [2, 3, 4, 5]) expect((await act(own, 'requestUpdate', SOLD)).codes).toEqual([]);
  expect((await act(own, 'requestUpdate', SOLD)).codes).toEqual(['STEP_REFUSED']);
  expect((await act(own, 'withdrawUpdateRequest', { request: one.file.id })).codes).toEqual([]);
  expect((await act(own, 'requestUpdate', SOLD)).codes).toEqual([]);

  expect((await act(own, 'requestUpdate', LOST)).codes).toEqual(['BAD_USER_INPUT']);
  expect((await act(own, 'requestUpdate', { ...SOLD, since: '2026-12-31' })).codes).toEqual([
    'BAD_USER_INPUT',
  ]);
  expect((await act(officer('counter'), 'requestUpdate', SOLD)).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
});
