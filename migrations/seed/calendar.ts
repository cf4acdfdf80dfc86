/** Civil dates (YYYY-MM-DD) as arithmetic, without a time zone to go wrong. */

const DAY = 86_400_000;

/** The day number of a civil date: whole days since 1 January 1970. */
export function dayOf(date: string): number {
  return Date.UTC(yearOf(date), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY;
}

/** Whether a text is a civil date, such as 2026-01-01. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOf(dayOf(text)) === text;
}

/** Days already written: a registry has some ten thousand of them, and writes each a thousand times. */
const WRITTEN = new Map<number, string>();

/** The civil date of a day number. */
export function dateOf(day: number): string {
  const known = WRITTEN.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  WRITTEN.set(day, date);
  return date;
}

/** The year of a civil date. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** Full years from one civil date to another: the age, if the first is a birthday. */
export function yearsBetween(from: string, to: string): number {
  return yearOf(to) - yearOf(from) - (to.slice(5) < from.slice(5) ? 1 : 0);
}

/** The first day of the month so many months after (before, if negative) that of a date. */
export function monthFrom(date: string, months: number): string {
  const month = yearOf(date) * 12 + Number(date.slice(5, 7)) - 1 + months;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

/** The day so many full years after a date; 29 February becomes 1 March. */
export function yearsAfter(date: string, years: number): string {
  return dateOf(dayOf(`${yearOf(date) + years}-${date.slice(5) === '02-29' ? '03-01' : date.slice(5)}`));
}

/** An instant in office hours (8 to 17 h in Malaysia) of a day, by a draw in [0, 1). */
export function officeHour(day: number, draw: number): Date {
  return new Date(day * DAY + Math.floor(draw * 9 * 3_600_000));
}

/** The later of two civil dates. */
export function later(one: string, other: string): string {
  return one > other ? one : other;
}
