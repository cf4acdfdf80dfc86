import { civilDate } from '@seisi/host/context';
import type { InquiryParts, InquiryRule } from '@seisi/host/inquiry';
import { isUuid } from '@seisi/host/scalars';
import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import { households, memberships } from './household.table.ts';

/** For the room of aid, which hands applications to the office of the place: the state and district where a person lives today; null where that is no single place. */
export function districtInquiry({ db, now }: Pick<InquiryParts, 'db' | 'now'>): InquiryRule {
  return {
    by: 'aid',
    answer: async (personKey) => {
      if (!isUuid(personKey)) return null;
      const today = civilDate(now());
      const isToday = and(
        lte(memberships.since, today),
        or(isNull(memberships.until), gt(memberships.until, today)),
      );
      const homes = await db
        .select({ state: households.state, district: households.district })
        .from(memberships)
        .innerJoin(households, eq(households.key, memberships.householdKey))
        .where(and(eq(memberships.personKey, personKey), isToday))
        .limit(2);
      return homes.length === 1 ? homes[0] : null;
    },
  };
}
