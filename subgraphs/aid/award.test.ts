import { daysAfter } from '@seisi/schema/calendar/civil-day';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anApplication } from './application.testing.ts';
import { changed, inForceOn, shownOn, stopped, type Version, versionsOf } from './award.ts';

const FIRST_DAY = '2026-11-01';
const DAYS = 120;
const dayNumber = (nth: number) => daysAfter(FIRST_DAY, nth);
const ALL_DAYS = Array.from({ length: DAYS }, (_, nth) => dayNumber(nth));
const OPEN: Version = { version: 1, amount: 60_000, startsOn: '2026-11-10', endsOn: null };

/** What is paid on each day, said by every version that claims the day. */
const paidBy = (versions: readonly Version[]) =>
  ALL_DAYS.map((day) =>
    versions
      .filter(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || endsOn >= day))
      .map(({ amount }) => amount),
  );

const act = fc.record({
  /** How many days pass before it. */
  rest: fc.nat(12),
  /** How many days ahead it takes effect; below zero it is a day that is over. */
  ahead: fc.integer({ min: -5, max: 40 }),
  amount: fc.option(fc.integer({ min: 1, max: 100_000 })),
});
const award = fc.record({ from: fc.nat(20), length: fc.option(fc.nat(90)) }).map(
  ({ from, length }): Version => ({
    version: 1,
    amount: 60_000,
    startsOn: dayNumber(from),
    endsOn: length === null ? null : dayNumber(from + length),
  }),
);

type Act = { readonly amount: number | null; readonly from: string; readonly today: string };

/** The versions after an act; null where it is refused. */
function attempt(versions: readonly Version[], { amount, from, today }: Act): readonly Version[] | null {
  try {
    return amount === null ? stopped(versions, { from }, today) : changed(versions, { amount, from }, today);
  } catch (refusal) {
    expect(refusal).toMatchObject({ code: 'STEP_REFUSED' });
    return null;
  }
}

const beginnings = (versions: readonly Version[]) => versions.map(({ endsOn: _end, ...rest }) => rest);

test('whatever is changed and stopped: one version at the most on a day, the past as it was, no gap before a stop, and each day as it was decided last', () => {
  fc.assert(
    fc.property(award, fc.array(act, { maxLength: 8 }), (first, acts) => {
      let versions: readonly Version[] = [first];
      let model = paidBy(versions);
      let now = 0;
      for (const { rest, ahead, amount } of acts) {
        now += rest;
        const from = now + ahead;
        const after = attempt(versions, { amount, from: dayNumber(from), today: dayNumber(now) });
        // What is in force can be changed and stopped from today on; the past cannot.
        const isInForce = ahead >= 0 && model[from]?.length === 1;
        expect(after !== null || !isInForce).toBe(true);
        if (after === null) continue;
        expect(ahead).toBeGreaterThanOrEqual(0);
        // The award's own days, and no others: a change begins nothing that was not granted, and ends nothing early.
        const paid = amount === null ? [] : [amount];
        model = model.map((then, nth) => (nth >= from && then.length > 0 ? paid : then));
        expect(paidBy(after)).toEqual(model);
        expect(ALL_DAYS.map((day) => inForceOn(after, day)?.amount)).toEqual(model.map(([only]) => only));
        expect(beginnings(after).slice(0, versions.length)).toEqual(beginnings(versions));
        versions = after;
      }
    }),
  );
});

test('a change ends what was in force the day before', () => {
  expect(changed([OPEN], { amount: 70_000, from: '2026-12-01' }, '2026-11-22')).toEqual([
    { ...OPEN, endsOn: '2026-11-30' },
    { version: 2, amount: 70_000, startsOn: '2026-12-01', endsOn: null },
  ]);
});

test('a version that had not begun is overtaken, and stands there as one that never was in force', () => {
  const planned = changed([OPEN], { amount: 70_000, from: '2027-01-01' }, '2026-11-22');
  const overtaken = changed(planned, { amount: 50_000, from: '2026-12-01' }, '2026-11-23');
  expect(overtaken).toEqual([
    { ...OPEN, endsOn: '2026-11-30' },
    { version: 2, amount: 70_000, startsOn: '2027-01-01', endsOn: '2026-12-31' },
    { version: 3, amount: 50_000, startsOn: '2026-12-01', endsOn: null },
  ]);
  expect(shownOn(overtaken, '2027-02-01')?.version).toBe(3);
});

test('an award ends where it was granted to end, however often it is changed', () => {
  const year = { ...OPEN, endsOn: '2027-10-31' };
  expect(changed([year], { amount: 1, from: '2027-01-01' }, '2026-11-22').at(-1)).toMatchObject({
    endsOn: '2027-10-31',
  });
});

test.each([
  ['a day that is over', [OPEN], '2026-11-21', '2026-11-21 is over'],
  ['a day before the award begins', [OPEN], '2026-11-09', 'begins on 2026-11-10'],
  ['a day after its end', [{ ...OPEN, endsOn: '2026-11-30' }], '2026-12-01', 'a new application'],
  ['nothing that was granted', [], '2026-12-01', 'a new application'],
])('a change is refused for %s', (_what, versions, from, sentence) => {
  const today = from === '2026-11-09' ? '2026-11-01' : '2026-11-22';
  expect(() => changed(versions, { amount: 1, from }, today)).toThrow(
    expect.objectContaining({ code: 'STEP_REFUSED', message: expect.stringContaining(sentence) }),
  );
});

test('an application shows the version in force, else the next, else the last', () => {
  const versions = changed([OPEN], { amount: 70_000, from: '2026-12-01' }, '2026-11-22');
  const stop = stopped(versions, { from: '2027-01-01' }, '2026-11-22');
  const shown = ['2026-11-01', '2026-11-10', '2026-12-01', '2027-06-01'].map(
    (day) => shownOn(stop, day)?.version,
  );
  expect(shown).toEqual([1, 1, 2, 2]);
  expect(shownOn([], '2026-11-22')).toBeNull();
});

test('an award from before versions were kept has one: what the application says; a refusal has none', () => {
  const application = anApplication(1);
  expect(versionsOf(application, [])).toMatchObject([
    { version: 1, amount: 60_000, startsOn: '2026-02-01', endsOn: null, reason: application.decisionReason },
  ]);
  expect(versionsOf(anApplication(2, { awardAmount: null, awardStartsOn: null }), [])).toEqual([]);
});
