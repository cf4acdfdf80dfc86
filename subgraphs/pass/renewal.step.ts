import { randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { lackingDocuments } from '@seisi/host/attached-document.step';
import { civilDate } from '@seisi/host/context';
import { advance } from '@seisi/host/life';
import { type Contact, tell } from '@seisi/host/notice';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { documents } from './document.table.ts';
import { notices } from './notice.table.ts';
import { outbox } from './outbox.table.ts';
import { type PassRenewalRow, renewalSteps, renewals } from './renewal.table.ts';
import { type RenewalAct, renewalFault, renewalLife, requiredDocuments, type Stated } from './renewal.ts';
import { type RenewalRuleRow, renewalRules } from './renewal-rule.table.ts';
import { employers, type PassEmployerRow, type WorkPassRow, workPasses } from './work-pass.table.ts';
import { ruleOn } from './work-pass.ts';

/** Who acts on a renewal, and when. */
export type Acting = { readonly renewalId: string; readonly by: string; readonly at: Date };

const REFERENCES = 10 ** 10;
const ATTEMPTS = 5;

/** The lock on a renewal is that of its steps. @throws NOT_FOUND */
export async function lockedRenewal(transaction: Transaction, id: string): Promise<PassRenewalRow> {
  const [found] = await transaction.select().from(renewals).where(eq(renewals.id, id)).for('update');
  if (found !== undefined) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such renewal.');
}

/** What is renewed, for whom, with what is stated. */
export type Begun = Stated & Contact & { readonly workPassId: string; readonly personKey: string };

/**
 * Begins to renew a pass, as a draft under a reference of its own. Gives its identifier.
 * @throws NOT_FOUND where the person does not speak for the employer of such a pass, STEP_REFUSED outside of its window and where papers do not last, where the employer may not renew, and where another is open
 */
export async function beginRenewal(transaction: Transaction, begun: Begun, at: Date): Promise<string> {
  const { pass, employer } = await passOf(transaction, begun.workPassId);
  if (employer.personKey !== begun.personKey) throw noPass();
  if (employer.status !== 'ACTIVE') throw refused(`The employer is ${employer.status}; it renews no pass.`);
  const today = civilDate(at.getTime());
  refuseFault(pass, begun, await ruleOf(transaction, pass, today), today);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const reference = `PL-${today.slice(0, 4)}-${String(randomInt(REFERENCES)).padStart(10, '0')}`;
    const row = { ...begun, id: crypto.randomUUID(), reference, employerId: employer.id, startedAt: at };
    const [added] = await transaction
      .insert(renewals)
      .values({ ...row, status: 'DRAFT' })
      .onConflictDoNothing()
      .returning({ id: renewals.id });
    if (added !== undefined) return added.id;
    const [borne] = await transaction.select().from(renewals).where(eq(renewals.reference, reference));
    if (borne === undefined) throw refused('A renewal of this pass is open already.');
  }
  throw new Error('No reference was free.');
}

/** Sends a renewal. @throws STEP_REFUSED where a document is lacking that it needs, with its kind, and outside of the window */
export async function submitRenewal(transaction: Transaction, acting: Acting): Promise<void> {
  const before = await lockedRenewal(transaction, acting.renewalId);
  if (before.status === 'DRAFT' || before.status === 'INCOMPLETE')
    await refuseUnready(transaction, before, acting.at);
  await stepRenewal(transaction, { ...acting, act: 'SUBMIT' }, { submittedAt: acting.at });
}

async function refuseUnready(transaction: Transaction, renewal: PassRenewalRow, at: Date): Promise<void> {
  const today = civilDate(at.getTime());
  const { pass, employer } = await passOf(transaction, renewal.workPassId);
  const rule = await ruleOf(transaction, pass, today);
  // What was sent in its window and came back is completed also after it.
  if (renewal.status === 'DRAFT') refuseFault(pass, renewal, rule, today);
  const needed = requiredDocuments(employer.kind, rule);
  const lacking = await lackingDocuments(transaction, { documents }, renewal.id, needed);
  if (lacking.length > 0) throw refused(`These documents are needed first: ${lacking.join(', ')}.`);
}

/**
 * Takes a step in a transaction: the status as it was read, what goes with it, the history, and what the employer is told.
 * @throws STEP_REFUSED where it is not open from there, NOT_FOUND where there is no such renewal
 */
export async function stepRenewal(
  transaction: Transaction,
  {
    renewalId,
    act,
    by,
    at,
    note = null,
  }: Acting & { readonly act: RenewalAct; readonly note?: string | null },
  set: Partial<PassRenewalRow> = {},
): Promise<PassRenewalRow> {
  const { status } = await lockedRenewal(transaction, renewalId);
  const toStatus = advance<PassRenewalRow['status'], RenewalAct>(renewalLife, {
    thing: 'renewal',
    status,
    step: act,
  });
  const [after] = await transaction
    .update(renewals)
    .set({ ...set, status: toStatus })
    .where(eq(renewals.id, renewalId))
    .returning();
  if (after === undefined) throw refused('Somebody was faster. Read it again.');
  await transaction
    .insert(renewalSteps)
    .values({ id: crypto.randomUUID(), renewalId, act, toStatus, by, at, note });
  const { personKey, phone, email, language } = after;
  const told = { aboutId: renewalId, personKey, event: act };
  await tell(transaction, { notices, outbox }, told, { contact: { phone, email, language }, at });
  return after;
}

/** The pass, locked, with its employer. @throws NOT_FOUND */
export async function passOf(
  transaction: Transaction,
  id: string,
): Promise<{ readonly pass: WorkPassRow; readonly employer: PassEmployerRow }> {
  const [pass] = await transaction.select().from(workPasses).where(eq(workPasses.id, id)).for('update');
  const [employer] = await transaction
    .select()
    .from(employers)
    .where(eq(employers.id, pass?.employerId ?? crypto.randomUUID()));
  if (pass !== undefined && employer !== undefined) return { pass, employer };
  throw noPass();
}

/** The rule of a pass on a day. */
export async function ruleOf(
  transaction: Transaction,
  { stream }: WorkPassRow,
  day: string,
): Promise<RenewalRuleRow> {
  return ruleOn(await transaction.select().from(renewalRules), stream, day);
}

function refuseFault(pass: WorkPassRow, stated: Stated, rule: RenewalRuleRow, today: string): void {
  const fault = renewalFault(pass, stated, rule, today);
  if (fault !== null) throw refused(fault);
}

function noPass(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such pass of an employer for whom you speak.');
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
