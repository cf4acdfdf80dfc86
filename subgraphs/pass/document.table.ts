import { attachedDocumentTable } from '@seisi/host/attached-document.table';
import { pass } from './work-pass.table.ts';

export type PassDocumentKindName =
  | 'PASSPORT'
  | 'CURRENT_PASS'
  | 'MEDICAL_RESULT'
  | 'SSM_CERTIFICATE'
  | 'LEVY_PROOF'
  | 'ATTESTED_CONTRACT';

/** The documents of renewals (S4). */
export const documents = attachedDocumentTable<PassDocumentKindName>(pass);

export type PassDocumentRow = typeof documents.$inferSelect;
