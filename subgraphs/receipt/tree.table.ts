import { bigint, customType, integer, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { receipt } from './receipt.table.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const count = () => bigint({ mode: 'number' });

/** 256 hashes of the tree beside one another (C2SP tlog-tiles, height 8), written once when they are complete. What is not complete follows from the leaves and the roots below. */
export const tiles = receipt.table(
  'tile',
  {
    /** 0 holds hashes of leaves; each level above those of 256 tiles below. */
    level: integer().notNull(),
    index: count().notNull(),
    /** The root over its hashes, which stands in the tile above once that is complete. */
    root: bytea().notNull(),
    hashes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.index] })],
);

/** What the log said of itself after each batch, signed by a key that is not in the database. */
export const checkpoints = receipt.table('checkpoint', {
  /** From 1, without a gap. */
  number: count().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull(),
  size: count().notNull(),
  /** In base64url. */
  root: text().notNull(),
  /** The signed note (C2SP tlog-checkpoint). */
  note: text().notNull(),
});

export type TileRow = typeof tiles.$inferSelect;
export type CheckpointRow = typeof checkpoints.$inferSelect;
