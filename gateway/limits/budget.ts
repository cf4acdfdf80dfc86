import { RegistryError } from '@seisi/schema/errors';
import type { Viewer } from '@seisi/schema/viewer';
import type { Budgets, Throttle } from '../budgets.ts';
import type { Phase } from '../phase.ts';
import type { Charge, Cost } from '../request.ts';
import { type Allowances, accountOf } from './account.ts';

/** What a client is told of the cost of its request. */
export type ToldCost = {
  readonly requestedQueryCost: number;
  readonly actualQueryCost: number;
  readonly throttleStatus?: Throttle;
};

/**
 * Has the client asked too much? What the operation can cost is taken from its budget before anything is planned, once a request.
 * @throws THROTTLED (429, `Retry-After`), OPERATION_TOO_LARGE where even a full budget holds less
 */
export function budget(budgets: Budgets, allowances: Allowances): Phase {
  return {
    name: 'budget',
    run: async ({ caller, cost, charge }) => {
      if (cost === null || charge.taken !== null) return;
      const account = accountOf(caller.viewer, allowances);
      const points = cost.requested;
      const { capacity } = account.allowance;
      if (points > capacity)
        throw new RegistryError(
          'OPERATION_TOO_LARGE',
          `The operation can cost ${points} points; your full budget holds ${capacity}. Ask for shorter pages, or split it.`,
        );
      const { isTaken, throttle } = await budgets.take(account, points);
      if (!isTaken) throw throttled(points, throttle);
      charge.taken = { account, points, throttle };
    },
  };
}

/** What one call beside the graph costs; nothing of it is given back. @throws THROTTLED */
export async function takePrice(
  budgets: Budgets,
  viewer: Viewer,
  { allowances, points }: { readonly allowances: Allowances; readonly points: number },
): Promise<void> {
  const { isTaken, throttle } = await budgets.take(accountOf(viewer, allowances), points);
  if (!isTaken) throw throttled(points, throttle);
}

function throttled(points: number, { currentlyAvailable, restoreRate }: Throttle): RegistryError {
  const seconds = Math.max(1, Math.ceil((points - currentlyAvailable) / restoreRate));
  return new RegistryError(
    'THROTTLED',
    `The operation can cost ${points} points; your budget holds ${currentlyAvailable} and gets ${restoreRate} a second. Ask again in ${seconds} s.`,
    { http: { status: 429, headers: new Map([['retry-after', String(seconds)]]) } },
  );
}

/** Gives back what an answer did not cost. Of one that failed as a whole everything goes back but what no answer is cheaper than. */
export async function refundUnused(
  budgets: Budgets | null,
  { taken }: Charge,
  cost: Cost | null,
  data: unknown,
): Promise<ToldCost | null> {
  if (cost === null) return null;
  const told = { requestedQueryCost: cost.requested, actualQueryCost: cost.actual(data) };
  if (budgets === null || taken === null) return told;
  const unused = Math.max(0, taken.points - told.actualQueryCost);
  const throttleStatus = unused === 0 ? taken.throttle : await budgets.refund(taken.account, unused);
  return { ...told, throttleStatus };
}
