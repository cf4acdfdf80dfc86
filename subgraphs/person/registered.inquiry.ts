import { civilDate } from '@seisi/host/context';
import type { InquiryParts, InquiryRule } from '@seisi/host/inquiry';
import { isUuid } from '@seisi/host/scalars';
import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import { households, memberships } from './household.table.ts';

/** Keys in one question. */
const MOST = 100;

/** For the room of aid, which finalises lists of those whom the register has (S3, 5.1 phase 2): asked by keys with `/` between them, up to 100, it answers with those who live in a household that is on the register today. */
export function registeredInquiry({ db, now }: Pick<InquiryParts, 'db' | 'now'>): InquiryRule {
  return {
    by: 'aid',
    answer: async (subject) => {
      const keys = subject.split('/');
      if (keys.length > MOST || !keys.every(isUuid)) return null;
      const today = civilDate(now());
      const found = await db
        .selectDistinct({ key: memberships.personKey })
        .from(memberships)
        .innerJoin(households, eq(households.key, memberships.householdKey))
        .where(
          and(
            inArray(memberships.personKey, keys),
            eq(households.registrationStatus, 'CONFIRMED'),
            lte(memberships.since, today),
            or(isNull(memberships.until), gt(memberships.until, today)),
          ),
        );
      return found.map(({ key }) => key);
    },
  };
}
