import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { agreementReach } from './agreement.policy.ts';
import { type AgreementRow, type AgreementStepRow, agreementSteps, agreements } from './agreement.table.ts';

/** An agreement's place in its list. */
export function agreementPlace({ number }: AgreementRow): readonly string[] {
  return [number];
}

/** Reads of agreements; for whom they exist is asked of `agreementReach`. */
export const agreementLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment. */
  agreementOf: async (number: string): Promise<AgreementRow | null> => {
    const [found] = await db.select().from(agreements).where(eq(agreements.number, number));
    return found ?? null;
  },

  /** By number, one more than the page. */
  agreementPage: (agency: string, { limit, after }: PageRequest): Promise<AgreementRow[]> =>
    db
      .select()
      .from(agreements)
      .where(
        and(
          agreementReach.where(agency),
          after?.[0] === undefined ? undefined : gt(agreements.number, after[0]),
        ),
      )
      .orderBy(asc(agreements.number))
      .limit(limit + 1)
      .execute(),

  /** Oldest first. */
  stepsByAgreement: manyBy(
    (row: AgreementStepRow) => row.number,
    (numbers) =>
      db
        .select()
        .from(agreementSteps)
        .where(inArray(agreementSteps.number, [...numbers]))
        .orderBy(asc(agreementSteps.number), asc(agreementSteps.nth)),
  ),
});
