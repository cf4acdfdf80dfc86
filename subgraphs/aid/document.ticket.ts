import type { DocumentRule } from '@seisi/host/documents';
import { DOCUMENT_TYPES, type DocumentType } from '@seisi/schema/document/document-type';
import type { DocumentTicket } from '@seisi/schema/document/ticket';
import type { AidLoaders, RoomContext } from './context.ts';
import { refuseReader } from './document.policy.ts';
import { type BegunDocument, type DocumentOf, keepDocument, refuseClosed } from './document.step.ts';
import type { DocumentRow } from './document.table.ts';
import { fileName, MOST_BYTES, READ_MILLISECONDS, SEND_MILLISECONDS } from './document.ts';
import { applicantOf, applicationForEither } from './officer.policy.ts';

const ACT = 'attachDocument';

/** The path at which the bytes of a document are sent. */
export function sendingPath(
  { tickets, passport, now }: RoomContext,
  { of, kind, document }: BegunDocument,
): string {
  const until = now() + SEND_MILLISECONDS;
  return tickets.give({ act: 'SEND', document, until, told: { ...of, kind } }, passport);
}

/** The path at which the bytes of a stored document are read. */
export function readingPath({ tickets, passport, now }: RoomContext, { id: document }: DocumentRow): string {
  const until = now() + READ_MILLISECONDS;
  return tickets.give({ act: 'READ', document, until, told: {} }, passport);
}

/**
 * To what a viewer attaches a document: the own draft, the own application, or as an officer one of the own area.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE, NOT_FOUND where there is none within reach
 */
export async function reachedHome(
  context: RoomContext,
  { of, id }: Pick<DocumentOf, 'of' | 'id'>,
): Promise<DocumentOf> {
  if (of === 'draft') return { of, id, person: applicantOf(context, ACT) };
  return { of, id: (await applicationForEither(context, ACT, id)).id };
}

/** What tickets of this room are good for. At each step it is asked anew whether the viewer still reaches what the document is of. */
export const documentRule: DocumentRule<AidLoaders> = {
  async send(ticket, context) {
    const begun = await begunOf(ticket, context);
    await context.db.transaction((transaction) => refuseClosed(transaction, begun));
    return { mostBytes: MOST_BYTES, mediaTypes: DOCUMENT_TYPES };
  },

  async keep(ticket, stored, context) {
    const begun = await begunOf(ticket, context);
    const by = context.passport.viewer?.id ?? '';
    const at = new Date(context.now());
    return context.db.transaction((transaction) => keepDocument(transaction, begun, { ...stored, by, at }));
  },

  async read({ document }, context) {
    refuseReader(context.passport.basis);
    const row = await context.loaders.storedDocument(document);
    if (row === null || !(await isReached(row, context))) return null;
    const mediaType = row.mediaType as DocumentType;
    const [hash, size] = [row.hash ?? '', row.size ?? 0];
    return { hash, size, mediaType, name: fileName(row.kind, mediaType) };
  },
};

async function begunOf({ document, told }: DocumentTicket, context: RoomContext): Promise<BegunDocument> {
  const { of, id = '', kind } = told;
  const home = await reachedHome(context, { of: of === 'draft' ? 'draft' : 'application', id });
  return { of: home, kind: kind as DocumentRow['kind'], document };
}

async function isReached({ applicationId, draftId }: DocumentRow, context: RoomContext): Promise<boolean> {
  if (applicationId === null) return (await context.loaders.draftById.load(draftId ?? '')) !== null;
  await applicationForEither(context, 'download', applicationId);
  return true;
}
