import type { RoomParts } from '@seisi/host/context';
import { INCIDENT_PURPOSES } from '@seisi/schema/purpose';
import { type SQL, sql } from 'drizzle-orm';
import { entries, leaves, toldTexts } from './receipt.table.ts';

/** What one agency read under an incident. */
export type IncidentReaderRow = {
  readonly agencyCode: string;
  readonly receipts: number;
  readonly subjects: number;
  /** By name, in order. */
  readonly classes: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
};

/** What was read under an incident. */
export type IncidentReportRow = {
  readonly id: string;
  readonly receipts: number;
  readonly subjects: number;
  readonly agencies: readonly IncidentReaderRow[];
};

/** Of an agency, or of all together where there is no code. */
type Counted = {
  readonly agency: string | null;
  readonly receipts: number;
  readonly subjects: number;
  /** With a space between them. */
  readonly classes: string | null;
  readonly first: string;
  readonly last: string;
};

/** Reads of what rested on incidents; who may have them the resolver says. */
export const incidentReportLoaders = ({ db }: RoomParts) => ({
  incidentReport: async (id: string): Promise<IncidentReportRow> => {
    const found = [...(await db.execute<Counted>(countedOf(id)))];
    const all = found.find(({ agency }) => agency === null);
    return {
      id,
      receipts: all?.receipts ?? 0,
      subjects: all?.subjects ?? 0,
      agencies: found.flatMap(({ agency, classes, first, last, ...counts }) =>
        agency === null
          ? []
          : [
              {
                ...{ agencyCode: agency, receipts: counts.receipts, subjects: counts.subjects },
                classes: classes?.split(' ') ?? [],
                ...{ firstAt: new Date(first), lastAt: new Date(last) },
              },
            ],
      ),
    };
  },
});

/**
 * The texts of entries that rest on an incident: some for each operation that was asked under it. Every entry of the register has such a text, for its key
 * needs no escape.
 */
export function textsUnder(incident: string): SQL {
  return sql`select ${toldTexts.month} as month, ${toldTexts.hash} as hash, ('{' || ${toldTexts.text})::jsonb -> 'told' as told
    from ${toldTexts}
   where ${toldTexts.text} like '%,"under":[%' and jsonb_exists(('{' || ${toldTexts.text})::jsonb -> 'under', ${incident})`;
}

/** Incidents are added for these purposes alone, by which leaves are found; an agency is named in every leaf of an agreement. */
export function isForIncidents(): SQL {
  const purposes = sql.join(
    INCIDENT_PURPOSES.map((purpose) => sql`${purpose}`),
    sql`, `,
  );
  return sql`${leaves.purpose} is not null and ${leaves.purpose} in (${purposes})`;
}

function countedOf(incident: string): SQL {
  return sql`
    with named as materialized (${textsUnder(incident)}),
    read as materialized (
      select ${leaves.agency} as agency, ${leaves.index} as receipt, ${leaves.at} as at,
             ${entries.subjectType} as type, ${entries.subjectKey} as key, ${entries.told} as hash
        from ${leaves}
        join ${entries} on ${entries.leafIndex} = ${leaves.index} and ${entries.at} = ${leaves.at}
       where ${isForIncidents()}
         and ${leaves.at} >= (select min(month) from named)::timestamp at time zone 'UTC'
         and ${entries.told} in (select hash from named)),
    class as (
      select agency, array_agg(distinct each ->> 'class' order by each ->> 'class') as classes
        from (select distinct agency, hash from read) as text
        join (select distinct hash, told from named) as named using (hash)
       cross join lateral jsonb_array_elements(told) as each
       where each ->> 'ground' = 'INCIDENT'
       group by agency)
    select read.agency, count(distinct receipt)::int as receipts, count(distinct (type, key))::int as subjects,
           array_to_string(max(classes), ' ') as classes, min(at)::text as first, max(at)::text as last
      from read left join class on class.agency = read.agency
     group by grouping sets ((read.agency), ())
    having count(*) > 0
     order by read.agency`;
}
