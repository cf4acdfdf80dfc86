import { inForce } from './in-force.ts';
import type { SchemeRateRow } from './scheme-rate.table.ts';

/** A rate as money is computed from it; amounts in whole sen, ages in completed years. */
export type Rate = Pick<
  SchemeRateRow,
  'startsOn' | 'endsOn' | 'ageFrom' | 'ageTo' | 'amount' | 'isMost' | 'familyCap'
>;

/** One award of a family under a scheme; a birth date (YYYY-MM-DD) of null is unknown. */
export type FamilyAward = { readonly id: string; readonly birthDate: string | null };

/**
 * What each award of one family under one scheme pays for a month (YYYY-MM), in whole sen; null cannot be told. Rates and ages are those of the
 * month's first day. Under a family cap the eldest are paid first (Decisions, 2026-11-22).
 */
export function familyMoney(
  rates: readonly Rate[],
  month: string,
  awards: readonly FamilyAward[],
): ReadonlyMap<string, number | null> {
  const day = `${month}-01`;
  const valid = inForce(rates, day);
  const full = awards
    .toSorted(eldestFirst)
    .map(({ id, birthDate }) => [id, paid(valid, day, birthDate)] as const);
  const caps = valid.flatMap(({ familyCap }) => (familyCap === null ? [] : [familyCap]));
  if (caps.length === 0) return new Map(full);
  // What one is paid hangs on what the others are: a share beside an unknown one would be a guess.
  if (full.some(([, amount]) => amount === null)) return new Map(full.map(([id]) => [id, null]));
  let left = Math.min(...caps);
  return new Map(
    full.map(([id, amount]) => {
      const share = Math.min(amount ?? 0, left);
      left -= share;
      return [id, share];
    }),
  );
}

/** Nothing outside the ages; unknown without a rate, with an amount that an officer sets, and where the age decides and is unknown. */
function paid(valid: readonly Rate[], day: string, birthDate: string | null): number | null {
  const first = valid[0];
  if (first === undefined || valid.some(({ amount, isMost }) => amount === null || isMost)) return null;
  if (birthDate === null) {
    const hasNoAges = valid.length === 1 && first.ageFrom === null && first.ageTo === null;
    return hasNoAges ? first.amount : null;
  }
  if (birthDate > day) return 0;
  const age = completedYears(birthDate, day);
  const rate = valid.find(({ ageFrom, ageTo }) => (ageFrom ?? 0) <= age && age <= (ageTo ?? age));
  return rate === undefined ? 0 : rate.amount;
}

/** How many whole years after a birth date a day is, both YYYY-MM-DD. */
export function completedYears(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** By birth date, then by the award's id: the same whatever order they come in. */
function eldestFirst(one: FamilyAward, other: FamilyAward): number {
  const [a, b] = [one, other].map(({ id, birthDate }) => `${birthDate ?? ''} ${id}`) as [string, string];
  return a < b ? -1 : Number(a > b);
}
