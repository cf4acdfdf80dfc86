import type { Transaction } from '@seisi/host/act';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import {
  type LockedListEntryRow,
  type LockedListRow,
  lockedListRows,
  lockedLists,
} from './locked-list.table.ts';
import { beginHash, hashHead } from './locked-list.ts';
import { type DayOfRegister, headsOfDay } from './register-of-day.statement.ts';

/** A list as an officer asks for it. */
export type WantedList = Pick<LockedListRow, 'name' | 'asOf' | 'state' | 'sex'>;

/** Rows read at once. */
const CHUNK = 5000;

/** Takes the register of a day into a list that nobody changes any more, in one statement and so of one moment; gives its identifier. */
export async function keepLockedList(
  transaction: Transaction,
  wanted: WantedList,
  { by, at, today }: { readonly by: string; readonly at: Date; readonly today: string },
): Promise<string> {
  const id = crypto.randomUUID();
  const day: DayOfRegister = { asOf: wanted.asOf, state: wanted.state, sex: wanted.sex, today };
  await transaction.execute(sql`
    insert into ${lockedListRows} (list_id, place, household_key, person_key, state, district, sex, marital_status,
      poverty_status, exit_reason, income, members, has_child, has_unmarried_child, is_husband_unable)
    select ${id}::uuid, told.* from (${headsOfDay(day)}) as told`);
  const { count, hash } = await figuresOf(transaction, id);
  await transaction.insert(lockedLists).values({ id, ...wanted, count, hash, lockedBy: by, lockedAt: at });
  return id;
}

/** Read back as they were written, so that what is hashed is what stands there. */
async function figuresOf(
  transaction: Transaction,
  listId: string,
): Promise<Pick<LockedListRow, 'count' | 'hash'>> {
  const hash = beginHash();
  let count = 0;
  let rows: LockedListEntryRow[];
  do {
    rows = await entriesAfter(transaction, listId, { place: count, limit: CHUNK });
    for (const row of rows) hashHead(hash, row);
    count += rows.length;
  } while (rows.length === CHUNK);
  return { count, hash: hash.digest('hex') };
}

/** The rows of a list after a place, in their order. */
export function entriesAfter(
  db: Pick<Transaction, 'select'>,
  listId: string,
  { place, limit }: { readonly place: number; readonly limit: number },
): Promise<LockedListEntryRow[]> {
  return db
    .select()
    .from(lockedListRows)
    .where(and(eq(lockedListRows.listId, listId), gt(lockedListRows.place, place)))
    .orderBy(asc(lockedListRows.place))
    .limit(limit)
    .execute();
}
