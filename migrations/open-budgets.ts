import type { Budgets } from '@seisi/gateway/budgets';
import type { Config } from './config.ts';

/** A table that is silent for longer is away, and the process counts for itself. */
const DEADLINE_MS = 250;

/** Opens where it is counted what clients ask; `url` leads to the registry as the gateway's role. Null where nobody counts. */
export async function openBudgets(
  { budgets }: Pick<Config, 'budgets'>,
  url: string,
): Promise<Budgets | null> {
  if (budgets === 'OFF') return null;
  if (budgets === 'MEMORY') {
    const { memoryBudgets } = await import('@seisi/gateway/limits/memory-budgets');
    return memoryBudgets(Date.now);
  }
  const { budgetTable } = await import('@seisi/gateway/limits/budget-table');
  const { sharedBudgets } = await import('@seisi/gateway/limits/shared-budgets');
  return sharedBudgets(budgetTable(url, DEADLINE_MS), () => performance.now());
}
