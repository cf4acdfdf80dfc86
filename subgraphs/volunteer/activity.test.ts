import { advance } from '@seisi/host/life';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activityStatusOn, type ParticipationAct, participationLife, toldFigure } from './activity.ts';
import type { ParticipationStatus } from './types.generated.ts';

const STATUSES = ['SIGNED_UP', 'WITHDRAWN', 'ATTENDED', 'ABSENT'] as const;
const ACTS = ['SIGN_UP', 'WITHDRAW', 'ATTEND', 'MISS'] as const;

test('every step from every status leads where it is said, or is refused', () => {
  const found = STATUSES.flatMap((status) => ACTS.flatMap((step) => taken(status, step)));
  expect(found.toSorted()).toEqual(
    [
      ...['SIGNED_UP WITHDRAW WITHDRAWN', 'SIGNED_UP ATTEND ATTENDED', 'SIGNED_UP MISS ABSENT'],
      ...['WITHDRAWN SIGN_UP SIGNED_UP', 'ATTENDED ATTEND ATTENDED', 'ATTENDED MISS ABSENT'],
      ...['ABSENT ATTEND ATTENDED', 'ABSENT MISS ABSENT'],
    ].toSorted(),
  );
});

function taken(status: ParticipationStatus, step: ParticipationAct): string[] {
  try {
    const next = advance<ParticipationStatus, ParticipationAct>(participationLife, {
      thing: 'participation',
      status,
      step,
    });
    return [`${status} ${step} ${next}`];
  } catch {
    return [];
  }
}

test('an activity is open to its last place and its last day, unless it was cancelled', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 6 }),
      fc.boolean(),
      (capacity, places, isOver) => {
        const activity = { day: '2026-01-20', cancelledOn: null, capacity };
        const status = activityStatusOn(isOver ? '2026-01-21' : '2026-01-20', activity, places);
        expect(status).toBe(isOver ? 'OVER' : places < capacity ? 'OPEN' : 'FULL');
        expect(activityStatusOn('2026-01-01', { ...activity, cancelledOn: '2026-01-01' }, places)).toBe(
          'CANCELLED',
        );
      },
    ),
  );
});

test('of fewer than ten people no figure is told, and of none it is', () => {
  expect([0, 1, 9, 10, 11].map(toldFigure)).toEqual([0, null, null, 10, 11]);
});
