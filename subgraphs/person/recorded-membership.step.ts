import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { desc, eq } from 'drizzle-orm';
import { type HouseholdMemberRow, memberships } from './household.table.ts';
import type { Recording } from './recorded-income.ts';
import { type RecordedMembershipRow, recordedMemberships } from './recorded-membership.table.ts';
import {
  carriedOverMembership,
  firstMembership,
  type Membership,
  type MembershipTerms,
  nextMembership,
} from './recorded-membership.ts';

/** Records that somebody lives somewhere. */
export function beginMembership(
  transaction: Transaction,
  said: Membership,
  recording: Recording,
): Promise<HouseholdMemberRow> {
  return keep(transaction, firstMembership(crypto.randomUUID(), said, recording));
}

/**
 * Records what a membership should say from now on, such as its end; what was said before stays beside it.
 * @throws NOT_FOUND where there is no such membership, STEP_REFUSED where the register says this already or it would end before it begins
 */
export async function changeMembership(
  transaction: Transaction,
  membershipId: string,
  terms: (current: HouseholdMemberRow) => MembershipTerms,
  recording: Recording,
): Promise<HouseholdMemberRow> {
  // Of two officers who change one membership the second reads what the first has written.
  const [current] = await transaction
    .select()
    .from(memberships)
    .where(eq(memberships.id, membershipId))
    .for('update');
  if (current === undefined) throw new RegistryError('NOT_FOUND', 'There is no such membership.');
  const [found] = await transaction
    .select()
    .from(recordedMemberships)
    .where(eq(recordedMemberships.membershipId, membershipId))
    .orderBy(desc(recordedMemberships.version))
    .limit(1);
  const newest = found ?? carriedOverMembership(current);
  const next = nextMembership(newest, terms(current), recording);
  if (found === undefined) await transaction.insert(recordedMemberships).values(newest);
  return keep(transaction, next);
}

/** Adds a version, and lets today's row say the same: whoever reads today, and every ground, reads that alone. */
async function keep(transaction: Transaction, version: RecordedMembershipRow): Promise<HouseholdMemberRow> {
  const { membershipId: id, householdKey, personKey, relationToHead, since, until } = version;
  const row = { id, householdKey, personKey, relationToHead, since, until };
  await transaction.insert(recordedMemberships).values(version);
  await transaction.insert(memberships).values(row).onConflictDoUpdate({ target: memberships.id, set: row });
  return row;
}
