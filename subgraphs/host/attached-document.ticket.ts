import { DOCUMENT_TYPES, type DocumentType } from '@seisi/schema/document/document-type';
import type { DocumentTicket } from '@seisi/schema/document/ticket';
import { and, eq } from 'drizzle-orm';
import {
  type BegunDocument,
  type DocumentHome,
  keepDocument,
  refuseClosed,
} from './attached-document.step.ts';
import type { AttachedDocumentRow } from './attached-document.table.ts';
import type { Context, RoomParts } from './context.ts';
import type { DocumentRule } from './documents.ts';

/** The largest document, in bytes (S0, S4: 2 MB). */
const MOST_BYTES = 2_000_000;
/** For how long the bytes may be sent, in milliseconds: longer than a slow line takes to send them again and again. */
const SEND_MILLISECONDS = 600_000;
/** For how long they may be read, in milliseconds. */
const READ_MILLISECONDS = 60_000;

const ENDINGS: Readonly<Record<DocumentType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

type Tickets = Pick<RoomParts, 'tickets' | 'passport' | 'now'>;

/** The path at which the bytes of a document that was begun are sent. */
export function sendingPath<Kind extends string>(
  { tickets, passport, now }: Tickets,
  { of, kind, document }: BegunDocument<Kind>,
): string {
  const until = now() + SEND_MILLISECONDS;
  return tickets.give({ act: 'SEND', document, until, told: { of, kind } }, passport);
}

/** The path at which the bytes of a document are read; null until they are stored. */
export function readingPath({ tickets, passport, now }: Tickets, row: AttachedDocumentRow): string | null {
  if (row.status !== 'STORED') return null;
  const until = now() + READ_MILLISECONDS;
  return tickets.give({ act: 'READ', document: row.id, until, told: {} }, passport);
}

/** What a room gives so that its documents are sent and read. At each step it is asked anew. */
export type TicketedDocuments<Kind extends string, Loaders> = {
  readonly home: DocumentHome<Kind>;
  /** Whether the viewer still attaches to this record. @throws UNAUTHORIZED_FIELD_OR_TYPE, NOT_FOUND */
  readonly checkSender: (context: Context<Loaders>, of: string) => Promise<unknown>;
  /** Whether the viewer still reads what stands in documents of this record. @throws UNAUTHORIZED_FIELD_OR_TYPE, NOT_FOUND */
  readonly checkReader: (context: Context<Loaders>, of: string) => Promise<unknown>;
  readonly mediaTypes?: readonly DocumentType[];
};

/** What tickets of a room's documents are good for. */
export function attachedDocumentRule<Kind extends string, Loaders>({
  home,
  checkSender,
  checkReader,
  mediaTypes = DOCUMENT_TYPES,
}: TicketedDocuments<Kind, Loaders>): DocumentRule<Loaders> {
  const begunOf = async ({ document, told }: DocumentTicket, context: Context<Loaders>) => {
    const { of = '', kind = '' } = told;
    await checkSender(context, of);
    return { of, kind: kind as Kind, document };
  };
  return {
    async send(ticket, context) {
      const begun = await begunOf(ticket, context);
      await context.db.transaction((transaction) => refuseClosed(transaction, home, begun));
      return { mostBytes: MOST_BYTES, mediaTypes };
    },

    async keep(ticket, stored, context) {
      const begun = await begunOf(ticket, context);
      const by = context.passport.viewer?.id ?? '';
      const at = new Date(context.now());
      return context.db.transaction((transaction) =>
        keepDocument(transaction, home, begun, { ...stored, by, at }),
      );
    },

    async read({ document }, context) {
      const { documents } = home;
      const ofId = and(eq(documents.id, document), eq(documents.status, 'STORED'));
      const [row] = await context.db.select().from(documents).where(ofId);
      if (row === undefined) return null;
      await checkReader(context, row.ofId);
      const mediaType = row.mediaType as DocumentType;
      const name = `${row.kind.toLowerCase().replaceAll('_', '-')}.${ENDINGS[mediaType]}`;
      return { hash: row.hash ?? '', size: row.size ?? 0, mediaType, name };
    },
  };
}
