import type { Sql, TransactionSql } from 'postgres';
import type { KeptSequence } from './manifest.ts';

/** A table that holds rows itself, with the columns that are not computed. */
export type StoredTable = {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
};

/** The tables of these schemas by name, partitions among them. */
export async function storedTables(
  sql: Sql | TransactionSql,
  schemas: readonly string[],
): Promise<StoredTable[]> {
  const rows = await sql<{ schema: string; name: string; columns: string[] }[]>`
    select relnamespace::regnamespace::text as schema, relname as name,
           array(select attname::text from pg_attribute
                  where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
                  order by attnum) as columns
      from pg_class
     where relnamespace in (select oid from pg_namespace where nspname = any(${[...schemas]})) and relkind = 'r'
     order by 1, 2`;
  return rows.map(({ schema, name, columns }) => ({ schema, name, columns }));
}

/** How far the sequences of these schemas have counted. They belong to no state, so they are read after it. */
export async function readSequences(
  sql: TransactionSql,
  schemas: readonly string[],
): Promise<KeptSequence[]> {
  const rows = await sql<{ schema: string; name: string }[]>`
    select schemaname as schema, sequencename as name from pg_sequences
     where schemaname = any(${[...schemas]}) order by 1, 2`;
  const sequences: KeptSequence[] = [];
  for (const { schema, name } of rows) {
    const [state] = await sql<{ last_value: string; is_called: boolean }[]>`
      select last_value::text, is_called from ${sql(schema)}.${sql(name)}`;
    if (state !== undefined)
      sequences.push({ schema, name, lastValue: state.last_value, isCalled: state.is_called });
  }
  return sequences;
}

/** A name as SQL writes it. */
export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

/** Under these, text is the same for whoever wrote it and whoever reads it. */
export const TEXT_SETTINGS = `
  set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local timezone = 'UTC';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;
