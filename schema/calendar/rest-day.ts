import type { State } from './state.ts';

/** Which days of the week rest, and a public holiday on which of them is replaced; 0 is Sunday. */
export type RestWeek = { readonly rests: readonly number[]; readonly replaced: number };

type RestRule = {
  readonly states: readonly State[];
  /** The first day on which it holds, YYYY-MM-DD. */
  readonly from: string;
  readonly week: RestWeek;
  readonly source: string;
};

const [SUNDAY, FRIDAY, SATURDAY] = [0, 5, 6];
const SATURDAY_SUNDAY: RestWeek = { rests: [SATURDAY, SUNDAY], replaced: SUNDAY };
const FRIDAY_SATURDAY: RestWeek = { rests: [FRIDAY, SATURDAY], replaced: FRIDAY };
/** Kelantan and Terengganu replace the Saturday: their Friday is no day of a holiday that is given back. */
const FRIDAY_SATURDAY_REPLACED: RestWeek = { rests: [FRIDAY, SATURDAY], replaced: SATURDAY };

/** Before every day of this calendar. */
const ALWAYS = '0000-01-01';
const PUBLISHED = 'Holidays Act 1951 s.3; published lists of public holidays, 2023 to 2026';

/** Weekly rest days of public offices, by their dates; the last row that holds counts, and where none does Saturday and Sunday rest. */
const REST_RULES: readonly RestRule[] = [
  { states: ['02'], from: ALWAYS, week: FRIDAY_SATURDAY, source: PUBLISHED },
  { states: ['03', '11'], from: ALWAYS, week: FRIDAY_SATURDAY_REPLACED, source: PUBLISHED },
  {
    states: ['01'],
    from: '2014-01-01',
    week: FRIDAY_SATURDAY,
    source: 'The Star, 2024-10-07, on the change of 2014',
  },
  {
    states: ['01'],
    from: '2025-01-01',
    week: SATURDAY_SUNDAY,
    source: 'Statement of the Regent of Johor, 2024-10-07 (The Star, The Sun)',
  },
];

/** How a state rests on a day (YYYY-MM-DD). */
export function restWeekOf(state: State, day: string): RestWeek {
  const rule = REST_RULES.findLast(({ states, from }) => states.includes(state) && from <= day);
  return rule?.week ?? SATURDAY_SUNDAY;
}
