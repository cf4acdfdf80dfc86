import { opens } from '@seisi/schema/classes';
import { type Basis, ceiling } from '@seisi/schema/viewer';
import { eq, type SQL, sql } from 'drizzle-orm';
import { type ContestRow, contests } from './contest.table.ts';

type Sides = Pick<ContestRow, 'personKey' | 'agencyCode'>;

/** Whether a posting is a data officer's: it opens `receipts`, and `case` beside it. An auditor's opens no case. */
export function isDataOfficer(basis: Basis): boolean {
  return basis.kind === 'POSTING' && opens(ceiling(basis), 'receipts') && opens(ceiling(basis), 'case');
}

/** Which contests exist for a viewer: the own ones, and to a data officer those against the own agency, but never what the officer raised as a citizen. */
export const reach = {
  row: ({ personKey, agencyCode }: Sides, basis: Basis): boolean => {
    if (basis.kind === 'SELF') return personKey === basis.personKey;
    if (basis.kind !== 'POSTING' || !isDataOfficer(basis)) return false;
    return agencyCode === basis.agency && personKey !== basis.personKey;
  },

  /** The same rule, said in SQL. `contest.policy.test.ts` holds the two together. */
  where: (basis: Basis): SQL | undefined => {
    if (basis.kind === 'SELF') return eq(contests.personKey, basis.personKey);
    if (basis.kind !== 'POSTING' || !isDataOfficer(basis)) return sql`false`;
    return sql`(${contests.agencyCode} = ${basis.agency} and ${contests.personKey}::text <> ${basis.personKey})`;
  },
};
