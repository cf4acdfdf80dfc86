import { afterAll, beforeAll, expect, test } from 'vitest';
import { idOf } from './application.testing.ts';
import { type HandlingWorld, type Json, openHandlingWorld } from './handling.testing.ts';

const CHANGE = { finding: 'CHANGED', amount: 45_000, effectiveOn: '2026-11-22' };
const STOP = { finding: 'STOPPED', effectiveOn: '2026-11-22' };
const AWARD = 'award { amount startsOn endsOn } awards { version amount startsOn endsOn reason }';
const REVIEWS =
  'reviews { status trigger reports { report } reason proposal { finding amount effectiveOn reason } }';

let world: HandlingWorld;
beforeAll(async () => {
  world = await openHandlingWorld();
});
afterAll(() => world?.close());

const one = () => world.officer('officer-1');
const two = () => world.officer('officer-2');
const three = () => world.officer('officer-3');
const of = async (n: number, selection: string): Promise<Json> => world.fileOf(n, selection, one());
/** A review of an application. */
type On = { readonly application: string; readonly review: string };
const reviewOf = async (n: number): Promise<On> => ({
  application: idOf('application', n),
  review: (await of(n, 'reviews { id }')).reviews[0].id,
});

/** An award under review. */
async function underReview(n: number, given: Parameters<HandlingWorld['keep']>[1] = {}): Promise<On> {
  const application = await world.keep(n, given);
  const opening = { application, trigger: 'OFFICER', reason: 'A visit showed more income.' };
  expect((await world.act('openReview', opening, one())).codes).toEqual([]);
  return reviewOf(n);
}

const propose = (review: On, proposal: object, officer = one()) =>
  world.act('proposeReview', { ...review, reason: 'The son works now.', ...proposal }, officer);
const close = (review: On, proposal: object, officer = two(), more: object = {}) =>
  world.act('closeReview', { ...review, ...proposal, ...more }, officer);

test('one officer proposes another amount, another closes by it: the award has two versions and the application shows the new one', async () => {
  const review = await underReview(1);
  expect((await propose(review, CHANGE)).codes).toEqual([]);
  expect((await close(review, CHANGE)).codes).toEqual([]);
  const told = 'notices { edges { node { event } } }';
  expect((await of(1, told)).notices.edges).toEqual([{ node: { event: 'AWARD_CHANGED' } }]);
  expect(await of(1, `${AWARD} ${REVIEWS}`)).toEqual({
    award: { amount: 45_000, startsOn: '2026-11-22', endsOn: null },
    awards: [
      { version: 2, amount: 45_000, startsOn: '2026-11-22', endsOn: null, reason: 'The son works now.' },
      {
        ...{ version: 1, amount: 60_000, startsOn: '2026-02-01', endsOn: '2026-11-21' },
        reason: 'The household is below the line.',
      },
    ],
    reviews: [
      {
        ...{ status: 'CHANGED', trigger: 'OFFICER', reports: [], reason: 'A visit showed more income.' },
        proposal: { ...CHANGE, reason: 'The son works now.' },
      },
    ],
  });
});

test('the recipient reports a change; the award is stopped, and help begins again by a new application', async () => {
  const application = await world.keep(2);
  const report = 'I live with my daughter now.';
  expect((await world.act('reportChange', { application, report }, world.citizen(2))).payload).toEqual({
    application: { id: application },
  });
  expect(await of(2, 'reviews { trigger reports { report } reason proposal { reason } }')).toEqual({
    reviews: [{ trigger: 'CHANGE_REPORTED', reports: [{ report }], reason: null, proposal: null }],
  });
  const review = await reviewOf(2);
  await propose(review, STOP, two());
  expect((await close(review, STOP, one())).codes).toEqual([]);
  const told = 'notices { edges { node { event } } }';
  expect((await of(2, told)).notices.edges).toEqual([{ node: { event: 'AWARD_STOPPED' } }]);
  expect(await of(2, 'award { amount endsOn }')).toEqual({ award: { amount: 60_000, endsOn: '2026-11-21' } });
  const again = await world.act('reportChange', { application, report }, world.citizen(2));
  expect(again).toMatchObject({
    codes: ['STEP_REFUSED'],
    sentence: expect.stringContaining('new application'),
  });
});

test('what is kept stays as it was', async () => {
  const review = await underReview(3);
  await propose(review, { finding: 'KEPT' });
  expect((await close(review, { finding: 'KEPT' })).codes).toEqual([]);
  expect((await of(3, AWARD)).awards).toMatchObject([{ version: 1, endsOn: null }]);
});

