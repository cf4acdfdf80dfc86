import type { Column, SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { arrayText } from './hot-read.ts';

/**
 * Whether a column of text or UUIDs is one of these values: `= any($1)`. Drizzle's `inArray` writes a parameter for each, which for the keys of a hundred households
 * took a tenth of a sweep's time and made a statement of its own for every number of them.
 */
export function anyOf(column: Column, values: readonly string[]): SQL {
  return sql`${column} = any(${arrayText(values)}::${sql.raw(column.getSQLType())}[])`;
}
