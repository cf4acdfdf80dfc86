/** How like two identity numbers are: one digit other or two neighbours exchanged is a `SLIP`. */
export type NumberLikeness = 'EQUAL' | 'SLIP' | 'OTHER' | 'MISSING';

/** How like two days of birth are: day and month exchanged, one digit other or a year beside (`SLIP`), the year alone. */
export type BirthLikeness = 'EQUAL' | 'SWAPPED' | 'SLIP' | 'YEAR' | 'OTHER';

export function numberLikeness(one: string | null, other: string | null): NumberLikeness {
  if (one === null || other === null) return 'MISSING';
  if (one === other) return 'EQUAL';
  return isSlip(one, other) ? 'SLIP' : 'OTHER';
}

/** Of two dates, YYYY-MM-DD. */
export function birthLikeness(one: string, other: string): BirthLikeness {
  if (one === other) return 'EQUAL';
  if (swapped(one) === other) return 'SWAPPED';
  const [first, second] = [yearOf(one), yearOf(other)];
  if (one.slice(4) === other.slice(4) && Math.abs(first - second) === 1) return 'SLIP';
  if (isSlip(one, other)) return 'SLIP';
  return first === second ? 'YEAR' : 'OTHER';
}

/** A date with its day and month exchanged, which need not be a day. */
function swapped(date: string): string {
  return `${date.slice(0, 5)}${date.slice(8)}-${date.slice(5, 7)}`;
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** Whether two texts of one length differ in one place, or in two neighbours that changed places. */
function isSlip(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const differ = [...one].flatMap((letter, at) => (letter === other.charAt(at) ? [] : [at]));
  const [first = -1, second = -1] = differ;
  if (differ.length === 1) return true;
  return (
    differ.length === 2 &&
    second === first + 1 &&
    one.charAt(first) === other.charAt(second) &&
    one.charAt(second) === other.charAt(first)
  );
}
