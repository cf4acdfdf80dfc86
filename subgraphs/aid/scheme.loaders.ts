import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { KEPT_MILLISECONDS, referenceLoader } from '@seisi/host/reference';
import { after, type Soon } from '@seisi/host/soon';
import { sql } from 'drizzle-orm';
import { type SchemeRow, schemes } from './scheme.table.ts';
import { type Criteria, readCriteria } from './scheme-criteria.ts';
import { type SchemeDocumentRow, schemeDocuments } from './scheme-document.table.ts';
import { type SchemeExclusionRow, schemeExclusions } from './scheme-exclusion.table.ts';
import { type SchemeRateRow, schemeRates } from './scheme-rate.table.ts';
import { type SchemeRuleRow, schemeRules } from './scheme-rule.table.ts';

/** A rule whose criteria were read. */
export type SchemeRule = Omit<SchemeRuleRow, 'criteria'> & { readonly criteria: Criteria };

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

  /** Of all dates, as they were within the last minute; it rejects where a criterion is not known here. */
  rulesByScheme: {
    load: (code: string): Soon<readonly SchemeRule[]> =>
      after(
        memory.keep('reference scheme rules', KEPT_MILLISECONDS, async () => {
          const rows = await aside.select().from(schemeRules);
          return Map.groupBy(
            rows.map((row) => ({ ...row, criteria: readCriteria(row.id, row.criteria) })),
            codeOf,
          );
        }),
        (rules) => rules.get(code) ?? [],
      ),
  },

  documentsByScheme: manyBy<SchemeDocumentRow>(codeOf, (codes) =>
    db.select().from(schemeDocuments).where(anyOf(schemeDocuments.schemeCode, codes)).orderBy(BY_ID),
  ),

  exclusionsByScheme: manyBy<SchemeExclusionRow>(codeOf, (codes) =>
    db.select().from(schemeExclusions).where(anyOf(schemeExclusions.schemeCode, codes)).orderBy(BY_ID),
  ),
});
