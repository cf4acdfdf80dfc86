import { isCivilDay } from '@seisi/schema/calendar/civil-day';
import { badInput } from './decision.ts';

/**
 * A civil date, YYYY-MM-DD.
 * @throws BAD_USER_INPUT for what is no day of the calendar
 */
export function readDay(name: string, day: string): string {
  if (isCivilDay(day)) return day;
  throw badInput(name, 'is no day of the calendar: write it as YYYY-MM-DD');
}

/**
 * An amount of money in whole sen, as a client wrote it.
 * @throws BAD_USER_INPUT for none, for less than one sen, and for more than that
 */
export function readSen(name: string, amount: unknown, most: number): number {
  const sen = typeof amount === 'string' && /^\d{1,15}$/.test(amount) ? Number(amount) : amount;
  if (typeof sen === 'number' && Number.isInteger(sen) && sen >= 1 && sen <= most) return sen;
  throw badInput(name, `takes a whole number of sen from 1 to ${most}`);
}
