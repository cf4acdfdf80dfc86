import type { Transaction } from '@seisi/host/act';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { desc, eq } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import { type AgencyStepRow, agencySteps } from './agency-standing.table.ts';
import { checkOther, checkProposed, type StandingAct, standingLife } from './agency-standing.ts';
import type { DutyOfficer } from './duty.policy.ts';
import { tellAgencies } from './notice.step.ts';

/** A step as it is taken: on which agency, by whom, when, and why where a reason belongs to it. */
export type StandingStep = {
  readonly agency: string;
  readonly act: StandingAct;
  readonly officer: DutyOfficer;
  readonly at: Date;
  readonly reason: string | null;
};

const TOLD = {
  SUSPEND: 'AGENCY_SUSPENDED',
  CONFIRM_RESUMPTION: 'AGENCY_RESUMED',
  CONFIRM_END: 'AGENCY_ENDED',
} as const;

/**
 * Takes a step about an agency's taking part. From the commit on its agreements and postings are facts of grounds or none, by the trigger of its table.
 * @throws NOT_FOUND for a code that none bears, STEP_REFUSED where the step is not open, or not the officer's
 */
export async function stepAgency(
  transaction: Transaction,
  { agency: code, act, officer, at, reason }: StandingStep,
): Promise<string> {
  const [current] = await transaction.select().from(agencies).where(eq(agencies.code, code)).for('update');
  if (current === undefined)
    throw new RegistryError('NOT_FOUND', 'There is no such agency. `agencies` lists them.');
  checkOther(code, officer);
  const status = advance(standingLife, { thing: 'agency', status: current.status, step: act });
  const [last] = await transaction
    .select()
    .from(agencySteps)
    .where(eq(agencySteps.agencyCode, code))
    .orderBy(desc(agencySteps.nth))
    .limit(1);
  checkProposed(act, last, officer);
  if (status !== current.status)
    await transaction.update(agencies).set({ status }).where(eq(agencies.code, code));
  const step = { agencyCode: code, act, fromStatus: current.status, toStatus: status, reason };
  await keepAgencyStep(transaction, { ...step, nth: (last?.nth ?? 0) + 1 }, officer, at);
  const kind = Object.hasOwn(TOLD, act) ? TOLD[act as keyof typeof TOLD] : null;
  if (kind !== null) await tellAgencies(transaction, [{ agencyCode: code, kind, about: code }], at);
  return code;
}

/** Writes down a step, in the transaction that holds the agency's row: so places are given one at a time. */
export async function keepAgencyStep(
  transaction: Transaction,
  step: Omit<AgencyStepRow, 'id' | 'by' | 'byKey' | 'at'>,
  { id: by, personKey: byKey }: DutyOfficer,
  at: Date,
): Promise<void> {
  await transaction.insert(agencySteps).values({ id: crypto.randomUUID(), ...step, by, byKey, at });
}