test('nobody closes by the own proposal, nor by one that has changed since it was read; the award stays', async () => {
  const review = await underReview(4);
  await propose(review, CHANGE);
  expect((await close(review, CHANGE, one())).sentence).toContain('four eyes');
  await propose(review, { ...CHANGE, amount: 1 }, three());
  expect((await close(review, CHANGE)).sentence).toContain('not what is proposed');
  expect(await of(4, `${AWARD} reviews { status }`)).toMatchObject({
    award: { amount: 60_000, endsOn: null },
    reviews: [{ status: 'OPEN' }],
  });
});

test('two officers close at once: one wins, the other is told, and there is one new version', async () => {
  const review = await underReview(5);
  await propose(review, CHANGE);
  const outcomes = await Promise.all([close(review, CHANGE, two()), close(review, CHANGE, three())]);
  expect(outcomes.flatMap(({ codes }) => codes)).toEqual(['STEP_REFUSED']);
  expect((await of(5, AWARD)).awards).toHaveLength(2);
});

test('two reviews opened and a change reported at once: there is one review, and the report is in it', async () => {
  const application = await world.keep(6);
  const open = (officer: ReturnType<typeof one>) =>
    world.act('openReview', { application, trigger: 'SCHEDULED', reason: 'Yearly.' }, officer);
  const report = { application, report: 'x' };
  const [reported, ...opened] = await Promise.all([
    world.act('reportChange', report, world.citizen(6)),
    open(one()),
    open(two()),
  ]);
  expect(reported?.codes).toEqual([]);
  expect(opened.filter(({ codes }) => codes.length === 0).length).toBeLessThanOrEqual(1);
  const { reviews } = await of(6, 'reviews { reports { report } }');
  expect(reviews).toEqual([{ reports: [{ report: 'x' }] }]);
});

test('a change that is reported under review is kept there, and what was proposed is proposed anew', async () => {
  const review = await underReview(11);
  const application = (await of(11, 'id')).id;
  await propose(review, CHANGE);
  for (const report of ['The son has moved out.', 'So has the daughter.'])
    expect((await world.act('reportChange', { application, report }, world.citizen(11))).codes).toEqual([]);
  expect((await close(review, CHANGE)).sentence).toContain('not what is proposed');
  const [found] = (await of(11, 'reviews { status reports { report } proposal { finding } }')).reviews;
  expect(found).toMatchObject({ status: 'OPEN', proposal: null });
  const reports = found.reports.map(({ report }: Json) => report);
  expect(reports.toSorted()).toEqual(['So has the daughter.', 'The son has moved out.']);
  await propose(review, CHANGE, two());
  expect((await close(review, CHANGE, one())).codes).toEqual([]);
});

test('the same key twice, also at once and a day later: one effect, one answer', async () => {
  const review = await underReview(7);
  await propose(review, CHANGE);
  const key = { idempotencyKey: 'close-7' };
  const outcomes = await Promise.all([close(review, CHANGE, two(), key), close(review, CHANGE, two(), key)]);
  world.passDays(1);
  outcomes.push(await close(review, CHANGE, two(), key));
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  expect(outcomes[0]?.codes).toEqual([]);
  expect((await of(7, AWARD)).awards).toHaveLength(2);
  const other = await close(review, { finding: 'KEPT' }, two(), key);
  expect(other.codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
});

test('whoever has no such duty is refused, and whoever is out of reach is not there: in the same words as nobody', async () => {
  const review = await underReview(8);
  const application = (await of(8, 'id')).id;
  const opening = { application, trigger: 'OFFICER', reason: 'x' };
  for (const passport of [world.citizen(8), world.officer('reader', ['aid'])])
    for (const [field, input] of [
      ['openReview', opening],
      ['proposeReview', { ...review, reason: 'x', ...CHANGE }],
      ['closeReview', { ...review, ...CHANGE }],
    ] as const)
      expect((await world.act(field, input, passport)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  const report = { application, report: 'x' };
  expect((await world.act('reportChange', report, one())).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);

  const nobody = await world.act('openReview', { ...opening, application: crypto.randomUUID() }, one());
  expect(nobody.codes).toEqual(['NOT_FOUND']);
  expect(await world.act('reportChange', report, world.citizen(9))).toEqual(nobody);
  const elsewhere = await world.keep(10, { state: '06', district: '6_1' });
  expect(await world.act('openReview', { ...opening, application: elsewhere }, one())).toEqual(nobody);
  world.hidden.add(idOf('person', 8));
  expect(await world.act('openReview', opening, one())).toEqual(nobody);
  expect(await propose(review, CHANGE)).toEqual(nobody);
  expect(await close(review, CHANGE)).toEqual(nobody);
});
