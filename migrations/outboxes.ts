import type { Sql } from 'postgres';

/** The rooms that have an outbox, of those that are named. */
export async function roomsWithOutbox(sql: Sql, rooms: readonly string[]): Promise<string[]> {
  const rows = await sql<{ room: string }[]>`
    select relnamespace::regnamespace::text as room from pg_class
     where relname = 'outbox' and relkind = 'r'
       and relnamespace in (select oid from pg_namespace where nspname = any(${[...rooms]}))
     order by 1`;
  return rows.map(({ room }) => room);
}
