import { databaseOf, withConnection } from '@seisi/migrations/connection';
import { gatewayUrl, rolesOf, roomUrl } from '@seisi/migrations/roles';
import { migrate } from '@seisi/migrations/run';
import type { StoredReceipt } from '@seisi/schema/receipt/receipt';
import { toldText } from '@seisi/schema/receipt/told';
import type { Sql } from 'postgres';
import { testDatabase } from '../setup/postgres.ts';

/** A database with the gateway's door for receipts. */
export type Incoming = {
  /** As the gateway's own role, whose name this is. */
  readonly url: string;
  readonly role: string;
  /** As the room that takes receipts into the tree. */
  readonly roomUrl: string;
  /** As the administrator. */
  sql<Result>(act: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Each row that differs from every other, by series and number: what came twice the same is one. */
  rows(): Promise<StoredReceipt[]>;
  /** Does something while the table takes nothing: whoever writes hangs. */
  whileLocked(act: () => Promise<void>): Promise<void>;
  /** Does something while the gateway's role may not write. */
  whileRefused(act: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

/** Clones the template of the run; the roles are the clone's own. */
export async function openIncoming(): Promise<Incoming> {
  const { adminUrl, secrets, close } = await testDatabase();
  await migrate(adminUrl, secrets, ['receipt']);
  const name = databaseOf(adminUrl);
  const url = gatewayUrl(adminUrl, name, secrets);
  const role = new URL(url).username;
  const sql = <Result>(act: (sql: Sql) => Promise<Result>) => withConnection(adminUrl, act);
  return {
    url,
    role,
    roomUrl: roomUrl(adminUrl, name, 'receipt', secrets),
    sql,
    rows: () => sql(readIncoming),
    whileLocked: (act) =>
      sql(async (one) => {
        await one.begin(async (transaction) => {
          await transaction`lock table receipt.incoming in access exclusive mode`;
          await act();
        });
      }),
    whileRefused: async (act) => {
      await sql((one) => one.unsafe(`revoke insert on receipt.incoming from "${role}"`));
      try {
        await act();
      } finally {
        await sql((one) => one.unsafe(`grant insert on receipt.incoming to "${role}"`));
      }
    },
    close: async () => {
      for (const one of rolesOf(name, ['receipt']))
        await sql((admin) => admin.unsafe(`drop owned by "${one}"; drop role "${one}"`));
      await close();
    },
  };
}

type Row = Omit<StoredReceipt, 'number' | 'at'> & { readonly number: string; readonly at: Date };

/** Each row of the table that differs from every other, as it was handed over, with the texts to which it refers. */
async function readIncoming(sql: Sql): Promise<StoredReceipt[]> {
  const rows = await sql<Row[]>`
    select distinct series, number, id, at, leaf, parts from receipt.incoming order by series, number`;
  const told = await sql<
    { month: string; text: string }[]
  >`select to_char(month, 'YYYY-MM') as month, text from receipt.told`;
  const texts = new Map(told.map(({ month, text }) => [`${month} ${toldText(text).hash}`, text]));
  return rows.map((row) => {
    const month = row.at.toISOString().slice(0, 7);
    const parts = row.parts.replace(
      /#([\w-]{43})$/gm,
      (_reference, hash) => texts.get(`${month} ${hash}`) ?? 'none',
    );
    return { ...row, parts, number: Number(row.number), at: row.at.getTime() };
  });
}
