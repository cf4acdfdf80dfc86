import type { Transaction } from '@seisi/host/act';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, inArray, not } from 'drizzle-orm';
import { households } from './household.table.ts';
import { tell } from './notice.step.ts';
import {
  type RegistrationRow,
  type RegistrationStepRow,
  registrationSteps,
  registrations,
} from './registration.table.ts';
import { registrationLife } from './registration.ts';
import type { CriterionFound } from './registration-criteria.ts';
import { badInput } from './registration-input.ts';

/** Who acts on the open registration of a household, and when. */
export type Registering = { readonly householdKey: string; readonly by: string; readonly at: Date };

/** What stands beside a step. */
type Beside = Partial<Pick<RegistrationStepRow, 'level' | 'heldOn' | 'reason'>> & {
  readonly criteria?: readonly CriterionFound[];
};

/** The open registration of a household, locked until the transaction ends. @throws STEP_REFUSED where none is under way */
export async function openRegistrationOf(
  transaction: Transaction,
  householdKey: string,
): Promise<RegistrationRow> {
  const [open] = await transaction
    .select()
    .from(registrations)
    .where(
      and(
        eq(registrations.householdKey, householdKey),
        inArray(registrations.status, ['NEW', 'UNDER_CENSUS']),
        not(registrations.isDuplicate),
      ),
    )
    .for('update');
  if (open !== undefined) return open;
  throw new RegistryError('STEP_REFUSED', 'No registration of this household is under way.');
}

/**
 * Takes a step of a registration: its status, that of its household, and the history, all of one transaction. Of two at once the second meets the status
 * that the first left, for the row is locked.
 * @throws STEP_REFUSED where it is not open from there
 */
export async function stepRegistration(
  transaction: Transaction,
  open: RegistrationRow,
  act: Exclude<RegistrationStepRow['act'], 'REGISTER'>,
  { by, at, criteria, ...beside }: Pick<Registering, 'by' | 'at'> & Beside,
): Promise<void> {
  const { id, householdKey, headKey, status } = open;
  const toStatus = advance(registrationLife, { thing: 'registration', status, step: act });
  await transaction
    .update(registrations)
    .set({ status: toStatus, ...(criteria === undefined ? {} : { criteria }) })
    .where(eq(registrations.id, id));
  await transaction
    .update(households)
    .set({ registrationStatus: toStatus })
    .where(eq(households.key, householdKey));
  await keepStep(transaction, { registrationId: id, act, toStatus, by, at, ...beside });
  const kind = TOLD[toStatus];
  if (toStatus !== status && kind !== null)
    await tell(transaction, [{ personKey: headKey, kind, aboutId: id }], at);
}

/** What the head is told of each change of status (S0, S1: notices); a new one is told of by whoever makes it. */
const TOLD = {
  NEW: null,
  UNDER_CENSUS: 'CENSUS_NEXT',
  CONFIRMED: 'REGISTRATION_CONFIRMED',
  REJECTED: 'REGISTRATION_REJECTED',
} as const;

/** Writes a step into the history. */
export async function keepStep(
  transaction: Transaction,
  step: Pick<RegistrationStepRow, 'registrationId' | 'act' | 'toStatus' | 'by' | 'at'> &
    Omit<Beside, 'criteria'>,
): Promise<void> {
  await transaction.insert(registrationSteps).values({ id: crypto.randomUUID(), ...step });
}

/** @throws BAD_USER_INPUT for a day before the registration was made */
export function checkNotBefore(name: string, day: string, { submittedOn }: RegistrationRow): void {
  if (day < submittedOn) throw badInput(name, `is before ${submittedOn}, when the registration was made`);
}

/**
 * Four eyes: whoever took one of these steps does not take the next.
 * @throws STEP_REFUSED for them
 */
export async function checkAnother(
  transaction: Transaction,
  registrationId: string,
  by: string,
  acts: readonly RegistrationStepRow['act'][],
): Promise<void> {
  const [own] = await transaction
    .select({ act: registrationSteps.act })
    .from(registrationSteps)
    .where(
      and(
        eq(registrationSteps.registrationId, registrationId),
        eq(registrationSteps.by, by),
        inArray(registrationSteps.act, [...acts]),
      ),
    )
    .limit(1);
  if (own !== undefined)
    throw new RegistryError('STEP_REFUSED', 'Another officer takes this step than took the one before.');
}
