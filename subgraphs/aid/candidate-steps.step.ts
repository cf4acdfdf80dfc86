import type { Transaction } from '@seisi/host/act';
import { arrayText } from '@seisi/host/hot-read';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type CandidateRow, candidates } from './candidate.table.ts';
import { type CandidateAct, stepped } from './candidate.ts';

/** One step of many candidates at once. */
export type ManySteps = {
  /** Which candidates of the status from which it is taken. */
  readonly which: SQL | undefined;
  readonly from: CandidateRow['status'];
  readonly act: CandidateAct;
  /** Why, where an officer said so. */
  readonly reason?: string;
  /** The viewer's id, or `system` for a clock. */
  readonly by: string;
  readonly at: Date;
  /** What changes beside the status. */
  readonly set?: Partial<Pick<CandidateRow, 'listId' | 'paidOn'>>;
};

/**
 * Takes a step for every candidate of a status that a condition finds, with the history of each. Whoever was stepped by somebody faster is left as they are. Gives the identifiers of those who were stepped.
 * @throws STEP_REFUSED where the step is not open from that status
 */
export async function stepMany(transaction: Transaction, given: ManySteps): Promise<string[]> {
  const { which, from, act, by, at, reason = null, set = {} } = given;
  const { status } = stepped(from, act);
  const moved = await transaction
    .update(candidates)
    .set({ ...set, status })
    .where(and(eq(candidates.status, from), which))
    .returning({ id: candidates.id });
  const ids = moved.map(({ id }) => id);
  // In a statement of its own: it sees the steps of whoever held these rows before.
  if (ids.length > 0)
    await transaction.execute(sql`
      insert into aid.candidate_step (id, candidate_id, place, act, status, reason, by, at)
      select gen_random_uuid(), moved.id, 1 + (select count(*) from aid.candidate_step own where own.candidate_id = moved.id),
             ${act}::aid.candidate_act, ${status}::aid.candidate_status, ${reason}::text, ${by}, ${at.toISOString()}::timestamptz
        from unnest(${arrayText(ids)}::uuid[]) moved (id)`);
  return ids;
}
