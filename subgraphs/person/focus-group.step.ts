import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import {
  checkAnother,
  checkNotBefore,
  openRegistrationOf,
  type Registering,
  stepRegistration,
} from './registration.step.ts';
import type { RegistrationStepRow } from './registration.table.ts';

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
  return open.id;
}
