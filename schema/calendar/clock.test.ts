import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Clock, isOver, lastDay } from './clock.ts';
import { HOLIDAYS } from './holidays.generated.ts';
import { STATES, type State } from './state.ts';

const DECISION: Clock = {
  counts: 'WORKING',
  days: 30,
  state: '10',
  startedOn: '2026-11-22',
  pauses: [],
};
const COMPLETENESS: Clock = { ...DECISION, counts: 'CALENDAR', days: 14, startedOn: '2026-11-01' };

const FIFTH_TO_SEVENTH = { from: '2026-11-05', until: '2026-11-07' };

/** By hand: fourteen calendar days after the first of November end on the fifteenth. */
const EDGES: readonly (readonly [what: string, pauses: Clock['pauses'], last: string | null])[] = [
  ['no pause', [], '2026-11-15'],
  ['a pause within', [FIFTH_TO_SEVENTH], '2026-11-18'],
  ['a pause and its end on one day', [{ from: '2026-11-05', until: '2026-11-05' }], '2026-11-16'],
  [
    'two pauses that meet on a day',
    [FIFTH_TO_SEVENTH, { from: '2026-11-07', until: '2026-11-08' }],
    '2026-11-19',
  ],
  ['a pause on the day of the start', [{ from: '2026-11-01', until: '2026-11-01' }], '2026-11-15'],
  ['a pause on the last day', [{ from: '2026-11-15', until: '2026-11-20' }], '2026-11-21'],
  ['an open pause', [{ from: '2026-11-05', until: null }], null],
  ['an open pause from the last day on', [{ from: '2026-11-15', until: null }], null],
  ['an open pause after the last day', [{ from: '2026-11-16', until: null }], '2026-11-15'],
];

test.each(EDGES)('of fourteen days with %s the last day is as by hand', (_what, pauses, last) => {
  expect(lastDay({ ...COMPLETENESS, pauses })).toBe(last);
});

/** By hand, over rest days and holidays; documents were awaited from 1 to 9 December 2026, or around New Year of 2025. */
const BY_STATE: readonly (readonly [
  state: State,
  startedOn: string,
  pause: readonly [string, string],
  last: string,
])[] = [
  ['02', '2026-11-22', ['2026-12-01', '2026-12-09'], '2027-01-14'],
  ['10', '2026-11-22', ['2026-12-01', '2026-12-09'], '2027-01-15'],
  ['01', '2024-12-01', ['2024-12-29', '2025-01-02'], '2025-01-20'],
];

test.each(BY_STATE)(
  'of state %s thirty working days from %s stand still over %s',
  (state, startedOn, pause, last) => {
    const pauses = [{ from: pause[0], until: pause[1] }];
    expect(lastDay({ ...DECISION, state, startedOn, pauses })).toBe(last);
  },
);

test('a clock is over after its last day, and never while it stands still', () => {
  const days = ['2026-11-14', '2026-11-15', '2026-11-16'];
  expect(days.map((day) => isOver(lastDay(COMPLETENESS), day))).toEqual([false, false, true]);
  expect(isOver(null, '2099-12-31')).toBe(false);
});

test('what is no clock is refused', () => {
  for (const days of [0, -1, 1.5, Number.NaN])
    expect(() => lastDay({ ...DECISION, days })).toThrow(RangeError);
  const backwards = [{ from: '2026-11-05', until: '2026-11-04' }];
  expect(() => lastDay({ ...DECISION, pauses: backwards })).toThrow(RangeError);
});

const day = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 864e5, max: Date.UTC(2026, 11, 31) / 864e5 })
  .map((number) => new Date(number * 864e5).toISOString().slice(0, 10));
const short = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([after, length]) => ({ after, length }));
const clock: fc.Arbitrary<Clock> = fc
  .record({
    counts: fc.constantFrom('CALENDAR', 'WORKING'),
    days: fc.integer({ min: 1, max: 60 }),
    state: fc.constantFrom(...STATES),
    startedOn: day,
    closed: fc.array(short, { maxLength: 4 }),
    open: fc.option(fc.integer({ min: 0, max: 120 })),
  })
  .map(({ closed, open, ...rest }) => {
    const from = (days: number) => shifted(rest.startedOn, days);
    const ended = closed.map(({ after, length }) => ({ from: from(after), until: from(after + length) }));
    const standing = open === null ? [] : [{ from: from(open), until: null }];
    return { ...rest, pauses: [...ended, ...standing] };
  });

test('the last day is that of an oracle which writes down every day', () => {
  fc.assert(
    fc.property(clock, (given) => lastDay(given) === oracle(given)),
    { numRuns: 300 },
  );
});

/** Every day of 300 after the start is written down, and struck out for each reason on its own. */
function oracle({ counts, days, state, startedOn, pauses }: Clock): string | null {
  const all = Array.from({ length: 300 }, (_none, at) => shifted(startedOn, at + 1));
  const still = (each: string) =>
    pauses.some(({ from, until }) => from <= each && (until === null || each <= until));
  const counted = all.filter((each) => !still(each) && (counts === 'CALENDAR' || works(state, each)));
  return counted[days - 1] ?? null;
}

function works(state: State, each: string): boolean {
  const isFriday = ['02', '03', '11'].includes(state) || (state === '01' && each < '2025-01-01');
  const rests = isFriday ? ['Fri', 'Sat'] : ['Sat', 'Sun'];
  const name = new Date(each).toUTCString().slice(0, 3);
  const holidays = HOLIDAYS[`${state} ${each.slice(0, 4)}`]?.split(' ') ?? [];
  return !rests.includes(name) && !holidays.includes(each.slice(5));
}

function shifted(from: string, days: number): string {
  const date = new Date(`${from}T12:00:00+08:00`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
