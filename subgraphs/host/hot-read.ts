import { fillPlaceholders, is, Placeholder, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

/** Rows of columns as text; null where SQL has NULL. */
export type HotRows = readonly (readonly (string | null)[])[];

/** What a hot read may be given: `$1…` as text, a list as an array. */
export type HotValue = string | number | boolean | null | readonly string[];

/**
 * How reads of one statement that differ in their keys alone may go as one: `keys` are the places of lists whose items are the first column of the rows,
 * `narrowing` the places of lists of some of them, for which something more is read.
 */
export type Shareable = { readonly keys: readonly number[]; readonly narrowing: readonly number[] };

/** A statement of a hot read, written once and prepared once per connection. Its parameters and columns travel as text. */
export type HotStatement = { readonly text: string; readonly shareable?: Shareable };

/** Sends what waits in one write as soon as a connection is idle. Rejects with the reason; another statement's failure is never that. */
export type HotRead = (statement: HotStatement, values: readonly HotValue[]) => Promise<HotRows>;

/** A hot read by its room's own tables: given the room's `read` and a value for every placeholder, its rows as text. */
export type HotQuery<Names extends string> = (
  read: HotRead,
  given: Readonly<Record<Names, HotValue>>,
) => Promise<HotRows>;

/** The names of lists as `Shareable` has their places. */
type SharedBy<Names extends string> = {
  readonly keys: readonly Names[];
  readonly narrowing?: readonly Names[];
};

const DIALECT = new PgDialect({ casing: 'snake_case' });

/**
 * Writes a statement once, from a template with tables, columns and `sql.placeholder('name')`: its text never hangs on who asks. A name is one parameter
 * however often it stands there. With `by` the first column of each row is a key of one of those lists, and nothing but the given values decides what a key's
 * row says: so requests at the same time may be read for together.
 */
export function hotQuery<Names extends string>(template: SQL, by?: SharedBy<Names>): HotQuery<Names> {
  const { text, params } = numberedByName(DIALECT.sqlToQuery(template));
  const places = (names: readonly Names[] = []) =>
    names
      .map((name) => params.findIndex((param) => is(param, Placeholder) && param.name === name))
      .filter((place) => place !== -1);
  const statement: HotStatement =
    by === undefined
      ? { text }
      : { text, shareable: { keys: places(by.keys), narrowing: places(by.narrowing) } };
  return (read, given) => read(statement, fillPlaceholders(params, given) as HotValue[]);
}

/** Gives each name one place: PostgreSQL reads, and Node writes, a day that is compared with thirty times once. */
function numberedByName({ sql, params }: { sql: string; params: unknown[] }): {
  text: string;
  params: unknown[];
} {
  const kept: unknown[] = [];
  const placeOf = (param: unknown): number => {
    const known = kept.findIndex(
      (other) => is(param, Placeholder) && is(other, Placeholder) && other.name === param.name,
    );
    return known === -1 ? kept.push(param) : known + 1;
  };
  const text = sql.replaceAll(/\$(\d+)/g, (_, place: string) => `$${placeOf(params[Number(place) - 1])}`);
  return { text, params: kept };
}

/** A list as the text of a PostgreSQL array, for `$1::uuid[]` and its like. */
export function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
