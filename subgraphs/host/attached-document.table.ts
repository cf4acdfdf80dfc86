import { index, integer, type PgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export type AttachedStatus = 'AWAITED' | 'STORED';

/** A room's table of the documents of its records; their bytes are in the store under their SHA-256. */
export function attachedDocumentTable<Kind extends string, Name extends string = string>(
  room: PgSchema<Name>,
) {
  return room.table(
    'document',
    {
      id: uuid().primaryKey(),
      /** The record that it is of. */
      ofId: uuid().notNull(),
      /** Whose record that is; null where it is no person's. */
      personKey: uuid(),
      kind: text().$type<Kind>().notNull(),
      status: text().$type<AttachedStatus>().notNull(),
      /** Lower-case hexadecimal; null until stored. */
      hash: text(),
      /** In bytes. */
      size: integer(),
      mediaType: text(),
      by: text().notNull(),
      requestedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
      storedAt: timestamp({ withTimezone: true, precision: 3 }),
    },
    (t) => [index('document_of').on(t.ofId, t.requestedAt)],
  );
}

export type AttachedDocumentTable<Kind extends string = string> = ReturnType<
  typeof attachedDocumentTable<Kind, string>
>;
export type AttachedDocumentRow<Kind extends string = string> = AttachedDocumentTable<Kind>['$inferSelect'];
