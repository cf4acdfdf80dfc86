import type { InquiryParts, InquiryRule } from '@seisi/host/inquiry';
import { isUuid } from '@seisi/host/scalars';
import { eq } from 'drizzle-orm';
import { households } from './household.table.ts';
import { people } from './person.table.ts';

/** The rooms whose acts name people by their public identifier. */
const ASKERS = ['agency', 'oku', 'volunteer', 'pass'];

/**
 * For rooms whose acts name people by their public identifier: the hidden key of a household or person (`Household:ID`, `Person:ID`); null for
 * nobody. Whether the caller may name them for that act the room asks with the passport: this tells it no more than it is told by every record that it keeps.
 */
export function subjectInquiry({ db }: Pick<InquiryParts, 'db'>): InquiryRule {
  return {
    by: ASKERS,
    answer: async (subject) => {
      const [type, id] = subject.split(':');
      if (!isUuid(id)) return null;
      const table = type === 'Household' ? households : people;
      const [found] = await db.select({ key: table.key }).from(table).where(eq(table.id, id));
      return found?.key ?? null;
    },
  };
}
