import { attachedDocumentTable } from '@seisi/host/attached-document.table';
import { volunteer } from './volunteering.table.ts';

/** Which documents come with an application (S0): a copy of the MyKad, and certificates of skills where there are any. */
export const DOCUMENT_KINDS = ['MYKAD', 'SKILL_CERTIFICATE'] as const;

export type VolunteerDocumentKindName = (typeof DOCUMENT_KINDS)[number];

/** The documents of applications, by the file that they are in: a paper that was sent once serves whoever applies anew. */
export const documents = attachedDocumentTable<VolunteerDocumentKindName>(volunteer);

export type VolunteerDocumentRow = typeof documents.$inferSelect;
