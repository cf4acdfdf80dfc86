import type { InquiryParts, InquiryRule } from '@seisi/host/inquiry';
import { isUuid } from '@seisi/host/scalars';
import { eq } from 'drizzle-orm';
import { people } from './person.table.ts';

/** For the room of volunteers, which writes certificates for those who ask for their own (S0): the name of a person by the hidden key; null for nobody. It keeps none. */
export function nameInquiry({ db }: Pick<InquiryParts, 'db'>): InquiryRule {
  return {
    by: 'volunteer',
    answer: async (key) => {
      if (!isUuid(key)) return null;
      const [found] = await db.select({ name: people.name }).from(people).where(eq(people.key, key));
      return found?.name ?? null;
    },
  };
}
