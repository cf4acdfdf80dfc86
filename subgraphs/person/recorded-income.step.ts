import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { and, desc, eq } from 'drizzle-orm';
import { assessAgain } from './assess-again.step.ts';
import { inForce } from './effective-date.policy.ts';
import { memberships } from './household.table.ts';
import { type IncomeRow, incomes } from './income.table.ts';
import { type RecordedIncomeRow, recordedIncomes } from './recorded-income.table.ts';
import {
  carriedOver,
  firstVersion,
  type IncomeValue,
  nextVersion,
  type Recording,
} from './recorded-income.ts';

/** Records a new income of a person, and assesses the household anew. */
export async function recordIncome(
  transaction: Transaction,
  personKey: string,
  value: IncomeValue,
  recording: Recording,
): Promise<IncomeRow> {
  const row = await keep(transaction, firstVersion(crypto.randomUUID(), personKey, value, recording));
  await assessHomes(transaction, personKey, recording.at);
  return row;
}

/**
 * Records all that somebody earns from a day on, as it was found at the door: what was in force that day ends. The household is assessed by whoever visits.
 */
export async function replaceIncomes(
  transaction: Transaction,
  personKey: string,
  {
    found,
    since,
  }: { readonly found: readonly Pick<IncomeValue, 'source' | 'monthly'>[]; readonly since: string },
  recording: Recording,
): Promise<void> {
  const current = await transaction
    .select()
    .from(incomes)
    .where(and(eq(incomes.personKey, personKey), inForce(incomes.since, incomes.until, since)))
    .orderBy(incomes.id)
    .for('update');
  for (const row of current) {
    const terms = { monthly: row.monthly, since: row.since, until: since };
    await keep(transaction, await following(transaction, row, terms, recording));
  }
  for (const { source, monthly } of found) {
    const value = { source, monthly, since, until: null };
    await keep(transaction, firstVersion(crypto.randomUUID(), personKey, value, recording));
  }
}

/**
 * Records what an income should have said; what was said before stays beside it.
 * @throws NOT_FOUND where the person has no such income, STEP_REFUSED where the register says this already
 */
export async function correctIncome(
  transaction: Transaction,
  { personKey, incomeId }: { readonly personKey: string; readonly incomeId: string },
  terms: Omit<IncomeValue, 'source'>,
  recording: Recording,
): Promise<IncomeRow> {
  const ofPerson = and(eq(incomes.id, incomeId), eq(incomes.personKey, personKey));
  // Of two officers who correct one income the second reads what the first has written.
  const [current] = await transaction.select().from(incomes).where(ofPerson).for('update');
  if (current === undefined)
    throw new RegistryError('NOT_FOUND', 'This person has no such income. Check both identifiers.');
  const row = await keep(transaction, await following(transaction, current, terms, recording));
  await assessHomes(transaction, personKey, recording.at);
  return row;
}

/** The version that follows what is kept of an income; what stood there before recordings were kept is written first. @throws STEP_REFUSED where it says the same */
async function following(
  transaction: Transaction,
  current: IncomeRow,
  terms: Omit<IncomeValue, 'source'>,
  recording: Recording,
): Promise<RecordedIncomeRow> {
  const [found] = await transaction
    .select()
    .from(recordedIncomes)
    .where(eq(recordedIncomes.incomeId, current.id))
    .orderBy(desc(recordedIncomes.version))
    .limit(1);
  const newest = found ?? carriedOver(current);
  const next = nextVersion(newest, terms, recording);
  if (found === undefined) await transaction.insert(recordedIncomes).values(newest);
  return next;
}

/** Adds a version, and lets today's row say the same: whoever reads today reads that alone. */
async function keep(transaction: Transaction, version: RecordedIncomeRow): Promise<IncomeRow> {
  const { incomeId: id, personKey, source, monthly, since, until } = version;
  const row = { id, personKey, source, monthly, since, until };
  await transaction.insert(recordedIncomes).values(version);
  await transaction.insert(incomes).values(row).onConflictDoUpdate({ target: incomes.id, set: row });
  return row;
}

/** Assesses the households in which somebody lives today anew. */
async function assessHomes(transaction: Transaction, personKey: string, at: Date): Promise<void> {
  const isToday = inForce(memberships.since, memberships.until, civilDate(at.getTime()));
  const homes = await transaction
    .select({ key: memberships.householdKey })
    .from(memberships)
    .where(and(eq(memberships.personKey, personKey), isToday));
  await assessAgain(
    transaction,
    homes.map(({ key }) => key),
    at,
  );
}
