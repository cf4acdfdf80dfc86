import { type ClassSet, classNames } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import type { ReceiptHeader, ReceiptLeaf } from '@seisi/schema/receipt/receipt';
import type { AccessBasis, AccessViewer } from './types.generated.ts';

/** A receipt as the tables hold it; the header is gone once its month is destroyed by schedule. */
export type StoredReceiptRow = {
  readonly leafIndex: number;
  readonly leaf: string;
  readonly header: { readonly text: string; readonly classes: ClassSet } | null;
};

/** A receipt as an auditor reads it. */
export type ReceiptRow = {
  readonly id: string;
  readonly at: Date;
  readonly kind: ReceiptLeaf['kind'];
  readonly viewerKind: AccessViewer | null;
  readonly account: string | null;
  readonly agencyCode: string | null;
  readonly basis: AccessBasis | null;
  readonly agreementNumber: string | null;
  readonly purpose: ReceiptLeaf['purpose'];
  readonly operation: string;
  readonly subjects: number;
  readonly classes: readonly string[];
  readonly stored: StoredReceiptRow;
};

const VIEWERS: readonly AccessViewer[] = ['AGENCY_CLIENT', 'OFFICER', 'CITIZEN', 'SYSTEM', 'ANONYMOUS'];

/** What an auditor sees of a receipt: no subject, and no citizen either. */
export function auditedReceipt(stored: StoredReceiptRow): ReceiptRow {
  const leaf = JSON.parse(stored.leaf) as ReceiptLeaf;
  const header = stored.header === null ? null : (JSON.parse(stored.header.text) as ReceiptHeader);
  const { id, kind, agency, agreement, purpose, operation, entries } = leaf;
  return {
    ...{ id, kind, purpose, operation, stored },
    at: new Date(leaf.at),
    viewerKind: VIEWERS.find((kindOfViewer) => kindOfViewer === header?.viewer.kind) ?? null,
    account: header === null || header.viewer.kind === 'CITIZEN' ? null : header.viewer.id,
    agencyCode: agency,
    basis: header === null || header.basis === 'NONE' ? null : header.basis,
    agreementNumber: agreement,
    subjects: entries,
    classes: stored.header === null ? [] : classNames(stored.header.classes),
  };
}

/** A size of the log as a client writes it; null for what is no decimal number that a log could have. */
export function readSize(text: string): number | null {
  const size = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : null;
}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * An instant as a client writes it.
 * @throws BAD_USER_INPUT naming the argument
 */
export function readInstant(argument: string, value: unknown): Date | null {
  if (value == null) return null;
  const instant = new Date(typeof value === 'string' && RFC_3339.test(value) ? value : Number.NaN);
  if (!Number.isNaN(instant.getTime())) return instant;
  throw new RegistryError('BAD_USER_INPUT', `\`${argument}\` is no instant: write it as RFC 3339.`, {
    argument,
  });
}
