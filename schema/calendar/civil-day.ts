const DAY_MILLISECONDS = 86_400_000;
const CIVIL_DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A civil day (YYYY-MM-DD) as its number, counted from 1970-01-01.
 * @throws RangeError for what is no day of the calendar
 */
export function dayNumber(day: string): number {
  const number = Date.parse(`${day}T00:00:00Z`) / DAY_MILLISECONDS;
  if (CIVIL_DAY.test(day) && Number.isSafeInteger(number) && dayText(number) === day) return number;
  throw new RangeError('A civil day is written as YYYY-MM-DD.');
}

/** The day of a number, as YYYY-MM-DD. */
export function dayText(number: number): string {
  return new Date(number * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** The day of the week: 0 is Sunday. */
export function weekday(number: number): number {
  // The first of January 1970 was a Thursday.
  return (((number + 4) % 7) + 7) % 7;
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isCivilDay(text: string): boolean {
  try {
    return dayText(dayNumber(text)) === text;
  } catch {
    return false;
  }
}

/** The civil date so many days later, or earlier for a negative number, YYYY-MM-DD. */
export function daysAfter(day: string, days: number): string {
  return dayText(dayNumber(day) + days);
}

/** The same day so many months later, or earlier for a negative number; the last of the month where it has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
