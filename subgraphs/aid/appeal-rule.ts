import { daysAfter } from '@seisi/schema/calendar/civil-day';

/** Within how many calendar days of a refusal somebody may appeal, by dates of the refusal. */
type AppealRule = {
  /** Since when the rule holds, YYYY-MM-DD. */
  readonly startsOn: string;
  /** Null where there is no end to it. */
  readonly days: number | null;
  readonly source: string;
};

/** The newest first. */
const APPEAL_RULES: readonly AppealRule[] = [
  { startsOn: '2000-01-01', days: null, source: 'here: no source gives a period' },
];

/** The last day to appeal against a refusal of that day; null where there is none. */
export function lastDayToAppeal(
  refusedOn: string,
  rules: readonly AppealRule[] = APPEAL_RULES,
): string | null {
  const days = rules.find(({ startsOn }) => startsOn <= refusedOn)?.days ?? null;
  return days === null ? null : daysAfter(refusedOn, days);
}
