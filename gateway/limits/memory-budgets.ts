import type { Account, Budgets, Throttle } from '../budgets.ts';

type Level = { readonly available: number; readonly at: number };

/** As many accounts are kept before those that are full again are forgotten: a full budget is what an unknown one begins with. */
const ACCOUNTS_KEPT = 10_000;

/** Budgets of one process. They end with it, and other processes do not see them. */
export function memoryBudgets(now: () => number): Budgets {
  const levels = new Map<string, Level>();
  const allowances = new Map<string, Account['allowance']>();
  let sweepAbove = ACCOUNTS_KEPT;

  const availableOf = ({ key, allowance }: Account): number => {
    const { available, at } = levels.get(key) ?? { available: allowance.capacity, at: now() };
    const restored = (Math.max(0, now() - at) / 1000) * allowance.restoreRate;
    return Math.min(allowance.capacity, available + restored);
  };
  const set = (account: Account, available: number): Throttle => {
    levels.set(account.key, { available, at: now() });
    allowances.set(account.key, account.allowance);
    if (levels.size > sweepAbove) sweep();
    return throttleOf(account, available);
  };
  const sweep = () => {
    for (const [key, allowance] of allowances) {
      if (availableOf({ key, allowance }) < allowance.capacity) continue;
      levels.delete(key);
      allowances.delete(key);
    }
    sweepAbove = Math.max(ACCOUNTS_KEPT, 2 * levels.size);
  };

  return {
    take: async (account, points) => {
      const available = availableOf(account);
      const isTaken = points <= available;
      return { isTaken, throttle: set(account, isTaken ? available - points : available) };
    },
    refund: async (account, points) =>
      set(account, Math.min(account.allowance.capacity, availableOf(account) + points)),
    close: async () => {},
  };
}

/** How a budget stands, in whole points: what is told is never more than there is. */
function throttleOf({ allowance }: Account, available: number): Throttle {
  return {
    maximumAvailable: allowance.capacity,
    currentlyAvailable: Math.max(0, Math.floor(available)),
    restoreRate: allowance.restoreRate,
  };
}
