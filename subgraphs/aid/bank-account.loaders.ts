import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { arrayText } from '@seisi/host/hot-read';
import { oneBy } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { type BankAccountRow, bankAccounts } from './award.table.ts';
import { reach } from './bank-account.policy.ts';

/** An account's place in its list. */
export function bankAccountPlace({ statedAt, id }: BankAccountRow): readonly string[] {
  return [statedAt.toISOString(), id];
}

const IS_UNCHECKED = and(isNull(bankAccounts.endsOn), isNull(bankAccounts.checkedAt));

/** Oldest first. */
function unchecked(db: Database, within: SQL, { limit, after }: PageRequest): Promise<BankAccountRow[]> {
  const [statedAt, id] = after ?? [];
  const place = sql`(${bankAccounts.statedAt}, ${bankAccounts.id}) > (${statedAt}::timestamptz, ${id}::uuid)`;
  return db
    .select()
    .from(bankAccounts)
    .where(and(IS_UNCHECKED, within, after === null ? undefined : place))
    .orderBy(asc(bankAccounts.statedAt), asc(bankAccounts.id))
    .limit(limit + 1)
    .execute();
}

/** The reads of accounts: below a person, whose grant came with the key, and through files within the viewer's reach. */
export const bankAccountLoaders = ({ db, passport, reached }: RoomParts) => {
  const within = () => reach.where(passport.basis);
  return {
    /** The one in force. */
    accountByPerson: oneBy(
      (row: BankAccountRow) => row.personKey,
      (keys) =>
        db
          .select()
          .from(bankAccounts)
          .where(
            and(
              sql`${bankAccounts.personKey} = any(${arrayText(keys)}::uuid[])`,
              isNull(bankAccounts.endsOn),
            ),
          ),
    ),

    accountById: oneBy(
      (row: BankAccountRow) => row.id,
      (ids) =>
        db
          .select()
          .from(bankAccounts)
          .where(and(inArray(bankAccounts.id, [...ids]), within())),
    ),

    /** As it stands at this moment: what is read below an act's payload must not have been read before. */
    accountNow: async (id: string): Promise<BankAccountRow | null> => {
      const [found] = await db
        .select()
        .from(bankAccounts)
        .where(and(eq(bankAccounts.id, id), within()));
      return found ?? null;
    },

    /** Oldest first, one more than the page; only of people within reach. */
    uncheckedPage: (page: PageRequest): Promise<BankAccountRow[]> =>
      siftedRows(page, {
        load: (part) => unchecked(db, within(), part),
        placeOf: bankAccountPlace,
        keep: async (rows) => {
          const subjects = rows.map(({ personKey: key }) => ({ type: 'Person', key }));
          const keys = await reached('bank', subjects);
          return rows.filter(({ personKey }) => keys.has(personKey));
        },
      }),
  };
};
