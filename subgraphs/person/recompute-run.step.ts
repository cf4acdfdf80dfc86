import type { Transaction } from '@seisi/host/act';
import { and, asc, eq, gt } from 'drizzle-orm';
import { type Assessed, assessAll } from './assessment.step.ts';
import { households } from './household.table.ts';
import { type HouseholdCounts, type RecomputeRunRow, recomputeRuns } from './recompute-run.table.ts';

/** What a turn came to: there may be more, that was the end, or another process has the run. */
export type Turn = 'MORE' | 'DONE' | 'BUSY';

/**
 * Assesses so many confirmed households of a run, in the order of their keys; cursor and counts move with their assessments in one transaction, so whatever kills it loses and doubles
 * nobody. Of many processes one has the run's row at a time.
 */
export async function takeHouseholds(
  transaction: Transaction,
  { runId, size, at }: { readonly runId: string; readonly size: number; readonly at: Date },
): Promise<Turn> {
  const isOpen = and(eq(recomputeRuns.id, runId), eq(recomputeRuns.status, 'RUNNING'));
  const [run] = await transaction
    .select()
    .from(recomputeRuns)
    .where(isOpen)
    .for('update', { skipLocked: true });
  if (run === undefined) return 'BUSY';
  const found = await transaction
    .select({ key: households.key, state: households.state, strata: households.strata })
    .from(households)
    .where(
      and(
        eq(households.registrationStatus, 'CONFIRMED'),
        run.cursor === null ? undefined : gt(households.key, run.cursor),
      ),
    )
    .orderBy(asc(households.key))
    .limit(size)
    .for('update');
  const assessed = await assessAll(transaction, found, { on: run.day, at, cause: 'NEW_LINE', runId });
  const isDone = found.length < size;
  await transaction
    .update(recomputeRuns)
    .set({
      ...counted(run, [...assessed.values()]),
      cursor: found.at(-1)?.key ?? run.cursor,
      ...(isDone ? { status: 'DONE' as const, endedAt: at } : {}),
    })
    .where(eq(recomputeRuns.id, runId));
  return isDone ? 'DONE' : 'MORE';
}

/** The counts of a run with what came of these households. */
function counted(
  run: Pick<RecomputeRunRow, 'assessed' | 'outcomes' | 'skipped'>,
  assessed: readonly Assessed[],
): Pick<RecomputeRunRow, 'assessed' | 'outcomes' | 'skipped'> {
  const skips = assessed.filter((one) => typeof one === 'string');
  const done = assessed.filter((one) => typeof one !== 'string');
  const steps = done.map(({ row, before }) => `${before?.status ?? 'NONE'}>${row.status}`);
  return {
    assessed: run.assessed + done.length,
    outcomes: added(run.outcomes, steps),
    skipped: added(run.skipped, skips),
  };
}

function added(counts: HouseholdCounts, names: readonly string[]): HouseholdCounts {
  const sums = new Map(Object.entries(counts));
  for (const name of names) sums.set(name, (sums.get(name) ?? 0) + 1);
  return Object.fromEntries([...sums].toSorted());
}
