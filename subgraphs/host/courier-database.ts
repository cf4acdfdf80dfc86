import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import type { Transaction } from './act.ts';
import type { Database } from './database.ts';

/** The connections of a courier. */
export type CourierDatabase = {
  readonly db: Database;
  /** Does something in a transaction of its own; whatever fails, its connection is given up, and the server rolls back. */
  inTransaction<Result>(act: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/**
 * Opens two connections by `pg`. A transaction is begun here every second, in every process: with `postgres` a connection that is lost in the middle of
 * one is written to once more, which ends the process; and Drizzle keeps one that is lost at its beginning. Statements and rows are Drizzle's, and the same.
 */
export function openCourierDatabase(url: string, name: string): CourierDatabase {
  const settings = { connectionString: url, max: 2, application_name: name, options: '-c timezone=UTC' };
  const pool = new Pool(settings);
  // Whoever asks is told; a connection that is lost while nobody asks is opened anew.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    db: drizzle(pool, { casing: 'snake_case' }) as unknown as Database,
    inTransaction: async (act) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await act(drizzle(client, { casing: 'snake_case' }) as unknown as Transaction);
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}
