import type { Identity } from './identity-match.ts';

/** By what an identity is looked up among many: whoever shares neither a number nor a birthday of these is not compared with it. */
export type CandidateKeys = {
  readonly birthDates: readonly string[];
  readonly identityNumbers: readonly string[];
};

/** Of the twelve digits of a number, the first six are the day of birth, which is looked up by itself. */
const SERIAL_FROM = 6;

/**
 * What to look up for an identity: its day of birth with the days that a slip makes of it, and its number with every number that is one slip in its last six digits away. Some sixty keys, each of an index,
 * in place of a register that is compared with itself.
 */
export function candidateKeys({
  birthDate,
  identityNumber,
}: Pick<Identity, 'birthDate' | 'identityNumber'>): CandidateKeys {
  return {
    birthDates: birthDatesNear(birthDate),
    identityNumbers: identityNumber === null ? [] : numbersNear(identityNumber),
  };
}

/** The day itself, day and month exchanged, the years beside, and 1 January, which stands where nobody knew the day. */
function birthDatesNear(birthDate: string): readonly string[] {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const years = [Number(year) - 1, Number(year) + 1].map((near) => `${near}-${month}-${day}`);
  const days = [birthDate, `${year}-${day}-${month}`, `${year}-01-01`, ...years];
  return [...new Set(days)].filter(isDay);
}

function isDay(date: string): boolean {
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date);
}

function numbersNear(number: string): readonly string[] {
  const near = new Set([number]);
  for (let at = SERIAL_FROM; at < number.length; at += 1) {
    const [before, here, after] = [number.slice(0, at), number.charAt(at), number.slice(at + 1)];
    for (let digit = 0; digit <= 9; digit += 1) near.add(`${before}${digit}${after}`);
    if (at > SERIAL_FROM) near.add(`${before.slice(0, -1)}${here}${before.slice(-1)}${after}`);
  }
  return [...near];
}
