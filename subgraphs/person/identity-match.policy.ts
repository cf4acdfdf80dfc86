import { type DataClass, opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import type { Grant } from '@seisi/schema/grant';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';
import { type SQL, sql } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';
import { type IdentityMatchRow, identityMatches } from './identity-match.table.ts';
import { personReach } from './person.policy.ts';
import { people } from './person.table.ts';

/** What an officer must see of both people to tell whether they are one: the duty of those who register. */
const DUTY = [
  'register',
  'area',
  'contact',
  'identity',
  'kinship',
  'income',
] as const satisfies readonly DataClass[];

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseMatches(coordinate: string, basis: Basis): void {
  const isOfficer = basis.kind === 'POSTING' && DUTY.every((name) => opens(ceiling(basis), name));
  if (isOfficer) return;
  const missing = DUTY.find((name) => !opens(ceiling(basis), name)) ?? 'income';
  throw withheld(coordinate, missing, reasonClosed(basis, missing));
}

/** Which pairs exist for a ground: those of whom both are within its reach. What is open of both the grants say. */
export const identityMatchReach = {
  where: (ground: Ground, today: string): SQL => {
    // Asked of each pair in the order of the list: `offset 0` keeps the planner from joining all people whom the ground reaches first.
    const isReached = (key: typeof identityMatches.firstKey | typeof identityMatches.secondKey) =>
      sql`exists (select 1 from ${people} where ${people.key} = ${key} and ${personReach.where(ground, today)} offset 0)`;
    return sql`(${isReached(identityMatches.firstKey)} and ${isReached(identityMatches.secondKey)})`;
  },
};

/** The grant by which a pair is opened: the one's, where both open who they are. */
export async function grantOfMatch(
  { firstKey, secondKey }: Pick<IdentityMatchRow, 'firstKey' | 'secondKey'>,
  grantOf: (key: string) => Promise<Grant | null>,
): Promise<Grant | null> {
  const [first, second] = await Promise.all([grantOf(firstKey), grantOf(secondKey)]);
  const isOpen = (grant: Grant | null) => grant !== null && DUTY.every((name) => opens(grant.classes, name));
  return isOpen(first) && isOpen(second) ? first : null;
}
