import { attachedDocumentRule } from '@seisi/host/attached-document.ticket';
import type { DocumentRule } from '@seisi/host/documents';
import type { PassLoaders, RoomContext } from './context.ts';
import { documentHome } from './document.step.ts';
import type { PassDocumentKindName } from './document.table.ts';
import { renewalForEither } from './renewal.policy.ts';

/** What tickets of this room are good for: who speaks for the employer, and officers of Immigration, send the documents of a renewal and read what stands in them. PDF or JPEG (S4). */
export const documentRule: DocumentRule<PassLoaders> = attachedDocumentRule<
  PassDocumentKindName,
  PassLoaders
>({
  home: documentHome,
  checkSender: (context: RoomContext, of) => renewalForEither(context, 'attachPassDocument', of),
  checkReader: (context: RoomContext, of) => renewalForEither(context, 'attachPassDocument', of),
  mediaTypes: ['application/pdf', 'image/jpeg'],
});
