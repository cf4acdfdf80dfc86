import { bigint, index, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** What a district's office sent back to the state's treasurer because nobody claimed it (S3: Bendahari Negeri); rows are added and never changed. Amounts in whole sen. */
export const treasurerReturns = aid.table(
  'treasurer_return',
  {
    id: uuid().primaryKey(),
    listId: uuid().notNull(),
    district: text().notNull(),
    recipients: integer().notNull(),
    total: bigint({ mode: 'number' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('treasurer_return_list').on(t.listId, t.at)],
);

/** A return; and whether its figures may be told beside the others of its list. */
export type TreasurerReturnRow = typeof treasurerReturns.$inferSelect & { readonly isTold?: boolean };
