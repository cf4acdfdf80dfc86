import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { memberships } from './household.table.ts';
import { DECLARED_BY, moveHeadIn } from './new-registration.step.ts';
import {
  checkAnother,
  checkNotBefore,
  openRegistrationOf,
  type Registering,
  stepRegistration,
} from './registration.step.ts';
import type { RegistrationRow, RegistrationStepRow } from './registration.table.ts';

/** What a focus group decided: of which level, on which day, and why. */
export type FocusGroupDecision = {
  readonly level: NonNullable<RegistrationStepRow['level']>;
  readonly heldOn: string;
  readonly isConfirmed: boolean;
  readonly reason: string;
};

/**
 * Writes down what a focus group decided (S2: before the census in the field).
 * @throws STEP_REFUSED where the criteria were not checked, where it is not open from there, and for the officer who took the registration in
 */
export async function decideInFocusGroup(
  transaction: Transaction,
  { householdKey, by, at }: Registering,
  { level, heldOn, isConfirmed, reason }: FocusGroupDecision,
): Promise<string> {
  const open = await openRegistrationOf(transaction, householdKey);
  if (open.criteria === null)
    throw new RegistryError(
      'STEP_REFUSED',
      'The criteria were not checked yet: `checkRegistration` is first.',
    );
  await checkAnother(transaction, open.id, by, ['REGISTER']);
  checkNotBefore('heldOn', heldOn, open);
  const act = isConfirmed ? 'CONFIRM_IN_FOCUS_GROUP' : 'REJECT_IN_FOCUS_GROUP';
  await stepRegistration(transaction, open, act, { by, at, level, heldOn, reason });
  if (isConfirmed) await letHeadIn(transaction, open, { by, at });
  return open.id;
}

/** Whom an office registered, and the registers know, lives there from now on: a second officer stands behind it. @throws STEP_REFUSED for who lives elsewhere by now */
async function letHeadIn(
  transaction: Transaction,
  { householdKey, headKey, channel }: RegistrationRow,
  { by, at }: Pick<Registering, 'by' | 'at'>,
): Promise<void> {
  const today = civilDate(at.getTime());
  const homes = await transaction
    .select({ key: memberships.householdKey })
    .from(memberships)
    .where(and(eq(memberships.personKey, headKey), inForce(memberships.since, memberships.until, today)));
  if (homes.some(({ key }) => key === householdKey)) return;
  if (homes.length > 0)
    throw new RegistryError('STEP_REFUSED', 'The head lives in another household of the register by now.');
  const living = { householdKey, headKey, since: today };
  await moveHeadIn(transaction, living, { ...DECLARED_BY[channel], by, at });
}
