import { queueNameOf } from '@seisi/schema/queue-name';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';
import type { Sql } from 'postgres';
import { roomsWithOutbox } from './outboxes.ts';

const COMMIT = 'COMMIT;';

/**
 * Makes the queue of each room that has an outbox, or brings it to the version of the library, as the administrator: no room makes a table. What stands in
 * a queue stands in the outbox too, so a queue may be dropped at any time and is made again here.
 */
export async function makeQueues(sql: Sql, rooms: readonly string[]): Promise<void> {
  for (const room of await roomsWithOutbox(sql, rooms)) {
    const schema = queueNameOf(room);
    const construction = getConstructionPlans(schema);
    const version = await versionOf(sql, schema);
    if (version === null) await sql.unsafe(construction);
    else if (version < madeBy(construction)) await bringUp(sql, getMigrationPlans(schema, version));
  }
}

/** The queues that stand in a database, by their rooms. */
export async function roomsWithQueue(sql: Sql, rooms: readonly string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select nspname as name from pg_namespace where nspname = any(${rooms.map(queueNameOf)})`;
  const found = new Set(rows.map(({ name }) => name));
  return rooms.filter((room) => found.has(queueNameOf(room)));
}

/** One transaction, and after it, one by one, the indexes that are made while others read and write. */
async function bringUp(sql: Sql, plan: string): Promise<void> {
  const end = plan.lastIndexOf(COMMIT) + COMMIT.length;
  await sql.unsafe(plan.slice(0, end));
  for (const statement of plan.slice(end).split(';\n')) {
    const text = statement.replace(/;\s*$/, '').trim();
    if (text !== '') await sql.unsafe(text);
  }
}

async function versionOf(sql: Sql, schema: string): Promise<number | null> {
  const [table] = await sql<{ found: boolean }[]>`
    select to_regclass(${`${schema}.version`}) is not null as found`;
  if (table?.found !== true) return null;
  const [row] = await sql<{ version: number }[]>`select version from ${sql(schema)}.version`;
  return row?.version ?? null;
}

/** Which version a plan makes: it writes it down itself. */
function madeBy(construction: string): number {
  const version = /version\(version\) VALUES \('(\d+)'\)/.exec(construction)?.[1];
  if (version === undefined) throw new Error('The plan of the queue names no version.');
  return Number(version);
}
