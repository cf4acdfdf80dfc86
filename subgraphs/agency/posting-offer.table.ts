import { date, index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';
import { postingDuty } from './agreement.table.ts';

export const postingOfferStatus = agency.enum('posting_offer_status', [
  'PROPOSED',
  'SENT',
  'ACCEPTED',
  'WITHDRAWN',
]);

const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

/** One row an offer of a posting. Of its code only a hash stands here. */
export const postingOffers = agency.table(
  'posting_offer',
  {
    id: uuid().primaryKey(),
    agencyCode: text().notNull(),
    /** The subject of the token of whoever will be posted. */
    officer: text().notNull(),
    status: postingOfferStatus().notNull(),
    areas: text().array().notNull(),
    classes: text().array().notNull(),
    duties: postingDuty().array().notNull(),
    validFrom: date({ mode: 'string' }).notNull(),
    validUntil: date({ mode: 'string' }),
    /** Where the code goes. */
    phone: text().notNull(),
    /** Who alone may accept it; null for whoever has the code. */
    forKey: uuid(),
    proposedBy: text().notNull(),
    proposerKey: uuid().notNull(),
    proposedAt: instant().notNull(),
    confirmedBy: text(),
    confirmerKey: uuid(),
    codeHash: text(),
    codeUntil: instant(),
    /** Wrong codes since the last one was sent or a lock ended. */
    tries: integer().notNull().default(0),
    lockedUntil: instant(),
    /** What came of it. */
    postingId: text(),
  },
  (t) => [
    uniqueIndex('posting_offer_officer').on(t.officer),
    index('posting_offer_agency').on(t.agencyCode, t.proposedAt),
  ],
);

export type PostingOfferRow = typeof postingOffers.$inferSelect;
