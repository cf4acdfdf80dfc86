import { dayNumber } from '@seisi/schema/calendar/civil-day';
import { RegistryError } from '@seisi/schema/errors';

const DAY_MILLISECONDS = 86_400_000;

/** Something that holds from its first day until the day before its last; an open end is null (design §6). */
type Effective = { readonly since: string; readonly until: string | null };

/** Whether it holds on a civil day, YYYY-MM-DD. */
export function holdsOn({ since, until }: Effective, day: string): boolean {
  return since <= day && (until === null || day < until);
}

/** The first instant after a civil day in Malaysia, which keeps UTC+8 the year round. */
export function endOf(day: string): Date {
  return new Date(dayNumber(day) * DAY_MILLISECONDS + DAY_MILLISECONDS - 8 * 3_600_000);
}

/**
 * The day of which is asked what the register said; today where none is named. What it will say on a later day nobody knows.
 * @throws BAD_USER_INPUT naming the argument, for what is no day and for a later day than today
 */
export function asOfDay(argument: string, day: string | null | undefined, today: string): string {
  if (day == null) return today;
  if (isDay(day) && day <= today) return day;
  throw new RegistryError(
    'BAD_USER_INPUT',
    `\`${argument}\` takes a day of the calendar, today or earlier, written as YYYY-MM-DD.`,
    { argument },
  );
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  try {
    return Number.isSafeInteger(dayNumber(text));
  } catch {
    return false;
  }
}
