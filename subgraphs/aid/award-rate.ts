import { daysAfter, monthsAfter } from '@seisi/schema/calendar/civil-day';
import { inForceOn, type Version } from './award.ts';
import { familyMoney, type Rate } from './entitlement.ts';
import { type Dated, inForce } from './in-force.ts';

/** By what an award is paid: the rates of its scheme, and the birth dates (YYYY-MM-DD) of those for whom it is paid. */
export type ByRate = { readonly rates: readonly Rate[]; readonly recipients: readonly string[] };

/** What an award pays from one day to another, both included, in whole sen. */
export type Segment = Pick<Version, 'amount' | 'startsOn' | 'endsOn'>;

const MOST_PER_FAMILY = 30;

/** What is paid for the month of a first day (YYYY-MM-01), in whole sen; null where the rates do not tell. */
export function amountFor({ rates, recipients }: ByRate, month: string): number | null {
  const family = recipients.map((birthDate, place) => ({ id: String(place), birthDate }));
  let sum = 0;
  for (const amount of familyMoney(rates, month.slice(0, 7), family).values()) {
    if (amount === null) return null;
    sum += amount;
  }
  return sum;
}

/** The first day of the first month for which an award is paid: it begins on that day or within the month before (`paysFor`). */
function firstMonthOf(startsOn: string): string {
  return startsOn.endsWith('-01') ? startsOn : firstOfNextMonth(startsOn);
}

/** The first day of the month after that of a day. */
export function firstOfNextMonth(day: string): string {
  return monthsAfter(`${day.slice(0, 7)}-01`, 1);
}

/**
 * What an award pays from its first day on, by the rates and ages of each month, as far as the month after `today`; it ends before the first month for which nobody is of an age
 * that is paid for. Null where the rates do not tell its first month, or pay nothing for it. Where they fall silent later, what was paid last goes on.
 */
export function segmentsOf(
  by: ByRate,
  { startsOn, endsOn }: Dated,
  today: string,
): readonly [Segment, ...Segment[]] | null {
  const first = firstMonthOf(startsOn);
  const amount = amountFor(by, first);
  if (amount === null || amount === 0) return null;
  const ended: Segment[] = [];
  let open: Segment = { amount, startsOn, endsOn };
  for (let month = monthsAfter(first, 1); month <= firstOfNextMonth(today); month = monthsAfter(month, 1)) {
    if (endsOn !== null && endsOn < month) break;
    const next = amountFor(by, month);
    if (next === null || next === open.amount) continue;
    const before = { ...open, endsOn: daysAfter(month, -1) };
    if (next === 0) {
      open = before;
      break;
    }
    ended.push(before);
    open = { amount: next, startsOn: month, endsOn };
  }
  const [one, ...others] = [...ended, open];
  return one === undefined ? null : [one, ...others];
}

/**
 * The versions of an award as they become on the first day of the month after `today`, by the rates and ages of that day; null where nothing changes, where the rates do not tell, and
 * where an officer set the amount that is in force then.
 */
export function followed<Any extends Version>(
  versions: readonly Any[],
  rates: readonly Rate[],
  today: string,
): { readonly versions: readonly Version[]; readonly from: string; readonly isStopped: boolean } | null {
  const from = firstOfNextMonth(today);
  const held = inForceOn(versions, from);
  if (held === null || held.recipients === null || held.recipients === undefined) return null;
  const { recipients, endsOn } = held;
  const amount = amountFor({ rates, recipients }, from);
  if (amount === null || amount === held.amount) return null;
  const before = versions.map((each) => (each === held ? { ...each, endsOn: daysAfter(from, -1) } : each));
  const isStopped = amount === 0;
  const version = Math.max(...versions.map((each) => each.version)) + 1;
  const next = isStopped ? [] : [{ version, amount, startsOn: from, endsOn, recipients }];
  return { versions: [...before, ...next], from, isStopped };
}

/** Whether the rates in force on a day could give an amount, for some family; where they set no amounts, or only the most, everything up to that. */
export function isPossible(rates: readonly Rate[], day: string, amount: number): boolean {
  const valid = inForce(rates, day);
  if (valid.some((rate) => rate.amount === null)) return true;
  const amounts = valid.flatMap((rate) => (rate.amount === null ? [] : [rate.amount]));
  if (amounts.length === 0) return true;
  const most = Math.min(...valid.flatMap(({ familyCap }) => (familyCap === null ? [] : [familyCap])));
  if (valid.some(({ isMost }) => isMost)) return amount <= Math.max(...amounts);
  let sums = new Set([0]);
  for (let count = 1; count <= MOST_PER_FAMILY; count += 1) {
    sums = new Set([...sums].flatMap((sum) => amounts.map((one) => Math.min(sum + one, most))));
    if (sums.has(amount)) return true;
  }
  return false;
}
