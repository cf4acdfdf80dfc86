import { dateOf, dayOf, yearOf } from './calendar.ts';
import { MOST_HOUSEHOLDS } from './registry-index.ts';

/** Place codes that JPN has never assigned: no number made here can be a living person's. */
export const UNASSIGNED_PLACES = ['70', '95'] as const;

/** How many people of one birth year and sex one household may have. */
export const SAME_YEAR_AND_SEX = 3;

/** Numbers that one birth year and sex has: 365 days, two places, 1,000 serials, five last digits of the right parity. */
const NUMBERS_A_YEAR = 365 * UNASSIGNED_PLACES.length * 1000 * 5;

/** Shares no factor with the numbers of a year (2, 5, 73), so that multiplying by it visits each once; the day is its leading part. */
const STRIDE = 2_255_741;

export type Birth = { readonly birthDate: string; readonly identityNumber: string };

/**
 * The birth date and identity number of the nth person (0, 1 or 2) of one birth year and sex in a household.
 *
 * Day and serial are two parts of one counter over (household, nth), so no two people share a number, in whatever order they are made.
 */
export function birthOf(household: number, year: number, sex: 'FEMALE' | 'MALE', nth: number): Birth {
  const counter = household * SAME_YEAR_AND_SEX + nth;
  if (nth >= SAME_YEAR_AND_SEX || household >= MOST_HOUSEHOLDS || counter >= NUMBERS_A_YEAR) {
    throw new RangeError(
      `No identity number is left for person ${nth} of ${year} in household ${household}.`,
    );
  }
  const place = (counter * STRIDE + year * 1_299_709 + (sex === 'MALE' ? 1_700_003 : 0)) % NUMBERS_A_YEAR;
  const day = Math.floor(place / 10_000);
  const rest = place % 10_000;
  const birthDate = dateWithoutLeap(year, day);
  const last = 2 * (rest % 5) + (sex === 'MALE' ? 1 : 0);
  const serial = String(Math.floor(rest / 10)).padStart(3, '0');
  const pob = UNASSIGNED_PLACES[Math.floor(rest / 5) % 2]!;
  return { birthDate, identityNumber: `${birthDate.slice(2).replaceAll('-', '')}${pob}${serial}${last}` };
}

/** The nth day (0 to 364) of a year; 29 February is nobody's birthday. */
function dateWithoutLeap(year: number, day: number): string {
  const date = dateOf(dayOf(`${year}-01-01`) + day);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap && date >= `${year}-02-29` ? dateOf(dayOf(date) + 1) : date;
}

/** Which document a number stands on: MyKid until the 12th birthday, MyKad after it (National Registration Regulations 1990). */
export function kindAt(birthDate: string, asOf: string): 'MYKAD' | 'MYKID' {
  const twelfth = `${yearOf(birthDate) + 12}${birthDate.slice(4)}`;
  return asOf < twelfth ? 'MYKID' : 'MYKAD';
}
