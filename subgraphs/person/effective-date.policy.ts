import { type Column, type SQL, sql } from 'drizzle-orm';

/** Whether an effective-dated row counts on a day: from its first day until the day before its last; an open end is null (design §6). */
export function inForce(from: Column, until: Column, day: string | SQL): SQL<boolean> {
  return sql<boolean>`(${from} <= ${day} and (${until} is null or ${until} > ${day}))`;
}
