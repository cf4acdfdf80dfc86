import { advance, type Life } from '@seisi/host/life';
import { lastDay } from '@seisi/schema/calendar/clock';
import { RegistryError } from '@seisi/schema/errors';
import type { DutyOfficer } from './duty.policy.ts';
import type { Outcome } from './sharing-decision.ts';
import type { SharingRequestRow, SharingStepRow } from './sharing-request.table.ts';

type Status = SharingRequestRow['status'];
export type SharingAct = Exclude<SharingStepRow['act'], 'DRAFT'>;

/** The life of a request. What a confirmation comes to its decision says; a proposal that is declined goes back to where it came from. */
const sharingLife: Life<Status, SharingAct> = {
  DRAFT: { REVISE: 'DRAFT', SUBMIT: 'SUBMITTED', WITHDRAW: 'WITHDRAWN' },
  SUBMITTED: { EXTEND: 'EXTENDED', PROPOSE: 'PROPOSED', WITHDRAW: 'WITHDRAWN' },
  EXTENDED: { EXTEND: 'EXTENDED', PROPOSE: 'PROPOSED', WITHDRAW: 'WITHDRAWN' },
  PROPOSED: { DECLINE: 'SUBMITTED', CONFIRM: 'APPROVED', WITHDRAW: 'WITHDRAWN' },
  APPROVED: {},
  APPROVED_WITH_CONDITIONS: {},
  PARTLY_REFUSED: {},
  REFUSED: {},
  WITHDRAWN: {},
};

/** @throws STEP_REFUSED where the step is not open from there */
export function nextStatus(
  { status, extendedAt }: Pick<SharingRequestRow, 'status' | 'extendedAt'>,
  step: SharingAct,
  outcome: Outcome | null,
): Status {
  const next = advance(sharingLife, { thing: 'request', status, step });
  if (step === 'CONFIRM' && outcome !== null) return outcome;
  return step === 'DECLINE' && extendedAt !== null ? 'EXTENDED' : next;
}

/** Act 864 s.14(2): within fourteen days of receipt. */
const ANSWER_DAYS = 14;
/** How much later an extension may put the answer; no source says. */
const MOST_EXTENSION_DAYS = 90;

/** The last day on which a request that was received on a day is answered in time. */
export function dueOnOf(receivedOn: string): string {
  const last = lastDay({
    counts: 'CALENDAR',
    days: ANSWER_DAYS,
    state: '16',
    startedOn: receivedOn,
    pauses: [],
  });
  if (last === null) throw new RangeError('A clock that does not stand still has a last day.');
  return last;
}

/** @throws BAD_USER_INPUT for a day that is no later than the one before, has passed, or is too late */
export function extendedTo(dueOn: string | null, until: string, today: string): string {
  const isDay = new Date(`${until}T00:00:00Z`).toJSON()?.slice(0, 10) === until;
  const latest = lastDay({
    counts: 'CALENDAR',
    days: MOST_EXTENSION_DAYS,
    state: '16',
    startedOn: today,
    pauses: [],
  });
  if (isDay && until > (dueOn ?? '') && until >= today && until <= (latest ?? '')) return until;
  throw new RegistryError(
    'BAD_USER_INPUT',
    `\`input.until\` takes a day after the last one, within ${MOST_EXTENSION_DAYS} days from today.`,
    { argument: 'input.until' },
  );
}

/** Whether a request's last day is over without an answer. */
export function isOverdue(
  { status, dueOn }: Pick<SharingRequestRow, 'status' | 'dueOn'>,
  today: string,
): boolean {
  const isOpen = status === 'SUBMITTED' || status === 'EXTENDED' || status === 'PROPOSED';
  return isOpen && dueOn !== null && dueOn < today;
}

/** @throws STEP_REFUSED where the officer wrote the request, or proposed what is to be confirmed */
export function checkAnother(
  first: { readonly by: string | null; readonly key: string | null },
  officer: Pick<DutyOfficer, 'id' | 'personKey'>,
): void {
  if (first.by !== officer.id && first.key !== officer.personKey) return;
  throw new RegistryError('STEP_REFUSED', 'Nobody decides on what they wrote themselves. Ask a colleague.');
}
