import type { Life } from '@seisi/host/life';
import type { ApplicationRow } from './application.table.ts';
import type { ApplicationStepRow } from './application-process.table.ts';

export type ApplicationStatus = ApplicationRow['status'];
/** What is done to an application. */
export type ApplicationAct = ApplicationStepRow['act'];

/** The life of an application (permohonan; S0). Read a line as: from this status, these steps lead to those. It begins with `SUBMIT`. */
export const applicationLife = {
  IN_PROCESS: { ASK_FOR_DOCUMENTS: 'DOCUMENTS_REQUIRED', APPROVE: 'APPROVED', REJECT: 'REJECTED' },
  DOCUMENTS_REQUIRED: { COMPLETE: 'IN_PROCESS', LAPSE: 'REJECTED' },
  APPROVED: { SETTLE: 'COMPLETED' },
  /** Where an appeal is allowed. */
  REJECTED: { REOPEN: 'IN_PROCESS' },
  COMPLETED: {},
} as const satisfies Life<ApplicationStatus, ApplicationAct>;

type Set = Partial<Pick<ApplicationRow, 'completeAt' | 'decidedAt' | 'decisionReason'>>;

/** What a step sets beside the status. `reason` is told to the applicant. */
export function setBy(
  act: ApplicationAct,
  { completeAt }: Pick<ApplicationRow, 'completeAt'>,
  { at, reason }: { readonly at: Date; readonly reason: string | null },
): Set {
  // Complete is what it was the first time; what is asked for later does not undo it, the clock stands still meanwhile.
  if (act === 'COMPLETE') return { completeAt: completeAt ?? at };
  if (act === 'REOPEN') return { decidedAt: null, decisionReason: null };
  const isDecision = act === 'APPROVE' || act === 'REJECT' || act === 'LAPSE';
  return isDecision ? { decidedAt: at, decisionReason: reason } : {};
}
