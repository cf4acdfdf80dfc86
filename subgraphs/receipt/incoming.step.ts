import type { Sql } from 'postgres';
import type { Candidate, Head, Incoming, Standing } from './intake.ts';

/** An array of what needs no quotes. */
export function list(items: readonly (string | number)[]): string {
  return `{${items.join(',')}}`;
}

/** What waits, by series and number, without its content; at most so many of each series, and what is known of each. */
export async function readHeads(
  sql: Sql,
  most: number,
): Promise<{ candidates: Candidate[]; heads: Map<string, Head> }> {
  const rows = await sql<{ place: string; series: string; number: string; bytes: number; last: string }[]>`
    with recursive present as (
      (select series from receipt.incoming order by series limit 1)
      union all
      select (select later.series from receipt.incoming later where later.series > present.series order by later.series limit 1)
        from present where present.series is not null
    )
    select waiting.place, present.series, waiting.number, waiting.bytes, coalesce(head.last_number, 0) as last
      from present
      left join receipt.series head on head.series = present.series
     cross join lateral (
            select incoming.ctid as place, number, octet_length(leaf) + octet_length(parts) as bytes
              from receipt.incoming where incoming.series = present.series
             order by number, ctid limit ${most}) waiting
     where present.series is not null
     order by present.series, waiting.number, waiting.place`;
  const candidates = rows.map(({ place, series, number, bytes }) => ({
    place,
    series,
    number: Number(number),
    bytes,
  }));
  const last = new Map(rows.map((row) => [row.series, Number(row.last)]));
  const lost = await readGaps(sql, [...last.keys()]);
  const heads = [...last].map(
    ([series, lastNumber]) => [series, { lastNumber, lost: lost.get(series) ?? [] }] as const,
  );
  return { candidates, heads: new Map(heads) };
}

async function readGaps(sql: Sql, series: readonly string[]): Promise<Map<string, Head['lost']>> {
  if (series.length === 0) return new Map();
  const rows = await sql<{ series: string; first: string; last: string }[]>`
    select series, first_number as first, last_number as last from receipt.gap where series = any(${list(series)}::uuid[])`;
  const gaps = Map.groupBy(rows, (row) => row.series);
  return new Map(
    [...gaps].map(([name, ranges]) => [
      name,
      ranges.map(({ first, last }) => ({ first: Number(first), last: Number(last) })),
    ]),
  );
}

/** Takes these out, by series and number; those that came twice in the order in which they came. */
export async function take(sql: Sql, places: readonly string[]): Promise<Incoming[]> {
  const rows = await sql<
    { place: string; series: string; number: string; id: string; leaf: string; parts: string }[]
  >`
    delete from receipt.incoming where ctid = any(string_to_array(${places.join(';')}, ';')::tid[])
    returning ctid as place, series, number, id, leaf, parts`;
  if (rows.length !== places.length) throw new Error('What waited is gone before it was taken.');
  const found = new Map(rows.map(({ place, number, ...row }) => [place, { ...row, number: Number(number) }]));
  return places.map((place) => found.get(place) as Incoming);
}

/** What stands in the tree under the ids of these, and under those of their numbers that were taken before. */
export async function readStanding(
  sql: Sql,
  rows: readonly Incoming[],
  heads: ReadonlyMap<string, Head>,
): Promise<Standing> {
  const ids = await sql<{ id: string }[]>`
    select id from receipt.leaf where id = any(${list(rows.map(({ id }) => id))}::uuid[])`;
  const late = rows.filter(({ series, number }) => number <= (heads.get(series)?.lastNumber ?? 0));
  const leaves = new Map<string, string>();
  if (late.length > 0) {
    const found = await sql<{ series: string; number: string; leaf: string }[]>`
      select leaf.series, leaf.number, leaf.leaf
        from unnest(${list(late.map(({ series }) => series))}::uuid[], ${list(late.map(({ number }) => number))}::bigint[]) as late (series, number)
        join receipt.leaf on leaf.series = late.series and leaf.number = late.number`;
    for (const { series, number, leaf } of found) leaves.set(`${series} ${number}`, leaf);
  }
  const known = new Set(ids.map(({ id }) => id));
  return { leafAt: (series, number) => leaves.get(`${series} ${number}`), hasId: (id) => known.has(id) };
}
