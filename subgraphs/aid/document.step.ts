import type { Transaction } from '@seisi/host/act';
import type { StoredDocument } from '@seisi/schema/document/question';
import { RegistryError } from '@seisi/schema/errors';
import { and, count, eq, type SQL } from 'drizzle-orm';
import { type DocumentRow, documents } from './document.table.ts';
import { MOST_DOCUMENTS } from './document.ts';
import { drafts } from './draft.table.ts';
import { locked } from './locked-application.step.ts';

/** Of what a document is: an application, or the draft of a person (by the hidden key). */
export type DocumentOf =
  | { readonly of: 'application'; readonly id: string }
  | { readonly of: 'draft'; readonly id: string; readonly person: string };

/** A document as it was begun. */
export type BegunDocument = {
  readonly of: DocumentOf;
  readonly kind: DocumentRow['kind'];
  readonly document: string;
};

/**
 * Begins a document: the awaited one of its kind, or a new one, of which nothing is kept until its bytes are. Gives its identifier.
 * @throws NOT_FOUND, STEP_REFUSED where nothing is attached any more, or too much was
 */
export async function beginDocument(
  transaction: Transaction,
  of: DocumentOf,
  kind: DocumentRow['kind'],
): Promise<string> {
  const home = await openHome(transaction, of);
  const awaited = await awaitedOf(transaction, home, kind);
  if (awaited !== null) return awaited.id;
  await refuseTooMany(transaction, home);
  return crypto.randomUUID();
}

/** Whether another document may be sent. @throws NOT_FOUND, STEP_REFUSED where none is taken any more, or too much was */
export async function refuseClosed(transaction: Transaction, { of, kind }: BegunDocument): Promise<void> {
  const home = await openHome(transaction, of);
  if ((await awaitedOf(transaction, home, kind)) === null) await refuseTooMany(transaction, home);
}

/**
 * Keeps a document whose bytes are in the store: what was awaited is there then, also by bytes that were sent before; where nothing is awaited the same bytes of the same kind are the same document. Gives its identifier.
 * @throws NOT_FOUND, STEP_REFUSED where nothing is attached any more, too much was, or other bytes have become this document
 */
export async function keepDocument(
  transaction: Transaction,
  { of, kind, document: id }: BegunDocument,
  bytes: StoredDocument & Pick<DocumentRow, 'by'> & { readonly at: Date },
): Promise<string> {
  const home = await openHome(transaction, of);
  const { hash, size, mediaType, by, at } = bytes;
  const sameBytes = and(home.where, eq(documents.kind, kind), eq(documents.hash, hash));
  const stored = (where: SQL | undefined) =>
    transaction.select({ id: documents.id }).from(documents).where(where);
  const [sentBefore] = await stored(and(sameBytes, eq(documents.id, id)));
  if (sentBefore !== undefined) return id;
  const kept = { status: 'STORED', hash, size, mediaType, by, storedAt: at } as const;
  const awaited = await awaitedOf(transaction, home, kind);
  if (awaited !== null) {
    await transaction.update(documents).set(kept).where(eq(documents.id, awaited.id));
    return awaited.id;
  }
  const [known] = await stored(sameBytes);
  if (known !== undefined) return known.id;
  await refuseTooMany(transaction, home);
  const { draftId, applicationId, personKey } = home;
  const added = await transaction
    .insert(documents)
    .values({ id, draftId, applicationId, personKey, kind, requestedAt: at, ...kept })
    .onConflictDoNothing()
    .returning({ id: documents.id });
  if (added.length > 0) return id;
  throw new RegistryError('STEP_REFUSED', 'Other bytes have become this document. Attach another.');
}

/** Where documents are kept: locked, and not decided. A draft that was submitted is its application. */
type Home = Pick<DocumentRow, 'draftId' | 'applicationId' | 'personKey'> & { readonly where: SQL };

async function openHome(transaction: Transaction, home: DocumentOf): Promise<Home> {
  const { of, id } = home;
  if (of === 'application') return openApplication(transaction, id);
  const own = and(eq(drafts.id, id), eq(drafts.personKey, home.person));
  const [draft] = await transaction.select().from(drafts).where(own).for('update');
  if (draft === undefined || draft.discardedAt !== null)
    throw new RegistryError(
      'NOT_FOUND',
      'There is no such draft of yours. `drafts` lists those that are open.',
    );
  if (draft.applicationId !== null) return openApplication(transaction, draft.applicationId);
  const where = eq(documents.draftId, id);
  return { draftId: id, applicationId: null, personKey: draft.personKey, where };
}

async function openApplication(transaction: Transaction, id: string): Promise<Home> {
  const { status, applicantKey } = await locked(transaction, id);
  if (status !== 'IN_PROCESS' && status !== 'DOCUMENTS_REQUIRED')
    throw new RegistryError('STEP_REFUSED', `The application is ${status}; nothing is attached any more.`);
  const where = eq(documents.applicationId, id);
  return { draftId: null, applicationId: id, personKey: applicantKey, where };
}

async function awaitedOf(
  transaction: Transaction,
  { where }: Home,
  kind: DocumentRow['kind'],
): Promise<Pick<DocumentRow, 'id'> | null> {
  const [found] = await transaction
    .select({ id: documents.id })
    .from(documents)
    .where(and(where, eq(documents.kind, kind), eq(documents.status, 'AWAITED')));
  return found ?? null;
}

async function refuseTooMany(transaction: Transaction, { where }: Home): Promise<void> {
  const [{ those } = { those: 0 }] = await transaction
    .select({ those: count() })
    .from(documents)
    .where(where);
  if (those < MOST_DOCUMENTS) return;
  throw new RegistryError('STEP_REFUSED', `No more than ${MOST_DOCUMENTS} documents are kept here.`);
}
