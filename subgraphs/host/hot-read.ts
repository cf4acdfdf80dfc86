import { fillPlaceholders, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

/** Rows of columns as text; null where SQL has NULL. */
export type HotRows = readonly (readonly (string | null)[])[];

/** What a hot read may be given: `$1…` as text. A list goes as the text of an array (`arrayText`). */
export type HotValue = string | number | boolean | null;

/** A statement of a hot read, written once and prepared once per connection. Its parameters and columns travel as text. */
export type HotStatement = { readonly text: string };

/** Sends what waits in one write as soon as a connection is idle. Rejects with the reason; another statement's failure is never that. */
export type HotRead = (statement: HotStatement, values: readonly HotValue[]) => Promise<HotRows>;

/** A hot read by its room's own tables: given the room's `read` and a value for every placeholder, its rows as text. */
export type HotQuery<Names extends string> = (
  read: HotRead,
  given: Readonly<Record<Names, HotValue>>,
) => Promise<HotRows>;

const DIALECT = new PgDialect({ casing: 'snake_case' });

/** Writes a statement once, from a template with tables, columns and `sql.placeholder('name')`: its text never hangs on who asks. */
export function hotQuery<Names extends string>(template: SQL): HotQuery<Names> {
  const { sql: text, params } = DIALECT.sqlToQuery(template);
  const statement = { text };
  return (read, given) => read(statement, fillPlaceholders(params, given) as HotValue[]);
}

/** A list as the text of a PostgreSQL array, for `$1::uuid[]` and its like. */
export function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
