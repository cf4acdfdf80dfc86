import type { Sql } from 'postgres';
import { type Config, readConfig } from '../config.ts';
import { withConnection } from '../connection.ts';
import { holdDatabase } from '../database.ts';
import { Refusal } from '../refusal.ts';

/** Does something over the database that holds the log, as administrator, starting it unless it runs. A database without receipts is refused. */
export async function withLog<Result>(act: (sql: Sql, config: Config) => Promise<Result>): Promise<Result> {
  const config = readConfig();
  const database = await (await holdDatabase(config, 'join'))();
  try {
    return await withConnection(database.adminUrl, async (sql) => {
      const [found] = await sql`select to_regclass('receipt.retired_month') is not null as there`;
      if (found?.['there'] !== true)
        throw new Refusal('This database holds no log of receipts: npx pnpm start makes one.');
      return act(sql, config);
    });
  } finally {
    await database.close();
  }
}

/** What to say of a receipt that is not there. */
export function noReceipt(id: string): Refusal {
  return new Refusal(
    `The log has no receipt ${id}; whoever was handed it with its leaf can prove that with npx pnpm receipts verify and an export.`,
  );
}

/** Where what is stored cannot be what was written. */
export function damaged(sentence: string): Refusal {
  return new Refusal(`${sentence} Ask npx pnpm receipts audit what is wrong.`);
}
