import type { ApplicationRow, PaymentRow } from '../../subgraphs/aid/application.table.ts';
import { dateOf, dayOf, monthFrom } from './calendar.ts';
import type { Home } from './home.ts';
import { uuidOf } from './random.ts';

/** How many months back payments are kept in this registry. */
const MONTHS_KEPT = 6;

/** Payments of a granted application, oldest first: the last six months of a monthly award, or the one payment of a one-off aid. */
export function paymentsOf(
  home: Home,
  application: ApplicationRow,
  index: number,
  frequency: 'MONTHLY' | 'ONE_OFF',
): PaymentRow[] {
  const start = application.awardStartsOn;
  if (start === null || application.awardAmount === null) return [];
  const amount = application.awardAmount;
  const row = (
    nth: number,
    month: string,
    status: PaymentRow['status'],
    paidOn: string | null,
  ): PaymentRow => ({
    id: uuidOf(home.seed, 'payment', index * 8 + nth),
    applicationId: application.id,
    month,
    amount,
    status,
    paidOn,
  });
  if (frequency === 'ONE_OFF') {
    const paidOn = dateOf(Math.min(dayOf(home.asOf), dayOf(start) + home.random.between(3, 12)));
    return [row(0, monthFrom(paidOn, 0), 'PAID', paidOn)];
  }
  return monthsOf(home.asOf, start, application.awardEndsOn).map((month, nth) => {
    if (month === monthFrom(home.asOf, 0)) return row(nth, month, 'SCHEDULED', null);
    const returned = !home.plan.scripted && home.random.chance(0.015);
    return row(nth, month, returned ? 'RETURNED' : 'PAID', returned ? null : dateOf(dayOf(month) + 19));
  });
}

/** The months with a payment: from the month after the award's start to this one, while it lasts, six at the most. */
function monthsOf(asOf: string, start: string, end: string | null): string[] {
  const all = Array.from({ length: MONTHS_KEPT }, (_, back) => monthFrom(asOf, back - MONTHS_KEPT + 1));
  return all.filter((month) => month > start && (end === null || month < end));
}
