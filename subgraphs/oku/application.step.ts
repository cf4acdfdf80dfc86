import { randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { lackingDocuments, refuseAwaited } from '@seisi/host/attached-document.step';
import { civilDate } from '@seisi/host/context';
import { advance } from '@seisi/host/life';
import type { Contact } from '@seisi/host/notice';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, inArray } from 'drizzle-orm';
import { applicationSteps, applications, type OkuApplicationRow } from './application.table.ts';
import { type ApplicationAct, applicationLife, isOpenTo, requiredDocuments } from './application.ts';
import { documents } from './document.table.ts';
import { showInRegister } from './entry.step.ts';
import { tellApplicant } from './notice.step.ts';
import { registrations } from './registration.table.ts';

/** Who acts on an application, and when. */
export type Acting = { readonly applicationId: string; readonly by: string; readonly at: Date };

const REFERENCES = 10 ** 10;
const ATTEMPTS = 5;
const OPEN = ['DRAFT', 'UNDER_ASSESSMENT', 'INFORMATION_REQUIRED'] as const;

/** What is applied for, for whom and by whom (hidden keys). */
export type Begun = Pick<OkuApplicationRow, 'personKey' | 'appliedByKey' | 'kind' | 'identityPaper'> &
  Contact;

/** The lock on the application is that of its steps: nothing of it is decided twice at once. @throws NOT_FOUND */
export async function lockedApplication(transaction: Transaction, id: string): Promise<OkuApplicationRow> {
  const [found] = await transaction.select().from(applications).where(eq(applications.id, id)).for('update');
  if (found !== undefined) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such application.');
}

/**
 * Begins an application as a draft, under a reference that nobody bears: drawn, so that none leads to another. Gives its identifier.
 * @throws STEP_REFUSED where another is open, or the register says of the person what does not fit
 */
export async function beginApplication(transaction: Transaction, begun: Begun, at: Date): Promise<string> {
  await refuseUnfit(transaction, begun);
  const year = civilDate(at.getTime()).slice(0, 4);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    // The letters say nothing of a disability: whoever finds the telephone reads them.
    const reference = `JP-${year}-${String(randomInt(REFERENCES)).padStart(10, '0')}`;
    const row = { ...begun, id: crypto.randomUUID(), reference, status: 'DRAFT' as const, startedAt: at };
    const [added] = await transaction.insert(applications).values(row).onConflictDoNothing().returning();
    if (added !== undefined) return added.id;
    await refuseSecond(transaction, begun.personKey);
  }
  throw new Error('No reference was free.');
}

/**
 * Takes a step in a transaction: the status as it was read, what goes with it, the history, and what the register says then.
 * @throws STEP_REFUSED where it is not open from there, NOT_FOUND where there is no such application
 */
export async function stepApplication(
  transaction: Transaction,
  {
    applicationId,
    act,
    by,
    at,
    note = null,
  }: Acting & { readonly act: ApplicationAct; readonly note?: string | null },
  set: Partial<OkuApplicationRow> = {},
): Promise<OkuApplicationRow> {
  const { status: fromStatus } = await lockedApplication(transaction, applicationId);
  const toStatus = advance(applicationLife, { thing: 'application', status: fromStatus, step: act });
  const [after] = await transaction
    .update(applications)
    .set({ ...set, status: toStatus })
    .where(eq(applications.id, applicationId))
    .returning();
  if (after === undefined) throw new RegistryError('STEP_REFUSED', 'Somebody was faster. Read it again.');
  const step = { id: crypto.randomUUID(), applicationId, act, fromStatus, toStatus, by, at, note };
  await transaction.insert(applicationSteps).values(step);
  // A draft that is thrown away never was in the register.
  if (after.submittedAt !== null) await showInRegister(transaction, after);
  return after;
}

/** Sends a draft. @throws STEP_REFUSED where a document is lacking that it needs, with its kind, and where the register says by now what does not fit */
export async function submitApplication(transaction: Transaction, acting: Acting): Promise<void> {
  const { applicationId, at } = acting;
  const before = await lockedApplication(transaction, applicationId);
  // Who has sent it already is told that, and not what it lacks.
  if (before.status === 'DRAFT') await refuseUnready(transaction, before);
  const after = await stepApplication(transaction, { ...acting, act: 'SUBMIT' }, { submittedAt: at });
  await tellApplicant(transaction, after, { event: 'RECEIVED', at });
}

/** Says that all is there that was asked for. @throws STEP_REFUSED where a document is awaited still */
export async function answerInformation(transaction: Transaction, acting: Acting): Promise<void> {
  await lockedApplication(transaction, acting.applicationId);
  await refuseAwaited(transaction, { documents }, acting.applicationId);
  await stepApplication(transaction, { ...acting, act: 'ANSWER' }, { informationDueOn: null });
}

/** Withdraws what was not completed in time (Act 685 s.23: deemed withdrawn, without barring a new one). @throws STEP_REFUSED where it was completed meanwhile */
export async function lapseApplication(
  transaction: Transaction,
  applicationId: string,
  at: Date,
): Promise<void> {
  const acting = { applicationId, by: 'system', at, act: 'LAPSE' } as const;
  const after = await stepApplication(transaction, acting, { informationDueOn: null });
  await tellApplicant(transaction, after, { event: 'DEEMED_WITHDRAWN', at });
}

async function refuseUnready(transaction: Transaction, draft: OkuApplicationRow): Promise<void> {
  await refuseUnfit(transaction, draft);
  const lacking = await lackingDocuments(transaction, { documents }, draft.id, requiredDocuments(draft));
  if (lacking.length > 0)
    throw new RegistryError('STEP_REFUSED', `These documents are needed first: ${lacking.join(', ')}.`);
}

async function refuseUnfit(
  transaction: Transaction,
  { personKey, kind }: Pick<Begun, 'personKey' | 'kind'>,
): Promise<void> {
  const [entry] = await transaction
    .select({ status: registrations.status })
    .from(registrations)
    .where(eq(registrations.personKey, personKey));
  if (isOpenTo(kind, entry?.status ?? null)) return;
  const fault = kind === 'CATEGORY_CHANGE' ? 'The person is not registered' : 'The person is registered';
  throw new RegistryError('STEP_REFUSED', `${fault}; an application of this kind is not open.`);
}

async function refuseSecond(transaction: Transaction, personKey: string): Promise<void> {
  const open = and(eq(applications.personKey, personKey), inArray(applications.status, [...OPEN]));
  const [other] = await transaction.select({ id: applications.id }).from(applications).where(open);
  if (other !== undefined)
    throw new RegistryError('STEP_REFUSED', 'An application for this person is open already.');
}
