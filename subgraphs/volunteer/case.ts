import type { Life } from '@seisi/host/life';
import type { AssignmentStatus, VolunteerCaseAct, VolunteerCaseStatus } from './types.generated.ts';

/** What is answered of an offer, and how help ends. */
export type AssignmentAct = Extract<
  VolunteerCaseAct,
  'VOLUNTEER_AGREE' | 'PERSON_AGREE' | 'DECLINE' | 'END' | 'FINISH'
>;

/** The life of an assignment in a case. Read a line as: from this status, these acts lead to those. Both agree, in either order, and either may say no or end it. */
export const assignmentLife: Life<AssignmentStatus, AssignmentAct> = {
  OFFERED: {
    VOLUNTEER_AGREE: 'VOLUNTEER_AGREED',
    PERSON_AGREE: 'PERSON_AGREED',
    DECLINE: 'DECLINED',
    END: 'ENDED',
  },
  VOLUNTEER_AGREED: { PERSON_AGREE: 'ACCEPTED', DECLINE: 'DECLINED', END: 'ENDED' },
  PERSON_AGREED: { VOLUNTEER_AGREE: 'ACCEPTED', DECLINE: 'DECLINED', END: 'ENDED' },
  ACCEPTED: { FINISH: 'DONE', END: 'ENDED' },
  DECLINED: {},
  ENDED: {},
  DONE: {},
};

/** How far a case has come by the assignment in it. */
export const CASE_STATUS = {
  OFFERED: 'OFFERED',
  VOLUNTEER_AGREED: 'OFFERED',
  PERSON_AGREED: 'OFFERED',
  ACCEPTED: 'MATCHED',
  DECLINED: 'OPEN',
  ENDED: 'OPEN',
  DONE: 'CLOSED',
} as const satisfies Readonly<Record<AssignmentStatus, VolunteerCaseStatus>>;

/** The life of a case beside its assignment: only one volunteer is asked at a time, and what is closed stays closed. */
export const caseLife: Life<VolunteerCaseStatus, VolunteerCaseAct> = {
  OPEN: { OFFER: 'OFFERED', CLOSE: 'CLOSED' },
  OFFERED: { CLOSE: 'CLOSED' },
  MATCHED: { CLOSE: 'CLOSED' },
  CLOSED: {},
};

/** Whether each may read what the other said of themselves: both have agreed, and it is not over. */
export function isMutual(status: AssignmentStatus): boolean {
  return status === 'ACCEPTED';
}
