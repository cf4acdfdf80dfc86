import { daysAfter, monthsAfter } from '@seisi/schema/calendar/civil-day';
import type { CardRuleRow } from './card-rule.table.ts';
import { type CardDates, cardStatusOn } from './registration.ts';
import type { OkuCategory } from './types.generated.ts';

/** The letters by which numbers tell the category of the day on which they were given. */
export const LETTERS: Readonly<Record<OkuCategory, string>> = {
  HEARING: 'DE',
  VISUAL: 'BL',
  SPEECH: 'SD',
  PHYSICAL: 'PH',
  LEARNING: 'LD',
  MENTAL: 'ME',
  MULTIPLE: 'MD',
};

/** The rule in force on a day (YYYY-MM-DD). @throws Error where the reference data has none */
export function ruleOn(rules: readonly CardRuleRow[], day: string): CardRuleRow {
  const inForce = rules.filter(({ startsOn }) => startsOn <= day);
  const newest = inForce.toSorted((one, other) => other.startsOn.localeCompare(one.startsOn))[0];
  if (newest === undefined) throw new Error('No rule of cards is in force.');
  return newest;
}

/** The last day of a card that is issued on a day: the day before as many years are over. */
export function lastDayOf({ validYears }: Pick<CardRuleRow, 'validYears'>, issuedOn: string): string {
  return daysAfter(monthsAfter(issuedOn, validYears * 12), -1);
}

/** Whether a card may be renewed on a day: from so many days before its last one on, and after it; never one that was lost, cancelled or handed back. */
export function isRenewable(
  card: CardDates,
  { renewalOpensDays }: Pick<CardRuleRow, 'renewalOpensDays'>,
  today: string,
): boolean {
  const status = cardStatusOn(today, card);
  if (status === 'EXPIRED') return true;
  return status === 'ACTIVE' && daysAfter(card.expiresOn, -renewalOpensDays) <= today;
}

/** Which reminder is due on a day: the second takes the place of the first where both are; null for none. A card that is not valid has none. */
export function reminderDue(
  card: CardDates,
  rule: Pick<CardRuleRow, 'firstReminderDays' | 'secondReminderDays'>,
  today: string,
): 1 | 2 | null {
  if (cardStatusOn(today, card) !== 'ACTIVE') return null;
  if (daysAfter(card.expiresOn, -rule.secondReminderDays) <= today) return 2;
  return daysAfter(card.expiresOn, -rule.firstReminderDays) <= today ? 1 : null;
}
