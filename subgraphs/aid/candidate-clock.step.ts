import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { arrayText } from '@seisi/host/hot-read';
import { daysAfter } from '@seisi/schema/calendar/civil-day';
import { isOver } from '@seisi/schema/calendar/clock';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type CandidateClockRow, candidateClocks } from './candidate-clock.table.ts';

type Begun = Pick<CandidateClockRow, 'kind' | 'days' | 'startedOn'>;

/** Starts a clock for each of these candidates, of calendar days after a day; gives its last day. */
export async function startClocks(
  transaction: Transaction,
  ids: readonly string[],
  { kind, days, startedOn }: Begun,
): Promise<string> {
  const dueOn = daysAfter(startedOn, days);
  await transaction.execute(sql`
    insert into aid.candidate_clock (id, candidate_id, kind, days, started_on, due_on)
    select gen_random_uuid(), begun.id, ${kind}::aid.candidate_clock_kind, ${days}::integer, ${startedOn}::date, ${dueOn}::date
      from unnest(${arrayText(ids)}::uuid[]) begun (id)`);
  return dueOn;
}

/** Ends the running clock of a candidate: MET in time, LAPSED after its last day, or CANCELLED where it is given up. */
export async function endClock(
  transaction: Transaction,
  candidateId: string,
  { at, isCancelled = false }: { readonly at: Date; readonly isCancelled?: boolean },
): Promise<void> {
  const isIt = and(eq(candidateClocks.candidateId, candidateId), isNull(candidateClocks.endedOn));
  const [clock] = await transaction.select().from(candidateClocks).where(isIt).for('update');
  if (clock === undefined) return;
  const endedOn = civilDate(at.getTime());
  const ended = isOver(clock.dueOn, endedOn) ? 'LAPSED' : 'MET';
  const outcome = isCancelled ? 'CANCELLED' : ended;
  await transaction.update(candidateClocks).set({ endedOn, outcome }).where(eq(candidateClocks.id, clock.id));
}
