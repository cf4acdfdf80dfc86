import { attachedDocumentTable } from '@seisi/host/attached-document.table';
import { oku } from './registration.table.ts';

/** Which documents an application has (JKM; S0): the medical form BPPOKU, a paper of identity, a photograph. */
export const DOCUMENT_KINDS = [
  'MEDICAL_FORM',
  'MYKAD',
  'MYKID',
  'BIRTH_CERTIFICATE',
  'PHOTOGRAPH',
  'SPECIALIST_REPORT',
  'FORMER_CARD',
] as const;

export type OkuDocumentKindName = (typeof DOCUMENT_KINDS)[number];

/** The documents of applications. */
export const documents = attachedDocumentTable<OkuDocumentKindName>(oku);

export type OkuDocumentRow = typeof documents.$inferSelect;
