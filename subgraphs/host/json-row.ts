import { type Column, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/** Rows of one table on their way through JSON: how a statement writes one, and how it is read back as Drizzle would give it. */
export type JsonRow<Table extends PgTable> = {
  /** The row as a JSON array of its columns. */
  readonly written: SQL;
  readonly read: (columns: readonly unknown[]) => Table['$inferSelect'];
};

/** Without column names in the text, because they cost more than the values. */
export function jsonRow<Table extends PgTable>(table: Table): JsonRow<Table> {
  const columns = Object.entries(getTableColumns(table)) as [string, Column][];
  const written = sql`json_build_array(${sql.join(
    columns.map(([, column]) => sql`${column}`),
    sql`, `,
  )})`;
  const read = (values: readonly unknown[]) => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index += 1) {
      const [name, column] = columns[index] as [string, Column];
      const value = values[index] ?? null;
      row[name] = value === null ? null : column.mapFromDriverValue(value);
    }
    return row as Table['$inferSelect'];
  };
  return { written, read };
}

/** The rows of a subselect of one JSON column, in its order, as one JSON array; empty where it finds none. */
export function jsonList(select: SQL): SQL {
  return sql`array_to_json(array(${select}))`;
}
