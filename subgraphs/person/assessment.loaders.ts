import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { oneBy } from '@seisi/host/loader';
import type { Memory } from '@seisi/host/memory';
import { after, type Soon } from '@seisi/host/soon';
import { asc, desc, eq } from 'drizzle-orm';
import { type AssessmentRow, assessments } from './assessment.table.ts';
import { type PovertyLineRow, povertyLines } from './poverty-line.table.ts';

/** The lines of one basis year and state, as a key: `2022/05`. */
export function lineKey(row: { readonly basisYear: number; readonly stateCode: string }): string {
  return `${row.basisYear}/${row.stateCode}`;
}

const KEPT_MILLISECONDS = 60_000;

function keptLines(memory: Memory, db: Database): Soon<Map<string, PovertyLineRow[]>> {
  return memory.keep('reference lines', KEPT_MILLISECONDS, () => linesByKey(db));
}

async function linesByKey(db: Database): Promise<Map<string, PovertyLineRow[]>> {
  return Map.groupBy(await db.select().from(povertyLines).orderBy(asc(povertyLines.code)), lineKey);
}

/** Reads of assessments, asked only below a household whose grant the guard has opened, and of poverty lines, which are reference data. */
export const assessmentLoaders = ({ db, aside, memory }: RoomParts) => ({
  /** The newest assessment of each household. */
  assessmentByHousehold: oneBy(
    (row: AssessmentRow) => row.householdKey,
    (keys) =>
      db
        .selectDistinctOn([assessments.householdKey])
        .from(assessments)
        .where(anyOf(assessments.householdKey, keys))
        .orderBy(assessments.householdKey, desc(assessments.assessedOn), desc(assessments.assessedAt)),
  ),

  /** Any assessment, such as the one whose verdict another followed. */
  assessmentById: oneBy(
    (row: AssessmentRow) => row.id,
    (ids) => db.select().from(assessments).where(anyOf(assessments.id, ids)),
  ),

  /** Reference data, kept for a minute: the lines of one basis year and state, by code. Where none is known they are asked for anew. */
  povertyLinesByYearAndState: {
    load: (key: string): Soon<readonly PovertyLineRow[]> =>
      after(keptLines(memory, aside), (kept): Soon<readonly PovertyLineRow[]> => {
        return kept.get(key) ?? linesByKey(db).then((lines) => lines.get(key) ?? []);
      }),
  },

  /** Every line of one basis year, by state, strata, kind and basis. */
  povertyLinesOfYear: (basisYear: number): Promise<PovertyLineRow[]> =>
    db
      .select()
      .from(povertyLines)
      .where(eq(povertyLines.basisYear, basisYear))
      .orderBy(
        asc(povertyLines.stateCode),
        asc(povertyLines.strata),
        asc(povertyLines.kind),
        asc(povertyLines.basis),
        asc(povertyLines.code),
      )
      .execute(),
});
