import type { Transaction } from '@seisi/host/act';
import { anyOf } from '@seisi/host/any-of';
import type { Assessed, AssessmentCause } from './assessment.step.ts';
import { households } from './household.table.ts';
import { tell } from './notice.step.ts';

/**
 * Tells the heads of households whose poverty status is another than before (S1: Pemakluman Kemiskinan), in the transaction of their assessments. After a
 * census nobody is told twice: the confirmation says that the status is there.
 */
export async function tellOfStatus(
  transaction: Transaction,
  assessed: readonly Assessed[],
  { at, cause }: { readonly at: Date; readonly cause: AssessmentCause },
): Promise<void> {
  if (cause === 'CENSUS') return;
  const changed = new Map<string, string>();
  for (const one of assessed)
    if (typeof one !== 'string' && one.before !== null && one.before.status !== one.row.status)
      changed.set(one.row.householdKey, one.row.id);
  if (changed.size === 0) return;
  const heads = await transaction
    .select({ key: households.key, headKey: households.headKey })
    .from(households)
    .where(anyOf(households.key, [...changed.keys()]));
  const told = heads.map(({ key, headKey }) => ({
    personKey: headKey,
    kind: 'POVERTY_STATUS_CHANGED' as const,
    aboutId: changed.get(key) ?? key,
  }));
  await tell(transaction, told, at);
}
