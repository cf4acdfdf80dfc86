import { dayNumber, dayText } from '@seisi/schema/calendar/civil-day';

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
