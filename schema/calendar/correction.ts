import { STATES, type State } from './state.ts';

/** What is otherwise than `date-holidays` says, from one year to another. */
type Correction = {
  readonly states: readonly State[];
  /** The rule by which the library gives the holiday; null for one that it lacks. */
  readonly rule: string | null;
  readonly from: number;
  /** The last year; null where it goes on. */
  readonly until: number | null;
  /** On which day of those years it is kept, MM-DD; null where it is not kept. */
  readonly on: string | null;
  /** Who said so; `estimated` where nobody did yet. */
  readonly source: string;
};

const BUT_SABAH = STATES.filter((state) => state !== '12');
const LISTS = 'published lists of public holidays of that year';

/** The same in one year alone. */
function inYear(
  year: number,
  rule: string | null,
  on: string | null,
  source: string = LISTS,
  states: readonly State[] = STATES,
): Correction {
  return { states, rule, from: year, until: year, on, source };
}

/** Islamic days as Malaysia announced them: the library computes those of Umm al-Qura, often a day before. */
const ISLAMIC: readonly Correction[] = [
  inYear(2024, '1 Ramadan', '03-12'),
  inYear(2024, '17 Ramadan', '03-28'),
  inYear(2024, '9 Dhu al-Hijjah', '06-16'),
  inYear(2024, '10 Dhu al-Hijjah', '06-17'),
  inYear(2024, '11 Dhu al-Hijjah', '06-18'),
  inYear(2024, '6 Safar', '08-11'),
  inYear(2024, '12 Rabi al-awwal', '09-16'),
  inYear(2025, '1 Ramadan', '03-02'),
  inYear(2025, '17 Ramadan', '03-18'),
  inYear(2025, '1 Shawwal', '03-31'),
  inYear(2025, '2 Shawwal', '04-01'),
  inYear(2025, '9 Dhu al-Hijjah', '06-06'),
  inYear(2025, '10 Dhu al-Hijjah', '06-07'),
  inYear(2025, '11 Dhu al-Hijjah', '06-08'),
  inYear(2025, '1 Muharram', '06-27'),
  inYear(2025, '12 Rabi al-awwal', '09-05'),
  inYear(2026, '27 Rajab', '01-17', 'estimated: a day after Umm al-Qura, as Ramadan of that year'),
  inYear(2026, '1 Ramadan', '02-19', 'sixteen days before Nuzul Al-Quran as announced'),
  inYear(2026, '6 Safar', '07-21', 'estimated by publicholidays.com.my'),
];

const STATES_OWN: readonly Correction[] = [
  { states: ['03', '11'], rule: 'chinese 01-0-02', from: 2024, until: null, on: null, source: LISTS },
  { states: ['03'], rule: '11-11', from: 2024, until: null, on: '09-29', source: LISTS },
  { states: ['03'], rule: '11-12', from: 2024, until: null, on: '09-30', source: LISTS },
  { states: ['04'], rule: '04-15', from: 2024, until: null, on: null, source: 'replaced by 20 February' },
  { states: ['04'], rule: null, from: 2024, until: null, on: '02-20', source: 'The Sun, 2023-04-10' },
  {
    states: ['12'],
    rule: '1st Saturday in October',
    from: 2025,
    until: null,
    on: '03-30',
    source: 'gazetted 2025-03-06 (Malay Mail, 2025-03-19)',
  },
  inYear(2024, '3rd Sunday in June', '06-30', LISTS, ['02']),
  inYear(2025, '3rd Sunday in June', '06-22', LISTS, ['02']),
  inYear(2026, null, '01-01', 'Holidays Act 1951 (Bernama, 2025-12-31)', ['09']),
  // Deepavali is no holiday of Sarawak: the library takes away its replacement alone.
  inYear(2026, '2026-11-08', null, LISTS, ['13']),
];

const DECLARED: readonly Correction[] = [
  // Malaysia Day and the Prophet's birthday on one day; Sabah gave no day for it.
  inYear(2024, null, '09-17', 'published lists; The Sun, 2024-09-05, of Sabah', BUT_SABAH),
  inYear(2025, null, '09-15', 'Prime Minister, 2025-07-23; Holidays Act 1951 s.8'),
  inYear(2026, '2026-11-09', null, 'a replacement day: it is computed by the rest days of the state'),
  inYear(2027, null, '01-22', 'estimated: Thaipusam', ['01', '02', '05', '07', '08', '10', '14', '16']),
  inYear(2027, null, '05-20', 'estimated: Wesak'),
];

const CORRECTIONS: readonly Correction[] = [...ISLAMIC, ...STATES_OWN, ...DECLARED];

/** What is to be corrected of the holidays of a state in a year. */
export function correctionsOf(state: State, year: number): readonly Correction[] {
  return CORRECTIONS.filter(
    ({ states, from, until }) => states.includes(state) && from <= year && (until === null || year <= until),
  );
}
