import { describe, expect, test } from 'vitest';
import type { ReferralRow } from './referral.table.ts';
import { dueAtOf, isLate, nextReferral, type ReferralAct, readMinimumSet } from './referral.ts';

type Status = ReferralRow['status'];

describe('the life of a referral', () => {
  const ACTS: readonly ReferralAct[] = [
    ...(['ACCEPT', 'RETURN', 'BEGIN', 'COMPLETE', 'CLOSE', 'ESCALATE', 'SEND_ON'] as const),
  ];
  const TABLE: Readonly<Record<Status, string>> = {
    SENT: 'ACCEPTED RETURNED - - - ESCALATED -',
    ACCEPTED: '- - IN_ACTION - CLOSED ESCALATED -',
    IN_ACTION: '- - - COMPLETED CLOSED ESCALATED -',
    RETURNED: '- - - - - - RETURNED',
    COMPLETED: '- - - - - - -',
    CLOSED: '- - - - - - -',
    ESCALATED: '- - - - - - -',
  };
  const product = Object.entries(TABLE).flatMap(([status, row]) =>
    row.split(' ').map((next, place) => [status, ACTS[place], next] as const),
  );

  test.each(product)('%s by %s becomes %s', (from, act, next) => {
    const take = () => nextReferral(from as Status, act as ReferralAct);
    if (next === '-') expect(take).toThrow('is not open from there');
    else expect(take()).toBe(next);
  });
});

test('an emergency is answered within a day, what is urgent within three, the rest within fourteen', () => {
  const at = new Date('2026-01-15T04:00:00Z');
  const days = (['EMERGENCY', 'URGENT', 'ROUTINE'] as const).map(
    (urgency) => (dueAtOf(urgency, at).getTime() - at.getTime()) / 86_400_000,
  );
  expect(days).toEqual([1, 3, 14]);
  const dueAt = dueAtOf('EMERGENCY', at);
  expect(isLate({ status: 'SENT', dueAt }, dueAt.getTime())).toBe(false);
  expect(isLate({ status: 'SENT', dueAt }, dueAt.getTime() + 1)).toBe(true);
  expect(isLate({ status: 'ACCEPTED', dueAt }, dueAt.getTime() + 1)).toBe(false);
});

test('a minimum set names classes, and never what no referral passes on', () => {
  expect(readMinimumSet(['poverty', 'area', 'area'])).toEqual(['area', 'poverty']);
  for (const classes of [[], ['everything'], ['area', 'bank'], ['case'], ['protection'], ['receipts']])
    expect(() => readMinimumSet(classes)).toThrow('input.classes');
});
