import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passStatusOn, ruleOn, windowOf } from './work-pass.ts';

const RULE = {
  ...{ id: 'a', stream: 'DOMESTIC_HELPER' as const, startsOn: '2020-01-01', opensMonths: 3, closesDays: 7 },
  ...{
    passportMonths: 18,
    medicalMonths: 12,
    passMonths: 12,
    levySen: 41_000,
    needsContract: true,
    source: '',
  },
};
const dates = (given: object = {}) => ({
  ...{ expiresOn: '2026-12-31', replacedOn: null, cancelledOn: null },
  ...given,
});

test('a pass is valid to the end of its last day, unless it was cancelled or replaced', () => {
  const on = (day: string, given = {}) => passStatusOn(day, dates(given));
  expect([on('2026-12-31'), on('2027-01-01')]).toEqual(['ACTIVE', 'EXPIRED']);
  expect(on('2027-01-01', { replacedOn: '2026-12-01' })).toBe('REPLACED');
  expect(on('2026-06-01', { replacedOn: '2026-05-01', cancelledOn: '2026-05-02' })).toBe('CANCELLED');
});

test('the window opens three months before the last day and closes a week before it, also at the ends of months', () => {
  expect(windowOf(dates(), RULE)).toEqual({ from: '2026-09-30', until: '2026-12-24' });
  expect(windowOf(dates({ expiresOn: '2026-05-31' }), RULE)).toEqual({
    ...{ from: '2026-02-28', until: '2026-05-24' },
  });
});

test('the rule of a stream is its newest that had begun, whatever the order of the rows', () => {
  const rules = [
    RULE,
    { ...RULE, id: 'b', startsOn: '2030-01-01', opensMonths: 6 },
    { ...RULE, id: 'c', stream: 'OTHER_SECTOR' as const, opensMonths: 1 },
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(rules, { minLength: 3 }), (mixed) => {
      expect(ruleOn(mixed, 'DOMESTIC_HELPER', '2029-12-31').id).toBe('a');
      expect(ruleOn(mixed, 'DOMESTIC_HELPER', '2030-01-01').id).toBe('b');
      expect(ruleOn(mixed, 'OTHER_SECTOR', '2030-01-01').id).toBe('c');
    }),
  );
  expect(() => ruleOn(rules, 'OTHER_SECTOR', '2019-12-31')).toThrow('No rule');
});
