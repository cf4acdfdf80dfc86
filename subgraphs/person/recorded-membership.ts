import { RegistryError } from '@seisi/schema/errors';
import type { HouseholdMemberRow } from './household.table.ts';
import type { Recording } from './recorded-income.ts';
import type { RecordedMembershipRow } from './recorded-membership.table.ts';

/** Who lives where, and since when; until the day before `until`. */
export type Membership = Omit<HouseholdMemberRow, 'id'>;

/** What may be said anew of a membership. Whose it is and where stays: another home is another membership. */
export type MembershipTerms = Pick<HouseholdMemberRow, 'relationToHead' | 'since' | 'until'>;

/** A membership that was never changed, as the register has had it since before recordings were kept. */
export function carriedOverMembership({
  id: membershipId,
  ...said
}: HouseholdMemberRow): RecordedMembershipRow {
  const nobody = { method: null, recordedAt: null, recordedBy: null };
  return { membershipId, version: 0, ...said, origin: 'CARRIED_OVER', ...nobody };
}

/** A new membership. */
export function firstMembership(
  membershipId: string,
  said: Membership,
  { origin, method, by, at }: Recording,
): RecordedMembershipRow {
  return { membershipId, version: 1, ...said, origin, method, recordedAt: at, recordedBy: by };
}

/**
 * The next version of a membership. Of two acts that began in the other order the later writer is the newer, so no version is recorded before the one that it follows.
 * @throws STEP_REFUSED where it says what the register says already, or ends before it begins
 */
export function nextMembership(
  newest: RecordedMembershipRow,
  terms: MembershipTerms,
  { origin, method, by, at }: Recording,
): RecordedMembershipRow {
  const { relationToHead, since, until } = terms;
  if (newest.relationToHead === relationToHead && newest.since === since && newest.until === until)
    throw new RegistryError('STEP_REFUSED', 'The register says this of the membership already.');
  if (until !== null && until < since)
    throw new RegistryError('STEP_REFUSED', 'Nobody leaves a household before the day on which they came.');
  const before = newest.recordedAt ?? at;
  const recordedAt = before > at ? before : at;
  return { ...newest, ...terms, version: newest.version + 1, origin, method, recordedAt, recordedBy: by };
}
