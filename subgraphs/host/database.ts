import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export type Database = PostgresJsDatabase;

/** A room's connections as the room's own role, and how to give them back. */
export type DatabaseHandle = {
  readonly db: Database;
  /** Two connections more, for what belongs to no request: it does not wait behind requests, and `onStatement` is not told of it. */
  readonly quiet: Database;
  /** Calls back at each NOTIFY of a channel, on a connection of its own. */
  listen(channel: string, wake: () => void): Promise<void>;
  /** Resolves when the database answers; rejects with the reason. */
  ready(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a few connections (design §8: 2 to 4) as the role that the URL names. `onStatement` sees the text of every statement, never its parameters. */
export function openDatabase(url: string, onStatement?: (text: string) => void): DatabaseHandle {
  const connect = (max: number) =>
    postgres(url, { max, fetch_types: false, onnotice: () => {}, connection: { timezone: 'UTC' } });
  const client = connect(4);
  const aside = connect(2);
  const logger = onStatement === undefined ? false : { logQuery: (text: string) => onStatement(text) };
  return {
    db: drizzle(client, { casing: 'snake_case', logger }),
    quiet: drizzle(aside, { casing: 'snake_case' }),
    listen: async (channel, wake) => {
      await aside.listen(channel, wake);
    },
    ready: async () => {
      await client`select 1`;
    },
    close: async () => {
      await Promise.all([client.end({ timeout: 5 }), aside.end({ timeout: 5 })]);
    },
  };
}
