import type { ReservedSql } from 'postgres';

/** Statements that make the indexes of a table again. */
export type Indexes = readonly string[];

/** So much may be sorted in memory for one index. */
const SORTING_MEMORY = '256MB';

/**
 * Takes away the indexes and keys of a table, in the transaction of the connection: whatever ends it before its commit, they are all there. Rows in the order in
 * which they are invented are random to most indexes, so that each would be written into as many places; made afterwards they are sorted once. A table with triggers keeps them, because it cannot be
 * altered while something is to happen at the commit.
 */
export async function dropIndexes(connection: ReservedSql, table: string): Promise<Indexes> {
  const found = await connection<{ drop: string; make: string }[]>`
    select each.* from (
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
      from pg_constraint where conrelid = ${table}::regclass and contype in ('p', 'u', 'x')
     union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      from pg_index
     where indrelid = ${table}::regclass and not exists (select from pg_constraint where conindid = indexrelid)
    ) each
     where not exists (select from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal)`;
  for (const { drop } of found) await connection.unsafe(drop);
  return found.map(({ make }) => make);
}

/** Makes them again, over all rows that are there. */
export async function makeIndexes(connection: ReservedSql, indexes: Indexes): Promise<void> {
  await connection.unsafe(`set local maintenance_work_mem = '${SORTING_MEMORY}'`);
  for (const index of indexes) await connection.unsafe(index);
}
