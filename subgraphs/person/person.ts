const ADULT_YEARS = 18;

/** Whether a person is 18 or older on a day (Age of Majority Act 1971 s.2). Dates are YYYY-MM-DD; one born on 29 February is adult on 1 March. */
export function isAdult(birthDate: string, today: string): boolean {
  return `${Number(birthDate.slice(0, 4)) + ADULT_YEARS}${birthDate.slice(4)}` <= today;
}

/** The year of a birth date, YYYY-MM-DD. */
export function birthYear(birthDate: string): number {
  return Number(birthDate.slice(0, 4));
}

/** Twelve digits with the year of birth and the last digit (sex) shown alone: `90XXXX-XX-XXX5`. Anything but twelve digits shows nothing. */
export function maskIdentityNumber(digits: string): string | null {
  return /^\d{12}$/.test(digits) ? `${digits.slice(0, 2)}XXXX-XX-XXX${digits.slice(-1)}` : null;
}
