import type { IncomeBand } from './types.generated.ts';

/**
 * Where M40 and T20 begin, in sen a month: household income of the Household Income Survey 2022 (DOSM, July 2023, as the press has it:
 * B40 to RM5,249, M40 RM5,250 to RM11,819). Official figures, printed in whole ringgit; for one person DOSM has no thresholds of its own.
 */
const FROM: Readonly<Record<Exclude<IncomeBand, 'B40'>, number>> = { M40: 525_000, T20: 1_182_000 };

/** The group of a monthly income in whole sen. Throws RangeError where it is no whole number of 0 or more. */
export function incomeBandOf(monthly: number): IncomeBand {
  if (!Number.isSafeInteger(monthly) || monthly < 0)
    throw new RangeError('An income band needs a whole number of sen, 0 or more.');
  if (monthly >= FROM.T20) return 'T20';
  return monthly >= FROM.M40 ? 'M40' : 'B40';
}
