import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, gte, isNull, lte, or } from 'drizzle-orm';
import { type DocumentRow, documents } from './document.table.ts';
import type { Acting } from './locked-application.step.ts';
import { schemeDocuments } from './scheme-document.table.ts';

type Kind = DocumentRow['kind'];

/** Awaits documents of an application; a kind that is awaited already is not awaited twice. The caller holds the application locked. */
export async function awaitDocuments(
  transaction: Transaction,
  { applicationId, personKey, by, at }: Acting & Pick<DocumentRow, 'personKey'>,
  kinds: readonly Kind[],
): Promise<void> {
  const awaited = new Set(await kindsOf(transaction, applicationId, 'AWAITED'));
  const missing = kinds.filter((kind) => !awaited.has(kind));
  if (missing.length === 0) return;
  await transaction.insert(documents).values(
    missing.map((kind) => ({
      ...{ id: crypto.randomUUID(), applicationId, personKey, kind },
      ...{ status: 'AWAITED' as const, by, requestedAt: at },
    })),
  );
}

/** @throws STEP_REFUSED where documents of an application are awaited, with their kinds */
export async function refuseAwaited(transaction: Transaction, applicationId: string): Promise<void> {
  const awaited = [...new Set(await kindsOf(transaction, applicationId, 'AWAITED'))].toSorted();
  if (awaited.length === 0) return;
  throw new RegistryError('STEP_REFUSED', `These documents are awaited still: ${awaited.join(', ')}.`);
}

/** Which kinds an application lacks that its scheme requires on a day (YYYY-MM-DD), in their order: what is not stored is not there. */
export async function lackingDocuments(
  transaction: Transaction,
  {
    applicationId,
    schemeCode,
    on,
  }: { readonly applicationId: string; readonly schemeCode: string; readonly on: string },
): Promise<Kind[]> {
  const inForce = and(
    lte(schemeDocuments.startsOn, on),
    or(isNull(schemeDocuments.endsOn), gte(schemeDocuments.endsOn, on)),
  );
  const required = await transaction
    .selectDistinct({ kind: schemeDocuments.kind })
    .from(schemeDocuments)
    .where(and(eq(schemeDocuments.schemeCode, schemeCode), eq(schemeDocuments.isRequired, true), inForce))
    .orderBy(schemeDocuments.kind);
  const stored = new Set(await kindsOf(transaction, applicationId, 'STORED'));
  return required.map(({ kind }) => kind).filter((kind) => !stored.has(kind));
}

async function kindsOf(
  transaction: Transaction,
  applicationId: string,
  status: DocumentRow['status'],
): Promise<Kind[]> {
  const found = await transaction
    .select({ kind: documents.kind })
    .from(documents)
    .where(and(eq(documents.applicationId, applicationId), eq(documents.status, status)));
  return found.map(({ kind }) => kind);
}
