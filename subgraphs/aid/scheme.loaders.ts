import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { referenceLoader } from '@seisi/host/reference';
import { sql } from 'drizzle-orm';
import { type SchemeRow, schemes } from './scheme.table.ts';
import { type SchemeDocumentRow, schemeDocuments } from './scheme-document.table.ts';
import { type SchemeExclusionRow, schemeExclusions } from './scheme-exclusion.table.ts';
import { type SchemeRateRow, schemeRates } from './scheme-rate.table.ts';

const codeOf = ({ schemeCode }: { readonly schemeCode: string }) => schemeCode;
const BY_ID = sql`id collate "C"`;

/** The reads of aid schemes: reference data, the same for every viewer. */
export const schemeLoaders = ({ db, aside, memory }: Pick<RoomParts, 'db' | 'aside' | 'memory'>) => ({
  schemeByCode: referenceLoader<SchemeRow>(
    memory,
    'schemes',
    () => aside.select().from(schemes),
    (codes) => db.select().from(schemes).where(anyOf(schemes.code, codes)),
  ),

  /** All of them, by code; in the order of its bytes, the same on every machine. */
  allSchemes: (): Promise<SchemeRow[]> =>
    db.select().from(schemes).orderBy(sql`${schemes.code} collate "C"`).execute(),

  /** Of all dates, by id. */
  ratesByScheme: manyBy<SchemeRateRow>(codeOf, (codes) =>
    db.select().from(schemeRates).where(anyOf(schemeRates.schemeCode, codes)).orderBy(BY_ID),
  ),

  documentsByScheme: manyBy<SchemeDocumentRow>(codeOf, (codes) =>
    db.select().from(schemeDocuments).where(anyOf(schemeDocuments.schemeCode, codes)).orderBy(BY_ID),
  ),

  exclusionsByScheme: manyBy<SchemeExclusionRow>(codeOf, (codes) =>
    db.select().from(schemeExclusions).where(anyOf(schemeExclusions.schemeCode, codes)).orderBy(BY_ID),
  ),
});
