import { daysAfter, monthsAfter } from '@seisi/schema/calendar/civil-day';
import type { RenewalRuleRow } from './renewal-rule.table.ts';
import type { PassStream, WorkPassStatus } from './types.generated.ts';

/** The dates of a pass that decide whether it is valid; civil dates, YYYY-MM-DD. */
export type PassDates = {
  readonly expiresOn: string;
  readonly replacedOn: string | null;
  readonly cancelledOn: string | null;
};

/** Whether a pass is valid on a civil day in Malaysia: cancelled beats replaced, replaced beats expired; the last day itself is valid. */
export function passStatusOn(
  today: string,
  { expiresOn, replacedOn, cancelledOn }: PassDates,
): WorkPassStatus {
  if (cancelledOn !== null) return 'CANCELLED';
  if (replacedOn !== null) return 'REPLACED';
  return expiresOn < today ? 'EXPIRED' : 'ACTIVE';
}

/** The rule of a stream that is in force on a day. @throws Error where the reference data has none */
export function ruleOn(rules: readonly RenewalRuleRow[], stream: PassStream, day: string): RenewalRuleRow {
  const inForce = rules.filter((rule) => rule.stream === stream && rule.startsOn <= day);
  const [newest] = inForce.toSorted((one, other) => other.startsOn.localeCompare(one.startsOn));
  if (newest === undefined) throw new Error('No rule of renewals is in force.');
  return newest;
}

/** From which day to which a pass may be renewed, both with them (S4). */
export function windowOf(
  { expiresOn }: Pick<PassDates, 'expiresOn'>,
  { opensMonths, closesDays }: Pick<RenewalRuleRow, 'opensMonths' | 'closesDays'>,
): { readonly from: string; readonly until: string } {
  return { from: monthsAfter(expiresOn, -opensMonths), until: daysAfter(expiresOn, -closesDays) };
}
