import { daysAfter } from '@seisi/schema/calendar/civil-day';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRenewable, lastDayOf, reminderDue, ruleOn } from './card.ts';

const RULE = {
  ...{ startsOn: '2008-07-07', validYears: 5, renewalOpensDays: 180 },
  ...{ firstReminderDays: 90, secondReminderDays: 30, sendWorkingDays: 7, source: 'test' },
};
const card = (given: object = {}) => ({ expiresOn: '2026-12-31', lostOn: null, cancelledOn: null, ...given });

test('a card is valid for its years to the day before, also from a leap day', () => {
  expect([lastDayOf(RULE, '2026-01-15'), lastDayOf(RULE, '2024-02-29')]).toEqual([
    '2031-01-14',
    '2029-02-27',
  ]);
});

test('the rule is the newest that had begun', () => {
  const later = { ...RULE, startsOn: '2030-01-01', validYears: 3 };
  expect(ruleOn([later, RULE], '2029-12-31').validYears).toBe(5);
  expect(ruleOn([RULE, later], '2030-01-01').validYears).toBe(3);
  expect(() => ruleOn([later], '2029-12-31')).toThrow('No rule');
});

test('a card is renewed from so many days before its last one on, and never once it was lost or cancelled', () => {
  const opens = daysAfter('2026-12-31', -RULE.renewalOpensDays);
  expect([daysAfter(opens, -1), opens, '2027-05-01'].map((day) => isRenewable(card(), RULE, day))).toEqual([
    ...[false, true, true],
  ]);
  for (const ended of [{ lostOn: '2026-12-01' }, { cancelledOn: '2026-12-01' }])
    expect(isRenewable(card(ended), RULE, '2026-12-31')).toBe(false);
});

test('of each card two reminders are due and no third, on whatever days somebody looks', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -200, max: 30 }), { maxLength: 40 }), (looks) => {
      const days = looks.toSorted((one, other) => one - other).map((look) => daysAfter('2026-12-31', look));
      const told = new Set(days.map((day) => reminderDue(card(), RULE, day)).filter((nth) => nth !== null));
      const isWithin = (days: number) => looks.some((look) => look >= -days && look <= 0);
      expect(told.has(2)).toBe(isWithin(30));
      expect(told.has(1)).toBe(looks.some((look) => look >= -90 && look < -30));
    }),
  );
});
