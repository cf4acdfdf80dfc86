import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inForceOn, type Version } from './award.ts';
import { amountFor, followed, isPossible, segmentsOf } from './award-rate.ts';
import type { Rate } from './entitlement.ts';

const OPEN = { ageFrom: null, ageTo: null, isMost: false, familyCap: null };
/** Two bands whose amounts rose on 1 January 2025, and again within a month. */
const RATES: readonly Rate[] = [
  { ...OPEN, startsOn: '2021-01-01', endsOn: '2024-12-31', ageTo: 6, amount: 20_000, familyCap: 50_000 },
  {
    ...OPEN,
    startsOn: '2021-01-01',
    endsOn: '2024-12-31',
    ageFrom: 7,
    ageTo: 18,
    amount: 15_000,
    familyCap: 50_000,
  },
  { ...OPEN, startsOn: '2025-01-01', endsOn: '2025-06-14', ageTo: 6, amount: 25_000, familyCap: 60_000 },
  {
    ...OPEN,
    startsOn: '2025-01-01',
    endsOn: '2025-06-14',
    ageFrom: 7,
    ageTo: 18,
    amount: 20_000,
    familyCap: 60_000,
  },
  { ...OPEN, startsOn: '2025-06-15', endsOn: null, ageTo: 6, amount: 30_000, familyCap: 90_000 },
  { ...OPEN, startsOn: '2025-06-15', endsOn: null, ageFrom: 7, ageTo: 18, amount: 24_000, familyCap: 90_000 },
];
const MONTHS = Array.from(
  { length: 36 },
  (_, at) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`,
);

/** What a family is paid for a month, computed apart: by tables of this file, ages by subtraction, the cap over the sum. */
function paidApart(recipients: readonly string[], month: string): number {
  const [small, big, cap] =
    month < '2025-01-01' ? [200, 150, 500] : month < '2025-07-01' ? [250, 200, 600] : [300, 240, 900];
  const each = recipients.map((birth) => {
    const [years, months, days] = birth.split('-').map(Number) as [number, number, number];
    const [year, number] = month.split('-').map(Number) as [number, number];
    const age = year - years - Number(number < months || (number === months && days > 1));
    return age > 18 ? 0 : age > 6 ? big : small;
  });
  return (
    100 *
    Math.min(
      cap,
      each.reduce((sum, one) => sum + one, 0),
    )
  );
}

const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const family = fc.array(day('2003-01-01', '2022-12-31'), { minLength: 1, maxLength: 5 });

test('whoever is granted aid by rates, and however often the rates are followed, each month is paid what a table says: before the change the old, after it the new', () => {
  fc.assert(
    fc.property(
      family,
      day('2023-01-01', '2024-06-30'),
      day('2023-01-01', '2025-12-31'),
      (recipients, startsOn, decidedOn) => {
        const segments = segmentsOf({ rates: RATES, recipients }, { startsOn, endsOn: null }, decidedOn);
        const months = MONTHS.filter((month) => month >= startsOn);
        const apart = months.map((month) => paidApart(recipients, month));
        if (segments === null) {
          expect(apart[0]).toBe(0);
          return;
        }
        let versions: readonly Version[] = segments.map((segment, at) => ({
          ...segment,
          version: at + 1,
          recipients,
        }));
        for (const month of months.filter((one) => one > decidedOn)) {
          const monthBefore = new Date(Date.parse(month) - 86_400_000).toISOString().slice(0, 10);
          versions = followed(versions, RATES, monthBefore)?.versions ?? versions;
          // Once more changes nothing.
          expect(followed(versions, RATES, monthBefore)).toBeNull();
        }
        // What has ended because nobody was of the age does not begin again by itself; here nobody becomes younger.
        expect(months.map((month) => inForceOn(versions, month)?.amount ?? 0)).toEqual(apart);
      },
    ),
    { numRuns: 300 },
  );
});

test('an award ends before the month for which nobody is of the age any more', () => {
  const by = { rates: RATES, recipients: ['2005-11-02'] };
  expect(segmentsOf(by, { startsOn: '2024-10-10', endsOn: null }, '2024-12-20')).toEqual([
    { amount: 15_000, startsOn: '2024-10-10', endsOn: '2024-11-30' },
  ]);
});

test('what an officer set, what ends before, and what the rates do not tell any more is left as it is', () => {
  const award = { version: 1, amount: 15_000, startsOn: '2024-10-01', endsOn: null };
  const recipients = ['2012-01-01'];
  expect(followed([{ ...award, recipients: null }], RATES, '2024-12-05')).toBeNull();
  expect(followed([{ ...award, recipients, endsOn: '2024-12-31' }], RATES, '2024-12-05')).toBeNull();
  expect(followed([{ ...award, recipients }], RATES.slice(0, 2), '2024-12-05')).toBeNull();
  expect(followed([{ ...award, recipients }], RATES, '2024-12-05')?.versions).toEqual([
    { ...award, recipients, endsOn: '2024-12-31' },
    { version: 2, amount: 20_000, startsOn: '2025-01-01', endsOn: null, recipients },
  ]);
});

test('a rate that comes late for a month that was begun for is taken in place of what was to begin', () => {
  const recipients = ['2012-01-01'];
  const versions = [
    { version: 1, amount: 15_000, startsOn: '2024-10-01', endsOn: '2024-12-31', recipients },
    { version: 2, amount: 17_000, startsOn: '2025-01-01', endsOn: null, recipients },
  ];
  const after = followed(versions, RATES, '2024-12-20')?.versions ?? [];
  expect(inForceOn(after, '2025-01-01')).toMatchObject({ version: 3, amount: 20_000 });
  expect(inForceOn(after, '2024-12-31')).toMatchObject({ version: 1 });
});

test.each([
  [15_000, true],
  [35_000, true],
  [50_000, true],
  [10_000, false],
  [50_001, false],
])('that the rates give %i sen to some family is %s', (amount, expected) => {
  expect(isPossible(RATES, '2024-12-01', amount)).toBe(expected);
});

test('where the rates set the most, or nothing, everything up to that may be set', () => {
  const most = [{ ...OPEN, startsOn: '2000-01-01', endsOn: null, amount: 270_000, isMost: true }];
  expect([1, 270_000, 270_001].map((amount) => isPossible(most, '2026-01-01', amount))).toEqual([
    true,
    true,
    false,
  ]);
  expect(isPossible([], '2026-01-01', 1)).toBe(true);
  expect(amountFor({ rates: most, recipients: ['2000-01-01'] }, '2026-01-01')).toBeNull();
});
