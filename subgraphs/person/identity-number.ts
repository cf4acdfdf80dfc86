/** What a number tells by its form alone: it bears no check digit, and may never have been issued. */
export type IdentityNumber = {
  readonly digits: string;
  /** Whether national registration has ever assigned its place code. */
  readonly isPlaceAssigned: boolean;
  readonly sex: 'FEMALE' | 'MALE';
  /** Month and day of birth, MM-DD, and the last two digits of the year: the century is not told. */
  readonly yearOfCentury: string;
  readonly monthAndDay: string;
};

const FORM = /^(?<year>\d{2})-?(?<day>\d{4})-?(?<place>\d{2})-?\d{3}(?<last>\d)$/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Places that national registration never assigned, from 00 to 99 (identity number table of JPN). */
const UNASSIGNED = new Set([
  '00',
  '17',
  '18',
  '19',
  '20',
  '69',
  '70',
  '73',
  '80',
  '81',
  '94',
  '95',
  '96',
  '97',
]);

/** A number of twelve digits, with or without hyphens, as it is kept; null for anything else, and for a day that no year has. */
export function readIdentityNumber(text: string): IdentityNumber | null {
  const found = FORM.exec(text.trim())?.groups;
  if (found === undefined) return null;
  const { year = '', day = '', place = '', last = '' } = found;
  const [month, ofMonth] = [Number(day.slice(0, 2)), Number(day.slice(2))];
  if (ofMonth < 1 || ofMonth > (DAYS[month - 1] ?? 0)) return null;
  return {
    digits: text.trim().replaceAll('-', ''),
    isPlaceAssigned: !UNASSIGNED.has(place),
    sex: Number(last) % 2 === 1 ? 'MALE' : 'FEMALE',
    yearOfCentury: year,
    monthAndDay: `${day.slice(0, 2)}-${day.slice(2)}`,
  };
}

/** Whether a number can be that of somebody born on a day, YYYY-MM-DD: the days are the same but for the century. The day may be that of registration, so a no is a question and no refusal. */
export function tellsBirth({ yearOfCentury, monthAndDay }: IdentityNumber, birthDate: string): boolean {
  return birthDate.slice(2) === `${yearOfCentury}-${monthAndDay}`;
}
