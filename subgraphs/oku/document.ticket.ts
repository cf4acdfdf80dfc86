import { attachedDocumentRule } from '@seisi/host/attached-document.ticket';
import type { DocumentRule } from '@seisi/host/documents';
import { applicationForEither } from './application.policy.ts';
import type { OkuLoaders, RoomContext } from './context.ts';
import { documentHome } from './document.step.ts';
import type { OkuDocumentKindName } from './document.table.ts';

/** What tickets of this room are good for: who made an application, and officers of the register, send its documents and read what stands in them. */
export const documentRule: DocumentRule<OkuLoaders> = attachedDocumentRule<OkuDocumentKindName, OkuLoaders>({
  home: documentHome,
  checkSender: (context: RoomContext, of) => applicationForEither(context, 'attachOkuDocument', of),
  checkReader: (context: RoomContext, of) => applicationForEither(context, 'attachOkuDocument', of),
});
