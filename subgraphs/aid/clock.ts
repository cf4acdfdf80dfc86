import { type Clock, isOver, lastDay } from '@seisi/schema/calendar/clock';
import { stateOf } from '@seisi/schema/calendar/state';
import type { ClockRow } from './clock.table.ts';

/** The two clocks of an application: until its documents are there, and until it is decided. */
export type ClockKind = 'COMPLETENESS' | 'DECISION';

/** How long a clock runs. */
type ClockRule = {
  readonly kind: ClockKind;
  /** The first day on which clocks begin by it, YYYY-MM-DD. */
  readonly from: string;
  readonly days: number;
  readonly counts: Clock['counts'];
  readonly source: string;
};

/** A clock goes by the rule of the day on which it began, to its end. */
const CLOCK_RULES: readonly ClockRule[] = [
  {
    ...{ kind: 'COMPLETENESS', from: '2024-01-01', days: 14, counts: 'CALENDAR' },
    source: 'S0: refused by itself after 14 days, counted from the request for documents',
  },
  {
    ...{ kind: 'DECISION', from: '2024-01-01', days: 30, counts: 'WORKING' },
    source: 'S0: within 30 working days of the complete application',
  },
];

/** What a clock is before it has a place in the table. */
type NewClock = Omit<ClockRow, 'id' | 'applicationId'>;

/**
 * A clock that begins on a day (YYYY-MM-DD), by the calendar of a state.
 * @throws RangeError where no rule or no calendar holds on that day
 */
export function newClock(kind: ClockKind, state: string, startedOn: string): NewClock {
  const rule = CLOCK_RULES.findLast((each) => each.kind === kind && each.from <= startedOn);
  if (rule === undefined) throw new RangeError('No rule says how long such a clock ran on that day.');
  const { days, counts } = rule;
  return withLastDay({
    ...{ kind, state, days, counts, startedOn, pauses: [] },
    ...{ dueOn: null, endedOn: null, outcome: null },
  });
}

/** The clock from a day on that stands still; one that stands still already is left as it is. */
export function paused<Row extends NewClock>(clock: Row, on: string): Row {
  if (standsStill(clock)) return clock;
  return withLastDay({ ...clock, pauses: [...clock.pauses, { from: on, until: null }] });
}

/** The clock that goes on after a day; one that goes already is left as it is. */
export function resumed<Row extends NewClock>(clock: Row, on: string): Row {
  // Around midnight the clock of one machine may be behind that of another.
  const closed = ({ from }: { readonly from: string }) => ({ from, until: on < from ? from : on });
  return withLastDay({
    ...clock,
    pauses: clock.pauses.map((pause) => (pause.until === null ? closed(pause) : pause)),
  });
}

/** Whether a running clock's last day is over on a day. */
export function isOverdue({ dueOn, endedOn }: Pick<ClockRow, 'dueOn' | 'endedOn'>, today: string): boolean {
  return endedOn === null && isOver(dueOn, today);
}

function standsStill({ pauses }: Pick<ClockRow, 'pauses'>): boolean {
  return pauses.some(({ until }) => until === null);
}

function withLastDay<Row extends NewClock>(clock: Row): Row {
  return { ...clock, dueOn: lastDay({ ...clock, state: stateOf(clock.state) }) };
}
