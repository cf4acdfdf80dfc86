import { index, text } from 'drizzle-orm/pg-core';
import { volunteer } from './volunteering.table.ts';

/** The centres of social service (Pusat Khidmat Sosial). Reference data; an organisation's, or the department's own. */
export const centres = volunteer.table(
  'centre',
  {
    code: text().primaryKey(),
    name: text().notNull(),
    /** A state's code, as `05`. */
    state: text().notNull(),
    /** A district's code, as `5_5`. */
    district: text().notNull(),
    /** Null where the department runs it. */
    organisationCode: text(),
  },
  (t) => [index('centre_district').on(t.district, t.code)],
);

export type SocialServiceCentreRow = typeof centres.$inferSelect;
