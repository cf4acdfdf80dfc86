import { expect, test } from 'vitest';
import { isOverdue, newClock, paused, resumed } from './clock.ts';

test('the documents’ clock runs fourteen calendar days, the decision’s thirty working days of the state', () => {
  const documents = newClock('COMPLETENESS', '05', '2026-11-22');
  expect(documents).toMatchObject({ days: 14, counts: 'CALENDAR', dueOn: '2026-12-06', pauses: [] });
  const states = ['01', '02', '10'].map((state) => newClock('DECISION', state, '2026-11-22').dueOn);
  expect(states).toEqual(['2027-01-04', '2027-01-04', '2027-01-06']);
});

test('the decision’s clock stands still while documents are awaited, and goes on after the day on which they came', () => {
  const running = newClock('DECISION', '10', '2026-11-22');
  const still = paused(running, '2026-12-01');
  expect(still).toMatchObject({ dueOn: null, pauses: [{ from: '2026-12-01', until: null }] });
  expect(paused(still, '2026-12-03')).toEqual(still);
  const again = resumed(still, '2026-12-09');
  expect(again).toMatchObject({ dueOn: '2027-01-15', pauses: [{ from: '2026-12-01', until: '2026-12-09' }] });
  expect(resumed(again, '2026-12-11')).toEqual(again);
  expect(paused(again, '2026-12-14').pauses).toHaveLength(2);
});

test('a machine whose clock is behind around midnight ends a pause on the day on which it began', () => {
  const still = paused(newClock('DECISION', '10', '2026-11-22'), '2026-12-02');
  expect(resumed(still, '2026-12-01').pauses).toEqual([{ from: '2026-12-02', until: '2026-12-02' }]);
});

test('a clock is overdue once its last day is over, not while it stands still in time, and never after its end', () => {
  const running = newClock('COMPLETENESS', '05', '2026-11-01');
  const days = ['2026-11-15', '2026-11-16'];
  expect(days.map((day) => isOverdue(running, day))).toEqual([false, true]);
  expect(isOverdue(paused(running, '2026-11-15'), '2099-01-01')).toBe(false);
  expect(isOverdue(paused(running, '2026-11-16'), '2026-11-16')).toBe(true);
  expect(isOverdue({ ...running, endedOn: '2026-11-16' }, '2026-11-17')).toBe(false);
});

test('without a rule, or a calendar, of its day no clock begins', () => {
  expect(() => newClock('DECISION', '05', '2023-12-31')).toThrow('No rule');
  expect(() => newClock('DECISION', '05', '2030-12-20')).toThrow('not in the table');
  expect(() => newClock('COMPLETENESS', '99', '2026-11-22')).toThrow('no code of a state');
});
