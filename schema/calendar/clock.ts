import { dayNumber, dayText } from './civil-day.ts';
import type { State } from './state.ts';
import { isWorked } from './working-day.ts';

/** From which day to which a clock stood still, both days with it; null while it does. YYYY-MM-DD. */
export type Pause = { readonly from: string; readonly until: string | null };

/** A deadline: so many calendar or working days of a state after a day. Civil days in Asia/Kuala_Lumpur, YYYY-MM-DD. */
export type Clock = {
  readonly counts: 'CALENDAR' | 'WORKING';
  /** How many, from one on. */
  readonly days: number;
  readonly state: State;
  readonly startedOn: string;
  readonly pauses: readonly Pause[];
};

type Span = { readonly from: number; readonly until: number };

/**
 * The last day of a clock, or null while it stands still. Neither the day of the start is counted nor a day on which it stood still, be it for an hour;
 * so a clock that stops on its last day has one day left. A clock whose last day was over before it stopped stays over.
 * @throws RangeError for what is no day, working days of a year that the table of holidays does not hold, no number of days, or a pause that ends before it begins
 */
export function lastDay({ counts, days, state, startedOn, pauses }: Clock): string | null {
  if (!Number.isSafeInteger(days) || days < 1) throw new RangeError('A clock counts one day or more.');
  const spans = pauses.map(spanOf);
  const stops = spans.filter(({ until }) => until === Number.POSITIVE_INFINITY).map(({ from }) => from);
  const stopsFrom = Math.min(Number.POSITIVE_INFINITY, ...stops);
  let day = dayNumber(startedOn);
  for (let left = days; left > 0; ) {
    day += 1;
    if (day >= stopsFrom) return null;
    const stoodStill = spans.some(({ from, until }) => from <= day && day <= until);
    if (!stoodStill && (counts === 'CALENDAR' || isWorked(state, day))) left -= 1;
  }
  return dayText(day);
}

/** Whether a last day is over on a day: not before the day after. A clock that stands still has none that could be. */
export function isOver(last: string | null, today: string): boolean {
  return last !== null && last < today;
}

function spanOf({ from, until }: Pause): Span {
  const span = {
    from: dayNumber(from),
    until: until === null ? Number.POSITIVE_INFINITY : dayNumber(until),
  };
  if (span.until < span.from) throw new RangeError('A pause ends on the day on which it begins, or later.');
  return span;
}
