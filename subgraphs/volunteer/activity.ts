import type { Life } from '@seisi/host/life';
import type { ParticipationStatus, VolunteerActivityStatus } from './types.generated.ts';

export type ParticipationAct = 'SIGN_UP' | 'WITHDRAW' | 'ATTEND' | 'MISS';

/** The life of a participation. What was recorded of a day can be recorded otherwise: each is kept. */
export const participationLife = {
  SIGNED_UP: { WITHDRAW: 'WITHDRAWN', ATTEND: 'ATTENDED', MISS: 'ABSENT' },
  WITHDRAWN: { SIGN_UP: 'SIGNED_UP' },
  ATTENDED: { ATTEND: 'ATTENDED', MISS: 'ABSENT' },
  ABSENT: { ATTEND: 'ATTENDED', MISS: 'ABSENT' },
} as const satisfies Life<ParticipationStatus, ParticipationAct>;

/** Whether an activity can be joined on a day (YYYY-MM-DD): cancelled beats over, over beats full. */
export function activityStatusOn(
  today: string,
  activity: { readonly day: string; readonly cancelledOn: string | null; readonly capacity: number },
  taken: number,
): VolunteerActivityStatus {
  if (activity.cancelledOn !== null) return 'CANCELLED';
  if (activity.day < today) return 'OVER';
  return taken >= activity.capacity ? 'FULL' : 'OPEN';
}

/** A figure of people as a report tells it: fewer than ten are not told (access §2), none is. */
export function toldFigure(people: number): number | null {
  return people > 0 && people < 10 ? null : people;
}
