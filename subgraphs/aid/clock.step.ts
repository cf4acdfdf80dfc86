import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { and, eq, isNull } from 'drizzle-orm';
import type { ApplicationRow } from './application.table.ts';
import type { ApplicationAct } from './application.ts';
import { type ClockRow, clocks } from './clock.table.ts';
import { type ClockKind, isOverdue, newClock, paused, resumed } from './clock.ts';

/** Which clock of which application, and the day (YYYY-MM-DD). */
type ClockStep = {
  readonly applicationId: string;
  readonly kind: ClockKind;
  readonly on: string;
};

/**
 * Starts a clock by the calendar of a state; gives its last day.
 * @throws where one of its kind runs already, and RangeError where no rule or calendar holds on that day
 */
async function startClock(
  transaction: Transaction,
  { applicationId, kind, on }: ClockStep,
  state: string,
): Promise<string | null> {
  const clock = { id: crypto.randomUUID(), applicationId, ...newClock(kind, state, on) };
  await transaction.insert(clocks).values(clock);
  return clock.dueOn;
}

/** Lets the running clock stand still from a day on; whether there is one. */
function pauseClock(transaction: Transaction, step: ClockStep): Promise<boolean> {
  return changeRunning(transaction, step, (clock) => paused(clock, step.on));
}

/** Lets the running clock go on after a day; whether there is one. */
function resumeClock(transaction: Transaction, step: ClockStep): Promise<boolean> {
  return changeRunning(transaction, step, (clock) => resumed(clock, step.on));
}

/** Ends the running clock: MET in time or LAPSED after its last day, unless it was given up (CANCELLED); whether there was one. */
function endClock(transaction: Transaction, step: ClockStep, isCancelled = false): Promise<boolean> {
  return changeRunning(transaction, step, (clock) => {
    const outcome = isOverdue(clock, step.on) ? 'LAPSED' : 'MET';
    return { ...clock, endedOn: step.on, outcome: isCancelled ? 'CANCELLED' : outcome };
  });
}

/** What a step of an application does to its clocks, in the step's transaction, which holds the application locked. `application` is as the step left it. Gives the last day for documents where some are asked for. */
export async function moveClocks(
  transaction: Transaction,
  application: Pick<ApplicationRow, 'id' | 'state' | 'completeAt'>,
  { act, at }: { readonly act: ApplicationAct; readonly at: Date },
): Promise<string | null> {
  const on = civilDate(at.getTime());
  const of = (kind: ClockKind): ClockStep => ({ applicationId: application.id, kind, on });
  switch (act) {
    case 'SUBMIT':
    case 'REOPEN':
      // The decision's clock starts when the application is complete, not before.
      if (application.completeAt !== null) await startClock(transaction, of('DECISION'), application.state);
      return null;
    case 'ASK_FOR_DOCUMENTS':
      await pauseClock(transaction, of('DECISION'));
      return startClock(transaction, of('COMPLETENESS'), application.state);
    case 'COMPLETE':
      await endClock(transaction, of('COMPLETENESS'));
      if (!(await resumeClock(transaction, of('DECISION'))))
        await startClock(transaction, of('DECISION'), application.state);
      return null;
    case 'LAPSE':
      await endClock(transaction, of('COMPLETENESS'));
      await endClock(transaction, of('DECISION'), true);
      return null;
    case 'APPROVE':
    case 'REJECT':
      await endClock(transaction, of('DECISION'));
      return null;
    case 'SETTLE':
      return null;
    default:
      return act satisfies never;
  }
}

async function changeRunning(
  transaction: Transaction,
  { applicationId, kind }: ClockStep,
  change: (clock: ClockRow) => ClockRow,
): Promise<boolean> {
  const isIt = and(eq(clocks.applicationId, applicationId), eq(clocks.kind, kind), isNull(clocks.endedOn));
  const [clock] = await transaction.select().from(clocks).where(isIt).for('update');
  if (clock === undefined) return false;
  await transaction.update(clocks).set(change(clock)).where(eq(clocks.id, clock.id));
  return true;
}
