import { attachedDocumentRule } from '@seisi/host/attached-document.ticket';
import type { DocumentRule } from '@seisi/host/documents';
import { fileForEither, fileOfOwn } from './application.policy.ts';
import type { RoomContext, VolunteerLoaders } from './context.ts';
import { documentHome } from './document.step.ts';
import type { VolunteerDocumentKindName } from './document.table.ts';

/** What tickets of this room are good for: who applies sends documents; they and officers of volunteers read what stands in them. */
export const documentRule: DocumentRule<VolunteerLoaders> = attachedDocumentRule<
  VolunteerDocumentKindName,
  VolunteerLoaders
>({
  home: documentHome,
  checkSender: (context: RoomContext, of) => fileOfOwn(context, 'attachVolunteerDocument', of),
  checkReader: (context: RoomContext, of) => fileForEither(context, 'attachVolunteerDocument', of),
});
