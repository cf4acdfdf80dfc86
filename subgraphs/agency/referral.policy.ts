import { isUuid } from '@seisi/host/scalars';
import { opens } from '@seisi/schema/classes';
import { type Basis, ceiling } from '@seisi/schema/viewer';
import { and, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { type ReferralRow, referrals } from './referral.table.ts';

type Sides = Pick<ReferralRow, 'fromAgency' | 'toAgency' | 'personKey'>;

const NOBODY = sql`false`;

/**
 * Which referral files exist for a viewer: those that its agency sent or received, and a citizen's own. What is in a file the grant of
 * its subject decides. Nobody makes a ground for himself (access §3): a referral from an agency to itself is in nobody's reach, and one
 * about an officer is outside that officer's posting.
 */
export const reach = {
  row: (row: Sides, basis: Basis): boolean => {
    if (row.fromAgency === row.toAgency || !opens(ceiling(basis), 'case')) return false;
    const isParty = (agency: string) => row.fromAgency === agency || row.toAgency === agency;
    switch (basis.kind) {
      case 'AGREEMENT':
        return isParty(basis.agency);
      case 'POSTING':
        return isParty(basis.agency) && row.personKey !== basis.personKey;
      case 'SELF':
        return row.personKey === basis.personKey;
      case 'NONE':
        return false;
      default:
        return basis satisfies never;
    }
  },

  /** The same rule, said in SQL. `referral.policy.test.ts` holds the two together. */
  where: (basis: Basis): SQL => {
    const isBetweenTwo = ne(referrals.fromAgency, referrals.toAgency);
    const isOfOthers = basis.kind === 'POSTING' ? isNotAbout(basis.personKey) : undefined;
    return and(isBetweenTwo, isOfOthers, or(...reach.sides(basis)) ?? NOBODY) ?? NOBODY;
  },

  /** The parts of reach, each a walk along one index of the table: a list takes its page from each of them. */
  sides: (basis: Basis): SQL[] => {
    if (!opens(ceiling(basis), 'case')) return [];
    switch (basis.kind) {
      case 'AGREEMENT':
      case 'POSTING':
        return [eq(referrals.fromAgency, basis.agency), eq(referrals.toAgency, basis.agency)];
      case 'SELF':
        return isUuid(basis.personKey) ? [eq(referrals.personKey, basis.personKey)] : [];
      case 'NONE':
        return [];
      default:
        return basis satisfies never;
    }
  },
};

function isNotAbout(personKey: string): SQL | undefined {
  return isUuid(personKey) ? or(isNull(referrals.personKey), ne(referrals.personKey, personKey)) : undefined;
}
