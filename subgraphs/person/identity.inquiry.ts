import { civilDate } from '@seisi/host/context';
import type { InquiryParts, InquiryRule } from '@seisi/host/inquiry';
import { sql } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { people } from './person.table.ts';
import { isSealed } from './seal.policy.ts';

const NUMBER = /^\d{12}$/;

/**
 * For the OKU register, of which a status is asked for with an identity number (S0): the hidden key of whoever has it, or null. Null is also who lives under
 * protection: of them nothing is sent, so that nobody learns of a telephone that it is still theirs.
 */
export function identityInquiry({ db, now }: Pick<InquiryParts, 'db' | 'now'>): InquiryRule {
  return {
    by: 'oku',
    answer: async (number) => {
      if (!NUMBER.test(number)) return null;
      const today = civilDate(now());
      const [found] = await db.execute<{ key: string }>(sql`
        select ${people.key} as key from ${people}
         where ${people.identityNumber} = ${number}
           and not exists (
                 select 1 from ${memberships} join ${households} on ${households.key} = ${memberships.householdKey}
                  where ${memberships.personKey} = ${people.key}
                    and ${inForce(memberships.since, memberships.until, today)} and ${isSealed(today)})`);
      return found?.key ?? null;
    },
  };
}
