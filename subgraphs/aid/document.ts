import type { DocumentType } from '@seisi/schema/document/document-type';
import type { DocumentKind } from './types.generated.ts';

/** The largest document, in bytes (S0: 2 MB). */
export const MOST_BYTES = 2_000_000;
/** For how long the bytes may be sent, in milliseconds: longer than a slow line takes to send them again and again. */
export const SEND_MILLISECONDS = 600_000;
/** For how long they may be read, in milliseconds. */
export const READ_MILLISECONDS = 60_000;
/** Documents of one draft or application; no process asks for as many. */
export const MOST_DOCUMENTS = 40;

const ENDINGS: Readonly<Record<DocumentType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** The name of the file that is saved: of its kind alone, with nobody in it. */
export function fileName(kind: DocumentKind, mediaType: DocumentType): string {
  return `${kind.toLowerCase().replaceAll('_', '-')}.${ENDINGS[mediaType]}`;
}
