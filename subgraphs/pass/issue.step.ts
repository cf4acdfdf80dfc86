import { randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { badInput } from '@seisi/host/read-input';
import { RegistryError } from '@seisi/schema/errors';
import { and, asc, eq } from 'drizzle-orm';
import { type Acting, lockedRenewal, passOf, ruleOf, stepRenewal } from './renewal.step.ts';
import { type CheckAnswer, renewalChecks, renewalSteps } from './renewal.table.ts';
import { nextDays, verdictOf } from './renewal.ts';
import type { PassCondition } from './types.generated.ts';
import { workers, workPasses } from './work-pass.table.ts';

const NUMBERS = 10 ** 10;

/** Records what was found of a condition. @throws STEP_REFUSED where the renewal is not SUBMITTED */
export async function recordCheck(
  transaction: Transaction,
  { renewalId, by, at }: Acting,
  found: { readonly condition: PassCondition; readonly answer: CheckAnswer },
): Promise<void> {
  const { status } = await lockedRenewal(transaction, renewalId);
  if (status !== 'SUBMITTED') throw refused(`The renewal is ${status}; what is SUBMITTED is checked.`);
  await transaction.insert(renewalChecks).values({ id: crypto.randomUUID(), renewalId, ...found, by, at });
}

/** Says that all conditions have passed, and asks for the levy. @throws STEP_REFUSED where one has failed, or cannot be told: unknown is no pass, and no failure */
export async function askForLevy(transaction: Transaction, acting: Acting): Promise<void> {
  const { renewalId, at } = acting;
  const renewal = await lockedRenewal(transaction, renewalId);
  const found = await transaction
    .select()
    .from(renewalChecks)
    .where(eq(renewalChecks.renewalId, renewalId))
    .orderBy(asc(renewalChecks.place));
  const verdict = verdictOf(new Map(found.map(({ condition, answer }) => [condition, answer])));
  if (renewal.status === 'SUBMITTED' && verdict !== 'PASSED')
    throw refused(
      verdict === 'FAILED'
        ? 'A condition has failed: reject the renewal, or record what was found since.'
        : 'Not every condition is known to have passed. Record what was found.',
    );
  if (renewal.status === 'SUBMITTED') await stepRenewal(transaction, { ...acting, act: 'CHECK' });
  const { pass } = await passOf(transaction, renewal.workPassId);
  const { levySen } = await ruleOf(transaction, pass, civilDate(at.getTime()));
  await stepRenewal(transaction, { ...acting, act: 'ASK_LEVY' }, { levySen });
}

/** A payment as it was made. */
export type Paid = { readonly reference: string; readonly amount: number; readonly paidOn: string };

/** Records a levy. @throws BAD_USER_INPUT for another amount than was asked for, STEP_REFUSED where none was */
export async function recordLevy(
  transaction: Transaction,
  acting: Acting,
  { reference, amount, paidOn }: Paid,
): Promise<void> {
  const { levySen, status } = await lockedRenewal(transaction, acting.renewalId);
  if (status === 'AWAITING_PAYMENT' && amount !== levySen)
    throw badInput('amount', `is not what was asked for: ${levySen} sen`);
  const set = { levyReference: reference, levyPaidOn: paidOn, decidedAt: acting.at };
  await stepRenewal(transaction, { ...acting, act: 'PAY' }, set);
}

/** Issues the pass that takes the place of the old, by another officer than the one who recorded the levy. @throws STEP_REFUSED for that one, and where nothing was approved */
export async function issuePass(transaction: Transaction, acting: Acting): Promise<void> {
  const { renewalId, by, at } = acting;
  const renewal = await lockedRenewal(transaction, renewalId);
  const ofPayment = and(eq(renewalSteps.renewalId, renewalId), eq(renewalSteps.act, 'PAY'));
  const [payment] = await transaction.select().from(renewalSteps).where(ofPayment);
  if (payment?.by === by) throw refused('You recorded the levy: another officer issues the pass.');
  const { pass } = await passOf(transaction, renewal.workPassId);
  const today = civilDate(at.getTime());
  const days = nextDays(pass, await ruleOf(transaction, pass, today));
  const id = crypto.randomUUID();
  await stepRenewal(transaction, { ...acting, act: 'ISSUE' }, { newPassId: id });
  const number = `PL${String(randomInt(NUMBERS)).padStart(10, '0')}`;
  await transaction.insert(workPasses).values({ ...pass, id, number, ...days });
  await transaction.update(workPasses).set({ replacedOn: today }).where(eq(workPasses.id, pass.id));
  const { passportExpiresOn } = renewal;
  await transaction.update(workers).set({ passportExpiresOn }).where(eq(workers.id, pass.workerId));
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
