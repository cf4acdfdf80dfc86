import { dayNumber, dayText, weekday } from './civil-day.ts';
import { HOLIDAYS } from './holidays.generated.ts';
import { restWeekOf } from './rest-day.ts';
import type { State } from './state.ts';

/** Of each day from the first on whether it is worked. */
type WorkDays = { readonly first: number; readonly worked: readonly boolean[] };

/** Computed once for each state. */
const known = new Map<State, WorkDays>();

/**
 * Whether public offices of a state work on a day (hari bekerja).
 * @throws RangeError for what is no day (YYYY-MM-DD), or one of a year that the table of holidays does not hold
 */
export function isWorkingDay(state: State, day: string): boolean {
  return isWorked(state, dayNumber(day));
}

/**
 * The nth working day after a day; the day itself is not counted.
 * @throws RangeError for what is no number of days, no day, or a day of a year that the table of holidays does not hold
 */
export function workingDayAfter(state: State, day: string, n: number): string {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError('Working days are counted from one.');
  let number = dayNumber(day);
  for (let left = n; left > 0; ) {
    number += 1;
    if (isWorked(state, number)) left -= 1;
  }
  return dayText(number);
}

/** The same of a day by its number. */
export function isWorked(state: State, number: number): boolean {
  const { first, worked } = workDays(state);
  const isWorkedThen = worked[number - first];
  if (isWorkedThen === undefined) throw new RangeError('The holidays of that year are not in the table.');
  return isWorkedThen;
}

function workDays(state: State): WorkDays {
  const days = known.get(state) ?? computed(state);
  known.set(state, days);
  return days;
}

function computed(state: State): WorkDays {
  const rows = Object.entries(HOLIDAYS).filter(([key]) => key.startsWith(`${state} `));
  const years = rows.map(([key]) => key.slice(state.length + 1)).sort();
  const holidays = new Set(
    rows.flatMap(([key, days]) => days.split(' ').map((day) => `${key.slice(state.length + 1)}-${day}`)),
  );
  const first = dayNumber(`${years.at(0)}-01-01`);
  const length = dayNumber(`${years.at(-1)}-12-31`) - first + 1;
  const worked = Array.from({ length }, (_none, at) => {
    const day = dayText(first + at);
    return !holidays.has(day) && !restWeekOf(state, day).rests.includes(weekday(first + at));
  });
  return { first, worked };
}
