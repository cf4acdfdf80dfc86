import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import { bitOf, isDataClass } from '@seisi/schema/classes';
import type { Purpose } from '@seisi/schema/purpose';
import { and, desc, eq, gte, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import { isForIncidents, textsUnder } from './incident-report.loaders.ts';
import { entries, headers, leaves } from './receipt.table.ts';
import { auditedReceipt, type ReceiptRow } from './receipt.ts';

/** Which receipts are listed; null is no condition. */
export type WantedReceipts = {
  readonly agencyCode: string | null;
  readonly purpose: Purpose | null;
  readonly class: string | null;
  readonly incident: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
};

/** What of a receipt is its place in a list. */
export function receiptPlace({ stored }: ReceiptRow): readonly string[] {
  return [String(stored.leafIndex)];
}

/** Reads of receipts for auditors; who is one the resolver says. */
export const receiptLoaders = ({ db }: RoomParts) => ({
  /** Newest first, one more than the page. */
  receiptPage: async (wanted: WantedReceipts, { limit, after }: PageRequest): Promise<ReceiptRow[]> => {
    const [leafIndex] = after ?? [];
    const rows = await db
      .select({
        leafIndex: leaves.index,
        leaf: leaves.leaf,
        headerText: headers.text,
        classes: headers.classes,
      })
      .from(leaves)
      .leftJoin(headers, and(eq(headers.leafIndex, leaves.index), eq(headers.at, leaves.at)))
      .where(
        and(
          leafIndex === undefined ? undefined : sql`${leaves.index} < ${leafIndex}::bigint`,
          ...conditionsOf(wanted),
        ),
      )
      .orderBy(desc(leaves.index))
      .limit(limit + 1);
    return rows.map(({ headerText, classes, ...rest }) =>
      auditedReceipt({
        ...rest,
        header: headerText === null || classes === null ? null : { text: headerText, classes },
      }),
    );
  },
});

/** Of a class that there is not, nothing was ever told. */
function conditionsOf({
  agencyCode,
  purpose,
  class: name,
  incident,
  from,
  until,
}: WantedReceipts): (SQL | undefined)[] {
  return [
    agencyCode === null ? undefined : and(isNotNull(leaves.agency), eq(leaves.agency, agencyCode)),
    purpose === null ? undefined : and(isNotNull(leaves.purpose), eq(leaves.purpose, purpose)),
    name === null ? undefined : sql`${headers.classes} & ${isDataClass(name) ? bitOf(name) : 0} <> 0`,
    incident === null ? undefined : and(isForIncidents(), hasEntryUnder(incident)),
    from === null ? undefined : gte(leaves.at, from),
    until === null ? undefined : lt(leaves.at, until),
  ];
}

function hasEntryUnder(incident: string): SQL {
  return sql`exists (
    select from ${entries}
     where ${entries.leafIndex} = ${leaves.index} and ${entries.at} = ${leaves.at}
       and ${entries.told} in (select named.hash from (${textsUnder(incident)}) as named))`;
}
