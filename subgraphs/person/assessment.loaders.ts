import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import { type AssessmentRow, assessments } from './assessment.table.ts';
import { type PovertyLineRow, povertyLines } from './poverty-line.table.ts';

/** The lines of one basis year and state, as a key: `2022/05`. */
export function lineKey(row: { readonly basisYear: number; readonly stateCode: string }): string {
  return `${row.basisYear}/${row.stateCode}`;
}

/** Reads of assessments, asked only below a household whose grant the guard has opened, and of poverty lines, which are reference data. */
export const assessmentLoaders = ({ db }: RoomParts) => ({
  /** The newest assessment of each household. */
  assessmentByHousehold: oneBy(
    (row: AssessmentRow) => row.householdKey,
    (keys) =>
      db
        .selectDistinctOn([assessments.householdKey])
        .from(assessments)
        .where(inArray(assessments.householdKey, [...keys]))
        .orderBy(assessments.householdKey, desc(assessments.assessedOn)),
  ),

  povertyLinesByYearAndState: manyBy(lineKey, (keys): PromiseLike<PovertyLineRow[]> => {
    const wanted = keys.map((key) => {
      const [basisYear, stateCode = ''] = key.split('/');
      return and(eq(povertyLines.basisYear, Number(basisYear)), eq(povertyLines.stateCode, stateCode));
    });
    return db
      .select()
      .from(povertyLines)
      .where(or(...wanted))
      .orderBy(asc(povertyLines.code));
  }),

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
