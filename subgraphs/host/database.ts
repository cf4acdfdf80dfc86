import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export type Database = PostgresJsDatabase;

/** A room's connections as the room's own role, and how to give them back. */
export type DatabaseHandle = {
  readonly db: Database;
  /** Resolves when the database answers; rejects with the reason. */
  ready(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a few connections (design §8: 2 to 4) as the role that the URL names. `onStatement` sees the text of every statement, never its parameters. */
export function openDatabase(url: string, onStatement?: (text: string) => void): DatabaseHandle {
  const client = postgres(url, {
    max: 4,
    fetch_types: false,
    onnotice: () => {},
    connection: { timezone: 'UTC' },
  });
  const logger = onStatement === undefined ? false : { logQuery: (text: string) => onStatement(text) };
  return {
    db: drizzle(client, { casing: 'snake_case', logger }),
    ready: async () => {
      await client`select 1`;
    },
    close: () => client.end({ timeout: 5 }),
  };
}
