import type { Sql } from 'postgres';

/**
 * Destroys headers and entries, with their salts, of every month before the newest `keep` (this one counts); what they were committed to stays, so the
 * tree still verifies. What they had in common (`told`) names nobody and goes a month later: no receipt that is on its way refers to what is gone.
 * As administrator: the room has no such right. Gives the months, as `YYYY-MM`.
 */
export async function retireMonths(sql: Sql, keep: number, now: number): Promise<string[]> {
  if (!Number.isInteger(keep) || keep < 1)
    throw new RangeError(`${keep} months cannot be kept: at least this one is.`);
  const oldest = oldestKept(keep, now);
  return sql.begin(async (transaction) => {
    const rows = await transaction<{ name: string; month: string }[]>`
      select child.relname as name, replace(right(child.relname, 7), '_', '-') as month
        from pg_inherits
        join pg_class child on child.oid = inhrelid
       where inhparent in ('receipt.header'::regclass, 'receipt.entry'::regclass)
       order by 1`;
    const old = rows.filter(({ month }) => month < oldest);
    for (const { name } of old) await transaction.unsafe(`drop table receipt."${name}"`);
    await transaction`delete from receipt.told where month < ${`${oldest}-01`}::date - interval '1 month'`;
    const months = [...new Set(old.map(({ month }) => month))].toSorted();
    for (const month of months) {
      await transaction`
        insert into receipt.retired_month (month, at) values (${`${month}-01`}, ${new Date(now)}) on conflict do nothing`;
    }
    return months;
  });
}

/** The oldest month that is kept when the newest `keep` are, this one among them, as `YYYY-MM` (UTC, as months are stored). */
export function oldestKept(keep: number, now: number): string {
  const today = new Date(now);
  const first = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - keep + 1, 1);
  return new Date(first).toISOString().slice(0, 7);
}
