import type { Transaction } from '@seisi/host/act';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, count, eq, sql } from 'drizzle-orm';
import { type IncomeRow, incomes } from './income.table.ts';
import { tell } from './notice.step.ts';
import { correctIncome, recordIncome } from './recorded-income.step.ts';
import { keepValues } from './recorded-value.step.ts';
import { type UpdateRequestRow, updateRequests } from './update-request.table.ts';
import {
  ASKED_FOR,
  type UpdateRequestAct,
  type UpdateWanted,
  updateRequestLife,
  valuesOf,
} from './update-request.ts';

/** Who acts on a request, and when. */
export type Requesting = { readonly by: string; readonly at: Date };

const MOST_PENDING = 5;

/** Keeps a request. @throws STEP_REFUSED for somebody of whom five wait */
export async function requestUpdate(
  transaction: Transaction,
  personKey: string,
  wanted: UpdateWanted,
  { by, at }: Requesting,
): Promise<string> {
  // Two at once of one person wait for one another, so none slips past the limit.
  await transaction.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`update request ${personKey}`}, 0))`,
  );
  const [waiting] = await transaction
    .select({ often: count() })
    .from(updateRequests)
    .where(and(eq(updateRequests.personKey, personKey), eq(updateRequests.status, 'PENDING')));
  if ((waiting?.often ?? 0) >= MOST_PENDING)
    throw new RegistryError(
      'STEP_REFUSED',
      `${MOST_PENDING} requests of yours wait already. Withdraw one, or wait until one is decided.`,
    );
  const source =
    wanted.incomeId === null ? wanted.source : await sourceOf(transaction, personKey, wanted.incomeId);
  const id = crypto.randomUUID();
  const open = { status: 'PENDING', decidedBy: null, decidedAt: null, reason: null } as const;
  await transaction
    .insert(updateRequests)
    .values({ id, personKey, ...wanted, source, askedBy: by, askedAt: at, ...open });
  return id;
}

/** The source of an income, which stays whatever is corrected. @throws NOT_FOUND where the person has no such income */
async function sourceOf(
  transaction: Transaction,
  personKey: string,
  incomeId: string,
): Promise<IncomeRow['source']> {
  const [found] = await transaction
    .select({ source: incomes.source })
    .from(incomes)
    .where(and(eq(incomes.id, incomeId), eq(incomes.personKey, personKey)));
  if (found !== undefined) return found.source;
  throw new RegistryError('NOT_FOUND', 'You have no such income. Read its identifier from your incomes.');
}

/**
 * Does what is asked for, as an officer's own entries would: each value with its history, the household assessed anew.
 * @throws STEP_REFUSED where it is decided, or its income is no more what it was asked about
 */
export async function acceptRequest(
  transaction: Transaction,
  id: string,
  { by, at }: Requesting,
): Promise<string> {
  const row = await end(transaction, id, 'ACCEPT', { by, at, reason: null });
  const recording = { ...ASKED_FOR, by, at };
  const { personKey, since } = row;
  const values = valuesOf(row);
  if (values.length > 0) await keepValues(transaction, personKey, { values, since }, recording);
  if (row.source === null || row.monthly === null) return id;
  const terms = { monthly: row.monthly, since, until: row.until };
  if (row.incomeId === null)
    await recordIncome(transaction, personKey, { source: row.source, ...terms }, recording);
  else await correctIncome(transaction, { personKey, incomeId: row.incomeId }, terms, recording);
  return id;
}

/** @throws STEP_REFUSED where it is decided */
export async function declineRequest(
  transaction: Transaction,
  id: string,
  { by, at, reason }: Requesting & { readonly reason: string },
): Promise<string> {
  await end(transaction, id, 'DECLINE', { by, at, reason });
  return id;
}

/** @throws STEP_REFUSED where it is decided */
export async function withdrawRequest(
  transaction: Transaction,
  id: string,
  { by, at }: Requesting,
): Promise<string> {
  await end(transaction, id, 'WITHDRAW', { by, at, reason: null });
  return id;
}

/** Ends a request: of two at once the second meets what the first has left. Whoever asked is told of what others decide. */
async function end(
  transaction: Transaction,
  id: string,
  act: UpdateRequestAct,
  { by, at, reason }: Requesting & { readonly reason: string | null },
): Promise<UpdateRequestRow> {
  const [row] = await transaction
    .select()
    .from(updateRequests)
    .where(eq(updateRequests.id, id))
    .for('update');
  if (row === undefined) throw noRequest();
  const status = advance(updateRequestLife, { thing: 'request', status: row.status, step: act });
  await transaction
    .update(updateRequests)
    .set({ status, decidedBy: by, decidedAt: at, reason })
    .where(eq(updateRequests.id, id));
  if (act !== 'WITHDRAW')
    await tell(transaction, [{ personKey: row.personKey, kind: 'UPDATE_DECIDED', aboutId: id }], at);
  return row;
}

/** The same for what does not exist and what is out of reach. */
export function noRequest(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such request within your reach.');
}
