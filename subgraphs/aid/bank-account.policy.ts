import { isUuid } from '@seisi/host/scalars';
import type { Basis } from '@seisi/schema/viewer';
import { eq, isNull, type SQL, sql } from 'drizzle-orm';
import { type BankAccountRow, bankAccounts } from './award.table.ts';
import { isPaymentOfficer } from './payment-run.policy.ts';

type Whose = Pick<BankAccountRow, 'personKey' | 'endsOn'>;

/** Which accounts exist for a viewer: those in force, the own one and to a payment officer those of others. */
export const reach = {
  row: ({ personKey, endsOn }: Whose, basis: Basis): boolean => {
    if (endsOn !== null) return false;
    if (basis.kind === 'SELF') return personKey === basis.personKey;
    return basis.kind === 'POSTING' && isPaymentOfficer(basis) && personKey !== basis.personKey;
  },

  /** The same rule, said in SQL. `bank-account.resolvers.test.ts` holds the two together. */
  where: (basis: Basis): SQL => sql`${isNull(bankAccounts.endsOn)} and ${whose(basis)}`,
};

function whose(basis: Basis): SQL {
  if (basis.kind === 'SELF')
    return isUuid(basis.personKey) ? eq(bankAccounts.personKey, basis.personKey) : sql`false`;
  if (basis.kind !== 'POSTING' || !isPaymentOfficer(basis)) return sql`false`;
  return sql`${bankAccounts.personKey}::text <> ${basis.personKey}`;
}
