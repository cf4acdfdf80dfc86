import type { Transaction } from '@seisi/host/act';
import type { DocumentHome } from '@seisi/host/attached-document.step';
import { RegistryError } from '@seisi/schema/errors';
import { lockedApplication } from './application.step.ts';
import { documents, type OkuDocumentKindName } from './document.table.ts';

const OPEN: ReadonlySet<string> = new Set(['DRAFT', 'UNDER_ASSESSMENT', 'INFORMATION_REQUIRED']);

/** Applications take documents for as long as they are not decided. */
export const documentHome: DocumentHome<OkuDocumentKindName> = { documents, open };

async function open(transaction: Transaction, of: string): Promise<{ readonly personKey: string }> {
  const { status, personKey } = await lockedApplication(transaction, of);
  if (OPEN.has(status)) return { personKey };
  throw new RegistryError('STEP_REFUSED', `The application is ${status}; nothing is attached any more.`);
}
