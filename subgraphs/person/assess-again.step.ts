import type { Transaction } from '@seisi/host/act';
import { anyOf } from '@seisi/host/any-of';
import { civilDate } from '@seisi/host/context';
import { and, eq, exists, or } from 'drizzle-orm';
import { assessHousehold } from './assessment.step.ts';
import { assessments } from './assessment.table.ts';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';

/**
 * Assesses households whose data changed, as far as somebody lives there today and they are confirmed. A household that was assessed all the same is assessed again too: whose
 * figures a citizen may read is decided by who had a part in its newest assessment, and a change may take a part away.
 * @throws STEP_REFUSED where no line of its place is on record
 */
export async function assessAgain(
  transaction: Transaction,
  keys: readonly string[],
  at: Date,
): Promise<void> {
  const on = civilDate(at.getTime());
  const assessed = transaction
    .select({ id: assessments.id })
    .from(assessments)
    .where(eq(assessments.householdKey, households.key));
  const living = transaction
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(eq(memberships.householdKey, households.key), inForce(memberships.since, memberships.until, on)),
    );
  const homes = await transaction
    .select({ householdKey: households.key })
    .from(households)
    .where(
      and(
        anyOf(households.key, keys),
        exists(living),
        or(eq(households.registrationStatus, 'CONFIRMED'), exists(assessed)),
      ),
    )
    .orderBy(households.key);
  for (const { householdKey } of homes)
    await assessHousehold(transaction, { householdKey, on, at, cause: 'UPDATE' });
}
