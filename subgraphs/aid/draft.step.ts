import { randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import { stepApplication } from './application.step.ts';
import { type ApplicationRow, applications } from './application.table.ts';
import { applicationContacts, applicationSteps, statements } from './application-process.table.ts';
import { moveClocks } from './clock.step.ts';
import { documents } from './document.table.ts';
import { awaitDocuments, lackingDocuments } from './document-request.step.ts';
import { type DraftRow, drafts } from './draft.table.ts';
import { type WholeDraft, wholeDraft } from './draft.ts';
import type { HomeDistrict } from './home-district.ts';
import { tell } from './notice.step.ts';
import { requestChecks } from './register-check.step.ts';

/** More are a program's, not a person's. */
const MOST_OPEN = 10;
/** While one of these stands, the same person does not apply under the same scheme again. */
const OPEN = ['IN_PROCESS', 'DOCUMENTS_REQUIRED', 'APPROVED'] as const;
const REFERENCES = 1_000_000_000;
const ATTEMPTS = 5;
/** Whoever takes steps without being asked, as histories say it. */
const SYSTEM = 'system';
/** Sets these locks apart from others of the database. */
const LOCKS = 5_071_402;

/** Which draft, of whom, as it was read. */
export type DraftRead = { readonly id: string; readonly personKey: string; readonly revision: number | null };

/** Begins a draft; gives its identifier. @throws STEP_REFUSED where ten are open */
export async function startDraft(
  transaction: Transaction,
  { personKey, schemeCode }: Pick<DraftRow, 'personKey' | 'schemeCode'>,
  at: Date,
): Promise<string> {
  await oneAtATime(transaction, personKey);
  const [open] = await transaction
    .select({ all: count() })
    .from(drafts)
    .where(and(eq(drafts.personKey, personKey), isNull(drafts.applicationId), isNull(drafts.discardedAt)));
  if ((open?.all ?? 0) >= MOST_OPEN)
    throw new RegistryError('STEP_REFUSED', `${MOST_OPEN} drafts are open: submit or discard one first.`);
  const id = crypto.randomUUID();
  await transaction
    .insert(drafts)
    .values({ id, personKey, schemeCode, revision: 1, startedAt: at, changedAt: at });
  return id;
}

/** Changes a draft as it was read. @throws NOT_FOUND, STEP_REFUSED where it was changed since */
export async function changeDraft(
  transaction: Transaction,
  read: DraftRead,
  change: Partial<Pick<DraftRow, 'household' | 'employment' | 'aid' | 'contact' | 'discardedAt'>>,
  at: Date,
): Promise<string> {
  const { id, revision } = await openDraft(transaction, read);
  await transaction
    .update(drafts)
    .set({ ...change, revision: revision + 1, changedAt: at })
    .where(eq(drafts.id, id));
  return id;
}

/** Who submits, when, and where the register has the applicant: that office handles it; null where the register has them nowhere. */
export type Submission = { readonly by: string; readonly at: Date; readonly home: HomeDistrict | null };

/**
 * Makes an application of a draft: with its reference number, what was stated, where notices go, its documents and its clocks. Gives its identifier.
 * @throws NOT_FOUND, STEP_REFUSED where it was changed since, lacks a stage, or the person has an open application under the scheme
 */
export async function submitDraft(
  transaction: Transaction,
  read: DraftRead,
  { by, at, home }: Submission,
): Promise<string> {
  await oneAtATime(transaction, read.personKey);
  const draft = wholeDraft(await openDraft(transaction, read));
  await refuseSecond(transaction, draft);
  const { household, employment, aid, contact } = draft;
  const { id: applicationId } = await lodge(transaction, draft, home ?? household, at);
  await transaction.insert(statements).values({ applicationId, household, employment, aid });
  await transaction.insert(applicationContacts).values({ applicationId, ...contact });
  await transaction.insert(applicationSteps).values({
    ...{ id: crypto.randomUUID(), applicationId, act: 'SUBMIT', fromStatus: null, toStatus: 'IN_PROCESS' },
    ...{ by, at, reason: null },
  });
  await transaction.update(documents).set({ applicationId }).where(eq(documents.draftId, draft.id));
  await transaction.update(drafts).set({ applicationId, changedAt: at }).where(eq(drafts.id, draft.id));
  await tell(transaction, { id: applicationId, applicantKey: draft.personKey }, { event: 'SUBMITTED' }, at);
  await beginClocks(transaction, applicationId, draft, at);
  await requestChecks(transaction, { applicationId, at }, ['LHDN', 'JPN', 'JPJ']);
  return applicationId;
}

/** Complete at once, and the decision's clock starts; or the documents that the scheme requires are awaited first (S0: refused after 14 days). */
async function beginClocks(
  transaction: Transaction,
  applicationId: string,
  { schemeCode, personKey }: DraftRow,
  at: Date,
): Promise<void> {
  const on = civilDate(at.getTime());
  const lacking = await lackingDocuments(transaction, { applicationId, schemeCode, on });
  if (lacking.length > 0) {
    const asking = { applicationId, by: SYSTEM, at };
    const reason = `Submitted without ${lacking.join(', ')}.`;
    await stepApplication(transaction, { ...asking, act: 'ASK_FOR_DOCUMENTS', reason });
    return awaitDocuments(transaction, { ...asking, personKey }, lacking);
  }
  const ofId = eq(applications.id, applicationId);
  const [lodged] = await transaction.update(applications).set({ completeAt: at }).where(ofId).returning();
  await moveClocks(transaction, lodged as ApplicationRow, { act: 'SUBMIT', at });
}

/** @throws STEP_REFUSED where the person has an open application under the same scheme, with its reference number */
async function refuseSecond(transaction: Transaction, { personKey, schemeCode }: DraftRow): Promise<void> {
  const same = and(eq(applications.applicantKey, personKey), eq(applications.schemeCode, schemeCode));
  const [open] = await transaction
    .select({ reference: applications.reference })
    .from(applications)
    .where(and(same, inArray(applications.status, [...OPEN])));
  if (open !== undefined)
    throw new RegistryError('STEP_REFUSED', `You have applied under this scheme already: ${open.reference}.`);
}

/** What is counted before it is added to is counted by one transaction of a person at a time; to the end of this one. */
async function oneAtATime(transaction: Transaction, personKey: string): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${personKey}, ${LOCKS}))`);
}

/** Under a reference number that nobody bears: drawn, so that none leads to another; it tells no district. Not complete yet. */
async function lodge(
  transaction: Transaction,
  { personKey: applicantKey, schemeCode }: WholeDraft,
  { state, district }: HomeDistrict,
  at: Date,
): Promise<{ id: string }> {
  const year = civilDate(at.getTime()).slice(0, 4);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const reference = `JKM-${year}-${String(randomInt(REFERENCES)).padStart(9, '0')}`;
    const lodged = await transaction
      .insert(applications)
      .values({
        ...{ id: crypto.randomUUID(), reference, applicantKey, state, district, schemeCode },
        ...{ status: 'IN_PROCESS' as const, submittedAt: at, completeAt: null },
      })
      .onConflictDoNothing({ target: applications.reference })
      .returning({ id: applications.id });
    if (lodged[0] !== undefined) return lodged[0];
  }
  throw new Error('No reference number was free.');
}

async function openDraft(
  transaction: Transaction,
  { id, personKey, revision }: DraftRead,
): Promise<DraftRow> {
  const own = and(eq(drafts.id, id), eq(drafts.personKey, personKey));
  const [draft] = await transaction.select().from(drafts).where(own).for('update');
  if (draft === undefined || draft.discardedAt !== null || draft.applicationId !== null)
    throw new RegistryError(
      'NOT_FOUND',
      'There is no such draft of yours. `drafts` lists those that are open.',
    );
  if (revision === null || draft.revision === revision) return draft;
  throw new RegistryError(
    'STEP_REFUSED',
    'The draft was changed since it was read. Read it again, then go on.',
  );
}
