import type { Life } from '@seisi/host/life';
import type { VolunteerStatus, VolunteerStepAct } from './types.generated.ts';

/**
 * The life of a record as a volunteer. Read a line as: from this status, these steps lead to those. Nobody is active who was not at an induction (S0);
 * who is invited may be asked to come on another day.
 */
export const volunteerLife = {
  RECEIVED: { REVIEW: 'REVIEWED', REFUSE: 'REFUSED' },
  REVIEWED: { INVITE: 'INVITED', REFUSE: 'REFUSED' },
  INVITED: { INVITE: 'INVITED', ATTEND: 'ACTIVE', MISS: 'ABSENT' },
  ABSENT: { INVITE: 'INVITED', REFUSE: 'REFUSED' },
  ACTIVE: { DEACTIVATE: 'INACTIVE' },
  INACTIVE: { REACTIVATE: 'ACTIVE' },
  // A refusal bars nobody from a new application.
  REFUSED: { RECEIVE: 'RECEIVED' },
} as const satisfies Life<VolunteerStatus, VolunteerStepAct>;

/** Whether somebody may apply of whom this stands; null where there is no record. */
export function mayApply(status: VolunteerStatus | null): boolean {
  return status === null || status === 'REFUSED';
}
