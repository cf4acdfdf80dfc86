import { jsonb, type PgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** A room's table of acts: one row for each idempotency key of each viewer, with what was asked and what it came to; rows are added and never changed. */
export function actTable<Name extends string>(room: PgSchema<Name>) {
  return room.table(
    'act',
    {
      /** The viewer's id, as the passport says it. */
      by: text().notNull(),
      idempotencyKey: text().notNull(),
      /** The mutation field. */
      name: text().notNull(),
      /** The SHA-256 of what was asked. */
      input: text().notNull(),
      /** What came of it, as the resolvers are given it; null while it is being done. */
      answer: jsonb(),
      at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    },
    (t) => [primaryKey({ columns: [t.by, t.idempotencyKey] })],
  );
}

export type ActTable = ReturnType<typeof actTable<string>>;
