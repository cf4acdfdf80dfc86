import { civilDate } from '@seisi/host/context';
import { advance, type Life } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import type { AppealRow } from './appeal.table.ts';
import { lastDayToAppeal } from './appeal-rule.ts';
import type { ApplicationRow } from './application.table.ts';
import type { ApplicationStepRow, DecisionProposalRow } from './application-process.table.ts';
import type { AppealOutcome, AppealStatus } from './types.generated.ts';

type AppealStep = 'ALLOW' | 'DISMISS';

/** The life of an appeal (rayuan). Read a line as: from this status, these steps lead to those. */
export const appealLife = {
  LODGED: { ALLOW: 'ALLOWED', DISMISS: 'DISMISSED' },
  ALLOWED: {},
  DISMISSED: {},
} as const satisfies Life<AppealStatus, AppealStep>;

/** Which step an outcome is. */
export const STEP_OF: Readonly<Record<AppealOutcome, AppealStep>> = {
  ALLOWED: 'ALLOW',
  DISMISSED: 'DISMISS',
};

/**
 * An appeal as it is lodged.
 * @throws STEP_REFUSED where the application is not refused, after the last day for it, while another appeal is open, and after one against this refusal was
 * dismissed
 */
export function lodged(
  { id: applicationId, applicantKey: personKey, status, decidedAt }: ApplicationRow,
  { grounds, at }: { readonly grounds: string; readonly at: Date },
  before: readonly AppealRow[],
): AppealRow {
  if (status !== 'REJECTED')
    throw refused(`The application is ${status}; only a refusal can be appealed against.`);
  if (before.some((each) => each.status === 'LODGED'))
    throw refused('An appeal against this refusal is open already. Wait for its decision.');
  const refusedAt = decidedAt?.getTime() ?? 0;
  const lastDay = lastDayToAppeal(civilDate(refusedAt));
  if (lastDay !== null && civilDate(at.getTime()) > lastDay)
    throw refused(`The last day to appeal was ${lastDay}. Lodge a new application.`);
  if (before.some((each) => each.status === 'DISMISSED' && each.lodgedAt.getTime() >= refusedAt))
    throw refused('An appeal against this refusal was dismissed. Lodge a new application.');
  const undecided = { status: 'LODGED' as const, decidedBy: null, decidedAt: null, reason: null };
  return { id: crypto.randomUUID(), applicationId, personKey, grounds, lodgedAt: at, ...undecided };
}

/** What is on record of who refused an application. */
export type RefusalRecord = {
  readonly proposals: readonly DecisionProposalRow[];
  readonly steps: readonly ApplicationStepRow[];
};

/** Who had a part in refusing an application: who proposed to refuse it, who confirmed that, and who took the step. */
export function refusers({ proposals, steps }: RefusalRecord): ReadonlySet<string> {
  const refusals = proposals.filter(({ outcome }) => outcome === 'REJECT');
  return new Set([
    ...refusals.map(({ proposedBy }) => proposedBy),
    ...refusals.flatMap(({ closedBy, isConfirmed }) =>
      isConfirmed === true && closedBy !== null ? [closedBy] : [],
    ),
    ...steps.filter(({ act }) => act === 'REJECT' || act === 'LAPSE').map(({ by }) => by),
  ]);
}

/**
 * An appeal as it is decided.
 * @throws STEP_REFUSED where it is decided already, and for an officer who had a part in the refusal
 */
export function decided(
  appeal: AppealRow,
  given: { readonly outcome: AppealOutcome; readonly reason: string; readonly by: string; readonly at: Date },
  refusedBy: ReadonlySet<string>,
): AppealRow {
  const { outcome, reason, by, at } = given;
  const status = advance(appealLife, { thing: 'appeal', status: appeal.status, step: STEP_OF[outcome] });
  if (refusedBy.has(by)) throw refused('You had a part in the refusal: another officer decides the appeal.');
  return { ...appeal, status, reason, decidedBy: by, decidedAt: at };
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
