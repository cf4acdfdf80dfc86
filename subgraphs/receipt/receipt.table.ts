import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  check,
  customType,
  date,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

export const receipt = pgSchema('receipt');

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const count = () => bigint({ mode: 'number' });
const moment = () => timestamp({ withTimezone: true });

/** The gateways' door: what a gateway committed and the sequencer has not taken yet. A receipt may stand here twice, and nothing is refused: what differs is found when it is taken. */
export const incomings = receipt.table(
  'incoming',
  {
    series: uuid().notNull(),
    number: count().notNull(),
    id: uuid().notNull(),
    at: moment().notNull(),
    leaf: text().notNull(),
    parts: text().notNull(),
  },
  (t) => [index('incoming_number').on(t.series, t.number)],
);

/** One row a receipt, by its place in the tree. Stays for ever, and names no subject. */
export const leaves = receipt.table(
  'leaf',
  {
    index: count().primaryKey(),
    series: uuid().notNull(),
    number: count().notNull(),
    id: uuid().notNull(),
    at: moment().notNull(),
    kind: text({ enum: ['ANSWER', 'INTENT', 'OUTCOME'] }).notNull(),
    agency: text(),
    purpose: text(),
    /** The RFC 6962 hash of `leaf`. */
    hash: bytea().notNull(),
    /** Canonical JSON of `ReceiptLeaf`; the columns before it are of it. */
    leaf: text().notNull(),
  },
  (t) => [
    unique('leaf_number').on(t.series, t.number),
    unique('leaf_id').on(t.id),
    index('leaf_agency').on(t.agency, t.index).where(sql`agency is not null`),
    index('leaf_purpose').on(t.purpose, t.index).where(sql`purpose is not null`),
    index('leaf_at').using('brin', t.at),
  ],
);

/** Who asked, on what ground and why: one row a receipt, in partitions by the month of `at` (UTC). The columns before the salt are of the text. */
export const headers = receipt.table(
  'header',
  {
    leafIndex: count().notNull(),
    at: moment().notNull(),
    viewerKind: text().notNull(),
    viewerId: text().notNull(),
    /** The classes told of any subject, as `ClassSet`. */
    classes: integer().notNull(),
    salt: text().notNull(),
    text: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.leafIndex, t.at] })],
);

/** What was told of one subject, in partitions by the month of `at` (UTC). The columns before the salt are of the text. */
export const entries = receipt.table(
  'entry',
  {
    leafIndex: count().notNull(),
    /** From 0, in the order of the receipt. */
    position: integer().notNull(),
    at: moment().notNull(),
    subjectType: text().notNull(),
    subjectKey: text().notNull(),
    /** The classes told, as `ClassSet`. */
    classes: integer().notNull(),
    salt: text().notNull(),
    /** The hash in `told` of what stands behind the subject in its text. */
    told: bytea(),
    /** Canonical JSON of `ReceiptEntry`; null where subject and `told` give it. */
    text: text(),
  },
  (t) => [
    primaryKey({ columns: [t.leafIndex, t.position, t.at] }),
    index('entry_subject').on(t.subjectKey, t.leafIndex),
  ],
);

/**
 * What entries of a month have in common behind their subject (`"told":…}`), once, by the SHA-256 of its UTF-8. The gateways add it with the first receipts that
 * refer to it. It names nobody, and is not in partitions: there is no table of a month before its first receipt came.
 */
export const toldTexts = receipt.table(
  'told',
  {
    /** Its first day (UTC). */
    month: date({ mode: 'string' }).notNull(),
    hash: bytea().notNull(),
    text: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.hash] }),
    check('told_hash', sql`hash = sha256(convert_to("text", 'UTF8'))`),
    check('told_month', sql`extract(day from "month") = 1`),
  ],
);

/** A month of headers and entries that was destroyed by schedule. Written by whoever destroys it. */
export const retiredMonths = receipt.table('retired_month', {
  /** Its first day. */
  month: date({ mode: 'string' }).primaryKey(),
  at: moment().notNull(),
});

/** How far each gateway process was taken: every number up to this stands in a leaf, a conflict or a gap. */
export const series = receipt.table('series', {
  series: uuid().primaryKey(),
  lastNumber: count().notNull(),
});

/** Numbers of a series that an administrator declared lost, so that what comes after them is taken. What is found later is taken all the same. */
export const gaps = receipt.table(
  'gap',
  {
    series: uuid().notNull(),
    firstNumber: count().notNull(),
    lastNumber: count().notNull(),
    at: moment().notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.series, t.firstNumber] })],
);

/** Alarms: what a gateway handed over and what cannot be, kept as it came. */
export const conflicts = receipt.table('conflict', {
  number: bigserial({ mode: 'number' }).primaryKey(),
  foundAt: moment().notNull(),
  /** `OTHER_BYTES`: its number stands in the tree with another leaf; `ID`: its id does; `LEAF`: it is no leaf of its row; `PARTS`: its parts are not those of the leaf, which stands in the tree. */
  fault: text({ enum: ['OTHER_BYTES', 'ID', 'LEAF', 'PARTS'] }).notNull(),
  series: uuid().notNull(),
  numberInSeries: count().notNull(),
  id: uuid().notNull(),
  leaf: text().notNull(),
  parts: text().notNull(),
});

export type LeafRow = typeof leaves.$inferSelect;
export type HeaderRow = typeof headers.$inferSelect;
export type EntryRow = typeof entries.$inferSelect;
export type GapRow = typeof gaps.$inferSelect;
export type ConflictRow = typeof conflicts.$inferSelect;
