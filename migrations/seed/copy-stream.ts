import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Sql } from 'postgres';
import { type Cell, copyLine } from './copy-text.ts';
import { dropIndexes, makeIndexes } from './table-indexes.ts';
import type { Target } from './tables.ts';

/** A COPY under way into one table, in a transaction of its own connection: nothing is there before `commit`. */
export type Copy = {
  /** Writes rows; resolves when the connection has taken them. Rejects with what the server said, at the latest at the next call. */
  write(rows: readonly object[]): Promise<void>;
  /** Ends the COPY; resolves when the server has taken every row. */
  end(): Promise<void>;
  /** Makes the indexes that were taken away, after `end`. */
  index(): Promise<void>;
  /** After `end` and `index`. */
  commit(): Promise<void>;
  /** Gives the COPY up: the server forgets its rows. Never rejects. */
  abort(): Promise<void>;
};

/** Begins a COPY into a table, which has no index until `index` where it is to get many rows. */
export async function openCopy(sql: Sql, target: Target, isLarge: boolean): Promise<Copy> {
  const connection = await sql.reserve();
  await connection`begin`;
  const indexes = isLarge ? await dropIndexes(connection, target.name) : [];
  const stream = await connection.unsafe(`copy ${target.name} (${target.columns}) from stdin`).writable();
  let failure: Error | null = null;
  stream.on('error', (error) => {
    failure ??= error;
  });
  return {
    write: (rows) =>
      rows.length === 0 ? Promise.resolve() : taken(stream, textOf(target, rows), () => failure),
    end: async () => {
      if (failure !== null) throw failure;
      stream.end();
      await finished(stream);
    },
    index: () => makeIndexes(connection, indexes),
    commit: async () => {
      await connection`commit`;
      connection.release();
    },
    abort: async () => {
      stream.destroy(new Error('The registry is not written: another table failed.'));
      // A connection that is lost has nothing to roll back.
      await connection`rollback`.catch(() => {});
      connection.release();
    },
  };
}

function taken(stream: Writable, text: string, failure: () => Error | null): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      const reason = failure() ?? error ?? null;
      if (reason === null) resolve();
      else reject(reason);
    });
  });
}

function textOf({ properties }: Target, rows: readonly object[]): string {
  let text = '';
  for (const row of rows as readonly Readonly<Record<string, Cell>>[]) {
    text += copyLine(properties.map((property) => row[property] ?? null));
  }
  return text;
}
