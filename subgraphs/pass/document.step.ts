import type { Transaction } from '@seisi/host/act';
import type { DocumentHome } from '@seisi/host/attached-document.step';
import { RegistryError } from '@seisi/schema/errors';
import { documents, type PassDocumentKindName } from './document.table.ts';
import { lockedRenewal } from './renewal.step.ts';

const OPEN: ReadonlySet<string> = new Set(['DRAFT', 'SUBMITTED', 'INCOMPLETE']);

/** Renewals take documents for as long as they are not checked. */
export const documentHome: DocumentHome<PassDocumentKindName> = { documents, open };

async function open(transaction: Transaction, of: string): Promise<{ readonly personKey: string }> {
  const { status, personKey } = await lockedRenewal(transaction, of);
  if (OPEN.has(status)) return { personKey };
  throw new RegistryError('STEP_REFUSED', `The renewal is ${status}; nothing is attached any more.`);
}
