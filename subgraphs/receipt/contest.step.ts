import { createHash } from 'node:crypto';
import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { type ContestRow, type ContestStepRow, contestSteps, contests } from './contest.table.ts';
import { STATUS_AFTER } from './contest.ts';

/** One step of a viewer on a contest. */
export type ContestStep = {
  readonly act: ContestStepRow['act'];
  readonly text: string;
  readonly idempotencyKey: string;
  /** What was asked, as checked: the same step is the same text. */
  readonly input: unknown;
  /** On which contest; null where it makes a new one. */
  readonly contest: string | null;
  /** What the contest becomes, or the refusal. Given null, there is none of that identifier. */
  readonly become: (current: ContestRow | null) => ContestRow;
};

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * Takes a step in one transaction: the history and the contest. A key that the viewer used before gives what it gave then and does nothing;
 * of two at once with one key, one waits for the other.
 * @throws IDEMPOTENCY_KEY_REUSED where the key stands for another step or input, STEP_REFUSED where the entry is contested already
 */
export function takeContestStep({ db, now, passport }: RoomParts, step: ContestStep): Promise<ContestRow> {
  const by = passport.viewer?.id ?? '';
  const input = createHash('sha256').update(JSON.stringify(step.input)).digest('base64url');
  return db.transaction(async (transaction) => {
    const known = await answered(transaction, step, by, input);
    if (known !== null) return known;
    const current = step.contest === null ? null : await locked(transaction, step.contest);
    const contest = step.become(current);
    const { act, text, idempotencyKey } = step;
    const kept = await transaction
      .insert(contestSteps)
      .values({
        ...{ id: crypto.randomUUID(), contestId: contest.id, act, text, dueOn: contest.dueOn },
        ...{ by, at: new Date(now()), idempotencyKey, input },
      })
      .onConflictDoNothing({ target: [contestSteps.by, contestSteps.idempotencyKey] })
      .returning();
    // Somebody was faster with this very key, and has committed: their answer is the answer.
    if (kept.length === 0) return (await answered(transaction, step, by, input)) ?? contest;
    return current === null ? raise(transaction, contest) : advance(transaction, contest);
  });
}

/** One entry is contested once by one person. */
async function raise(transaction: Transaction, contest: ContestRow): Promise<ContestRow> {
  const { personKey, leafIndex, subjectKey } = contests;
  const [raised] = await transaction
    .insert(contests)
    .values(contest)
    .onConflictDoNothing({ target: [personKey, leafIndex, subjectKey] })
    .returning();
  if (raised !== undefined) return raised;
  throw new RegistryError('STEP_REFUSED', 'You have contested this entry already. `contests` lists it.');
}

async function advance(transaction: Transaction, contest: ContestRow): Promise<ContestRow> {
  const { id, status, dueOn, answer, answeredAt } = contest;
  await transaction.update(contests).set({ status, dueOn, answer, answeredAt }).where(eq(contests.id, id));
  return contest;
}

/** What the key gave before, as the contest stood then; null where it is new. */
async function answered(
  transaction: Transaction,
  { act, idempotencyKey }: ContestStep,
  by: string,
  input: string,
): Promise<ContestRow | null> {
  const [found] = await transaction
    .select({ contest: contests, step: contestSteps })
    .from(contestSteps)
    .innerJoin(contests, eq(contests.id, contestSteps.contestId))
    .where(and(eq(contestSteps.by, by), eq(contestSteps.idempotencyKey, idempotencyKey)));
  if (found === undefined) return null;
  const { contest, step } = found;
  if (step.act !== act || step.input !== input)
    throw new RegistryError(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key stands for another act or input. Nothing was done; take a new key.',
    );
  return asItStood(contest, step);
}

/** A contest as a step left it: what came later is not in the answer to that step. */
function asItStood(contest: ContestRow, { act, text, at, dueOn }: ContestStepRow): ContestRow {
  const isAnswer = act === 'EXPLAIN' || act === 'UPHOLD';
  return {
    ...contest,
    dueOn,
    status: STATUS_AFTER[act],
    answer: isAnswer ? text : null,
    answeredAt: isAnswer ? at : null,
  };
}

async function locked(transaction: Transaction, id: string): Promise<ContestRow | null> {
  const [found] = await transaction.select().from(contests).where(eq(contests.id, id)).for('update');
  return found ?? null;
}
