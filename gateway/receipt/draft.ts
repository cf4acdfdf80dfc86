import { randomUUID } from 'node:crypto';
import { opens } from '@seisi/schema/classes';
import type { ReceiptDraft, ReceiptHeader, ReceiptKind } from '@seisi/schema/receipt/receipt';
import { type Basis, ceiling } from '@seisi/schema/viewer';
import type { Disclosure, GraphRequest } from '../request.ts';

/** The receipt of a request as it stands: an intent before it ran, without entries; else of what its answer tells. */
export function draftOf(
  request: GraphRequest,
  { operation }: Disclosure,
  { kind, at }: { readonly kind: ReceiptKind; readonly at: number },
): ReceiptDraft {
  const { told, basis, intent } = request;
  return {
    id: randomUUID(),
    kind,
    of: kind === 'OUTCOME' ? intent : null,
    at,
    header: headerOf(request),
    operation,
    entries: kind === 'INTENT' || told === null ? [] : told.entries(basis.kind),
  };
}

/** A ground that names no purpose (the own record, a posting, whose duty is its purpose) has none here either. */
function headerOf({ caller: { viewer }, basis }: GraphRequest): ReceiptHeader {
  return {
    viewer: { kind: viewer?.kind ?? 'ANONYMOUS', id: viewer?.id ?? '' },
    basis: basis.kind,
    basisId: basis.kind === 'AGREEMENT' || basis.kind === 'POSTING' ? basis.id : null,
    agency: viewer?.agency ?? null,
    purpose: basis.kind === 'AGREEMENT' ? basis.purpose : null,
    legalBasis: basis.kind === 'AGREEMENT' ? basis.legalBasis : null,
    ...(isSealed(basis) ? { sealed: true as const } : {}),
  };
}

/** A duty of protection looked: no log shows it, the protected person's own neither (access §8). */
function isSealed(basis: Basis): boolean {
  return basis.kind === 'POSTING' && opens(ceiling(basis), 'protection');
}
