import type { RoomParts } from '@seisi/host/context';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { and, asc, eq, exists, gt, notExists, or, type SQL } from 'drizzle-orm';
import { reach } from './application.policy.ts';
import { type ApplicationRow, applications, payments } from './application.table.ts';
import { paymentLines, paymentReturns } from './payment-run.table.ts';

/** A file's place in its list. */
export function unpaidPlace({ id }: ApplicationRow): readonly string[] {
  return [id];
}

/** The reads of what should have been paid and was not: of applications within reach whose applicants' grants open `payment`. */
export const unpaidLoaders = ({ db, passport, reached }: RoomParts) => {
  const standing = () =>
    db
      .select({ line: paymentLines.line })
      .from(paymentLines)
      .where(and(eq(paymentLines.paymentId, payments.id), notExists(returned())));
  const returned = () =>
    db
      .select({ attempt: paymentReturns.attempt })
      .from(paymentReturns)
      .where(
        and(
          eq(paymentReturns.paymentId, paymentLines.paymentId),
          eq(paymentReturns.attempt, paymentLines.attempt),
        ),
      );
  const waits = (): SQL | undefined =>
    or(eq(payments.status, 'RETURNED'), and(eq(payments.status, 'SCHEDULED'), notExists(standing())));
  const unpaid = (month: string, { limit, after }: PageRequest): Promise<ApplicationRow[]> => {
    const ofMonth = db
      .select({ id: payments.id })
      .from(payments)
      .where(and(eq(payments.applicationId, applications.id), eq(payments.month, month), waits()));
    const place = after?.[0] === undefined ? undefined : gt(applications.id, after[0]);
    return db
      .select()
      .from(applications)
      .where(and(reach.where(passport.basis), place, exists(ofMonth)))
      .orderBy(asc(applications.id))
      .limit(limit + 1)
      .execute();
  };
  const withinReach = async (rows: readonly ApplicationRow[]): Promise<ApplicationRow[]> => {
    const subjects = [...new Set(rows.map(({ applicantKey }) => applicantKey))];
    const keys = await reached(
      'payment',
      subjects.map((key) => ({ type: 'Person', key })),
    );
    return rows.filter(({ applicantKey }) => keys.has(applicantKey));
  };
  return {
    /** By identifier, one more than the page. */
    unpaidPage: (month: string, page: PageRequest): Promise<ApplicationRow[]> =>
      siftedRows(page, { load: (part) => unpaid(month, part), placeOf: unpaidPlace, keep: withinReach }),

    /** The application of a payment, where it is within reach. */
    applicationOfPayment: async (payment: string): Promise<ApplicationRow | null> => {
      const found = await db
        .select({ application: applications })
        .from(payments)
        .innerJoin(applications, eq(applications.id, payments.applicationId))
        .where(and(eq(payments.id, payment), reach.where(passport.basis)));
      return (await withinReach(found.map(({ application }) => application)))[0] ?? null;
    },
  };
};
