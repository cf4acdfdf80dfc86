import { sql } from 'drizzle-orm';
import { index, integer, jsonb, type PgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Kept, Transaction } from './act.ts';

/** A room's outbox: what is to be carried elsewhere because something happened, written in the transaction in which it happened. */
export function outboxTable<Name extends string>(room: PgSchema<Name>) {
  return room.table(
    'outbox',
    {
      id: uuid().primaryKey(),
      /** Who carries it. */
      kind: text().notNull(),
      /** The identifier of what it is about. */
      about: uuid().notNull(),
      body: jsonb().$type<Kept>().notNull(),
      at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
      /** When it was last put into the queue. */
      relayedAt: timestamp({ withTimezone: true, precision: 3 }),
      /** When it was carried; from then on nobody looks at it. */
      deliveredAt: timestamp({ withTimezone: true, precision: 3 }),
      attempts: integer().notNull().default(0),
      /** Why the last attempt failed: the error's kind, never data. */
      failure: text(),
    },
    (t) => [
      index('outbox_waiting').on(t.at).where(sql`delivered_at is null`),
      index('outbox_about').on(t.about),
    ],
  );
}

export type OutboxTable = ReturnType<typeof outboxTable<string>>;

/** What is to be carried. */
export type Errand = {
  /** Its identifier, where something else is to bear it too. */
  readonly id?: string;
  readonly kind: string;
  readonly about: string;
  readonly body: Kept;
};

/** Writes errands in the transaction of the step that makes them necessary. */
export async function putOut(
  transaction: Transaction,
  outbox: OutboxTable,
  errands: readonly Errand[],
  at: Date,
): Promise<void> {
  if (errands.length === 0) return;
  await transaction
    .insert(outbox)
    .values(errands.map((errand) => ({ id: crypto.randomUUID(), ...errand, at })));
}
