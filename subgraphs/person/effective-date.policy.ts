import { type Column, type Placeholder, type SQL, sql } from 'drizzle-orm';

/** A value of a statement: as it is, or its place in one that is written once for all requests. */
export type Given = string | Placeholder;

/** Whether an effective-dated row counts on a day: from its first day until the day before its last; an open end is null (design §6). */
export function inForce(from: Column, until: Column, day: Given | SQL): SQL<boolean> {
  return sql<boolean>`(${from} <= ${day} and (${until} is null or ${until} > ${day}))`;
}
