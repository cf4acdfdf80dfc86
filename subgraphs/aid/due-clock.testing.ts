import type { Transaction } from '@seisi/host/act';
import { sql } from 'drizzle-orm';
import { refuseIncomplete } from './application.step.ts';
import { anApplication, idOf } from './application.testing.ts';
import type { ClockRow } from './clock.table.ts';
import { newClock } from './clock.ts';

/** Refuses an application, with a rest before and after it: whoever is killed is killed within. */
export async function lapseSlowly(transaction: Transaction, applicationId: string, at: Date): Promise<void> {
  await transaction.execute(sql`select pg_sleep(0.002)`);
  await refuseIncomplete(transaction, applicationId, at);
  await transaction.execute(sql`select pg_sleep(0.002)`);
}

/** The nth application, whose documents are awaited since a day (YYYY-MM-DD). */
export function anIncomplete(n: number, since: string) {
  const undecided = { completeAt: null, decidedAt: null, decisionReason: null, awardAmount: null } as const;
  const id = idOf('payment', n);
  const clock: ClockRow = {
    id,
    applicationId: idOf('application', n),
    ...newClock('COMPLETENESS', '05', since),
  };
  return { application: anApplication(n, { ...undecided, status: 'DOCUMENTS_REQUIRED' }), clock };
}
