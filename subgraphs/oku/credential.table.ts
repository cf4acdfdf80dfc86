import { index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { CardClaims, HolderKey } from './credential.ts';
import { oku } from './registration.table.ts';

/**
 * One row a credential that was issued for a card. From it and the issuer's key the text is made again, byte for byte; it is kept nowhere. `list` and `place` are
 * where its status stands, drawn for this credential alone, so that two of one holder cannot be linked by them.
 */
export const credentials = oku.table(
  'credential',
  {
    id: uuid().primaryKey(),
    registrationId: uuid().notNull(),
    cardId: uuid().notNull(),
    list: integer().notNull(),
    place: integer().notNull(),
    claims: jsonb().$type<CardClaims>().notNull(),
    holderKey: jsonb().$type<HolderKey>().notNull(),
    /** From which the salts of the claims are made: 32 bytes, base64url. */
    seed: text().notNull(),
    issuedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    revokedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    uniqueIndex('credential_place').on(t.list, t.place),
    index('credential_registration').on(t.registrationId, t.issuedAt),
  ],
);

export type OkuCredentialRow = typeof credentials.$inferSelect;
