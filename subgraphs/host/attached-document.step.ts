import type { StoredDocument } from '@seisi/schema/document/question';
import { RegistryError } from '@seisi/schema/errors';
import { and, asc, count, eq, type SQL } from 'drizzle-orm';
import type { Transaction } from './act.ts';
import type { AttachedDocumentTable, AttachedStatus } from './attached-document.table.ts';

/** Documents of one record; no process asks for as many. */
const MOST_DOCUMENTS = 40;

/** A document as it was begun: of which record, which kind, under which identifier. */
export type BegunDocument<Kind extends string = string> = {
  readonly of: string;
  readonly kind: Kind;
  readonly document: string;
};

/** What a room says of its records that have documents. */
export type DocumentHome<Kind extends string = string> = {
  readonly documents: AttachedDocumentTable<Kind>;
  /** Locks a record that takes documents still, and says whose it is. @throws NOT_FOUND, STEP_REFUSED */
  readonly open: (transaction: Transaction, of: string) => Promise<{ readonly personKey: string | null }>;
};

/**
 * Begins a document: the awaited one of its kind, or a new one, of which nothing is kept until its bytes are. Gives its identifier.
 * @throws NOT_FOUND, STEP_REFUSED where nothing is attached any more, or too much was
 */
export async function beginDocument<Kind extends string>(
  transaction: Transaction,
  home: DocumentHome<Kind>,
  { of, kind }: Pick<BegunDocument<Kind>, 'of' | 'kind'>,
): Promise<string> {
  await home.open(transaction, of);
  const awaited = await awaitedOf(transaction, home, { of, kind });
  if (awaited !== null) return awaited;
  await refuseTooMany(transaction, home, of);
  return crypto.randomUUID();
}

/** Whether the bytes of a document may be sent. @throws NOT_FOUND, STEP_REFUSED where none is taken any more, or too much was */
export async function refuseClosed<Kind extends string>(
  transaction: Transaction,
  home: DocumentHome<Kind>,
  begun: BegunDocument<Kind>,
): Promise<void> {
  await home.open(transaction, begun.of);
  if ((await awaitedOf(transaction, home, begun)) === null) await refuseTooMany(transaction, home, begun.of);
}

/**
 * Keeps a document whose bytes are in the store: what was awaited is there then; where nothing is awaited the same bytes of the same kind are the same
 * document. Gives its identifier.
 * @throws NOT_FOUND, STEP_REFUSED where nothing is attached any more, too much was, or other bytes have become this document
 */
export async function keepDocument<Kind extends string>(
  transaction: Transaction,
  home: DocumentHome<Kind>,
  begun: BegunDocument<Kind>,
  { hash, size, mediaType, by, at }: StoredDocument & { readonly by: string; readonly at: Date },
): Promise<string> {
  const { documents } = home;
  const { of, kind, document: id } = begun;
  const { personKey } = await home.open(transaction, of);
  const sameBytes = and(ofKind(home, begun), eq(documents.hash, hash));
  const sentBefore = await oldest(transaction, home, and(sameBytes, eq(documents.id, id)));
  if (sentBefore !== null) return id;
  const kept = { status: 'STORED', hash, size, mediaType, by, storedAt: at } as const;
  const awaited = await awaitedOf(transaction, home, begun);
  if (awaited !== null) {
    await transaction.update(documents).set(kept).where(eq(documents.id, awaited));
    return awaited;
  }
  const known = await oldest(transaction, home, sameBytes);
  if (known !== null) return known;
  await refuseTooMany(transaction, home, of);
  const added = await transaction
    .insert(documents)
    .values({ id, ofId: of, personKey, kind, requestedAt: at, ...kept })
    .onConflictDoNothing()
    .returning({ id: documents.id });
  if (added.length > 0) return id;
  throw new RegistryError('STEP_REFUSED', 'Other bytes have become this document. Attach another.');
}

/** Awaits documents of a record that the caller holds locked; a kind that is awaited already is not awaited twice. */
export async function awaitDocuments<Kind extends string>(
  transaction: Transaction,
  home: Pick<DocumentHome<Kind>, 'documents'>,
  record: { readonly of: string; readonly personKey: string | null; readonly by: string; readonly at: Date },
  kinds: readonly Kind[],
): Promise<void> {
  const { of, personKey, by, at } = record;
  const awaited = await kindsOf(transaction, home, of, 'AWAITED');
  const missing = [...new Set(kinds)].filter((kind) => !awaited.has(kind));
  if (missing.length === 0) return;
  const rest = { ofId: of, personKey, status: 'AWAITED' as const, by, requestedAt: at };
  await transaction
    .insert(home.documents)
    .values(missing.map((kind) => ({ id: crypto.randomUUID(), kind, ...rest })));
}

/** Of these kinds those of which nothing is stored, in their order. */
export async function lackingDocuments<Kind extends string>(
  transaction: Transaction,
  home: Pick<DocumentHome<Kind>, 'documents'>,
  of: string,
  kinds: readonly Kind[],
): Promise<Kind[]> {
  const stored = await kindsOf(transaction, home, of, 'STORED');
  return kinds.filter((kind) => !stored.has(kind));
}

/** @throws STEP_REFUSED where documents of a record are awaited still, with their kinds */
export async function refuseAwaited<Kind extends string>(
  transaction: Transaction,
  home: Pick<DocumentHome<Kind>, 'documents'>,
  of: string,
): Promise<void> {
  const awaited = [...(await kindsOf(transaction, home, of, 'AWAITED'))].toSorted();
  if (awaited.length === 0) return;
  throw new RegistryError('STEP_REFUSED', `These documents are awaited still: ${awaited.join(', ')}.`);
}

function ofKind<Kind extends string>(
  { documents }: Pick<DocumentHome<Kind>, 'documents'>,
  { of, kind }: Pick<BegunDocument<Kind>, 'of' | 'kind'>,
): SQL | undefined {
  return and(eq(documents.ofId, of), eq(documents.kind, kind));
}

function awaitedOf<Kind extends string>(
  transaction: Transaction,
  home: DocumentHome<Kind>,
  which: Pick<BegunDocument<Kind>, 'of' | 'kind'>,
): Promise<string | null> {
  return oldest(transaction, home, and(ofKind(home, which), eq(home.documents.status, 'AWAITED')));
}

async function oldest<Kind extends string>(
  transaction: Transaction,
  { documents }: DocumentHome<Kind>,
  where: SQL | undefined,
): Promise<string | null> {
  const [found] = await transaction
    .select({ id: documents.id })
    .from(documents)
    .where(where)
    .orderBy(asc(documents.requestedAt), asc(documents.id))
    .limit(1);
  return found?.id ?? null;
}

async function kindsOf<Kind extends string>(
  transaction: Transaction,
  { documents }: Pick<DocumentHome<Kind>, 'documents'>,
  of: string,
  status: AttachedStatus,
): Promise<ReadonlySet<Kind>> {
  const found = await transaction
    .select({ kind: documents.kind })
    .from(documents)
    .where(and(eq(documents.ofId, of), eq(documents.status, status)));
  return new Set(found.map(({ kind }) => kind as Kind));
}

async function refuseTooMany<Kind extends string>(
  transaction: Transaction,
  { documents }: DocumentHome<Kind>,
  of: string,
): Promise<void> {
  const [{ those } = { those: 0 }] = await transaction
    .select({ those: count() })
    .from(documents)
    .where(eq(documents.ofId, of));
  if (those < MOST_DOCUMENTS) return;
  throw new RegistryError('STEP_REFUSED', `No more than ${MOST_DOCUMENTS} documents are kept here.`);
}
