import { advance, type Life } from '@seisi/host/life';
import { type DataClass, isDataClass } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import type { ReferralRow, ReferralStepRow } from './referral.table.ts';

type Status = ReferralRow['status'];
export type ReferralAct = Exclude<ReferralStepRow['act'], 'SEND'>;

/** The life of a referral (processes (e)). What is returned is sent on as a new one; what is escalated goes to the department as a new one. */
const referralLife: Life<Status, ReferralAct> = {
  SENT: { ACCEPT: 'ACCEPTED', RETURN: 'RETURNED', ESCALATE: 'ESCALATED' },
  ACCEPTED: { BEGIN: 'IN_ACTION', CLOSE: 'CLOSED', ESCALATE: 'ESCALATED' },
  IN_ACTION: { COMPLETE: 'COMPLETED', CLOSE: 'CLOSED', ESCALATE: 'ESCALATED' },
  RETURNED: { SEND_ON: 'RETURNED' },
  COMPLETED: {},
  CLOSED: {},
  ESCALATED: {},
};

/** @throws STEP_REFUSED where the step is not open from there */
export function nextReferral(status: Status, step: ReferralAct): Status {
  return advance(referralLife, { thing: 'referral', status, step });
}

/** Whose step it is: the agency that received it, that sent it, or either. */
export const SIDE: Readonly<Record<ReferralAct, 'receiver' | 'sender' | 'either'>> = {
  ACCEPT: 'receiver',
  RETURN: 'receiver',
  BEGIN: 'receiver',
  COMPLETE: 'receiver',
  CLOSE: 'receiver',
  ESCALATE: 'either',
  SEND_ON: 'sender',
};

const HOUR = 3_600_000;
/** JKM's charter: in a crisis within 24 hours; Talian Kasih: feedback within 14 days. Urgent stands between them: no source says. */
const ANSWER_HOURS: Readonly<Record<ReferralRow['urgency'], number>> = {
  EMERGENCY: 24,
  URGENT: 72,
  ROUTINE: 14 * 24,
};

/** Until when the receiver of what is sent at an instant answers. */
export function dueAtOf(urgency: ReferralRow['urgency'], at: Date): Date {
  return new Date(at.getTime() + ANSWER_HOURS[urgency] * HOUR);
}

/** Whether its receiver has not answered in time. */
export function isLate({ status, dueAt }: Pick<ReferralRow, 'status' | 'dueAt'>, now: number): boolean {
  return status === 'SENT' && dueAt !== null && dueAt.getTime() < now;
}

/** What no referral passes on. */
const NEVER: ReadonlySet<string> = new Set(['protection', 'receipts', 'bank', 'case']);

/** The minimum set, each class once. @throws BAD_USER_INPUT for none, and for what no referral passes on */
export function readMinimumSet(names: readonly string[]): DataClass[] {
  const classes = [...new Set(names)].filter(isDataClass).filter((name) => !NEVER.has(name));
  if (classes.length > 0 && classes.length === new Set(names).size) return classes.toSorted();
  throw new RegistryError(
    'BAD_USER_INPUT',
    '`input.classes` takes one or more data classes by name, and never bank, case, protection or receipts.',
    { argument: 'input.classes' },
  );
}
