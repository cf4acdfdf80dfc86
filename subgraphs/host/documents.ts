import type { DocumentType } from '@seisi/schema/document/document-type';
import type { DocumentAnswer, DocumentSource, StoredDocument } from '@seisi/schema/document/question';
import {
  type DocumentTicket,
  readTicket,
  type TicketAct,
  ticketBinding,
  ticketPath,
  writeTicket,
} from '@seisi/schema/document/ticket';
import { RegistryError } from '@seisi/schema/errors';
import { openPassport, type Passport, viewerKey } from '@seisi/schema/passport';
import type { Room } from '@seisi/schema/room';
import type { Context } from './context.ts';
import { cursorSeal } from './cursor.ts';
import type { RoomOptions } from './open-room.ts';
import type { Subgraph } from './subgraph.ts';
import { whileWanted } from './wanted.ts';

/** Gives tickets for documents, and knows its own again. */
export type TicketSeal = {
  /** The path at which the viewer of this passport, and nobody else, shows it. @throws Error where the room has no key of its own */
  give(ticket: DocumentTicket, passport: Passport): string;
  /** Null for what was not given by this room to this viewer on this ground, for another act, and after its end. */
  take(text: string, act: TicketAct, passport: Passport, now: number): DocumentTicket | null;
};

/** Tickets under the keys that this room shares with the room that decides alone: no third room can make one. They come newest first, all of them open. */
export function ticketSeal(room: string, keys: readonly string[]): TicketSeal {
  const boundTo = (passport: Passport) => ticketBinding(room, viewerKey(passport));
  return {
    give: (ticket, passport) =>
      ticketPath(room, cursorSeal(keys).seal(writeTicket(ticket), boundTo(passport))),
    take: (text, act, passport, now) =>
      keys.length === 0 ? null : readTicket(cursorSeal(keys).open(text, boundTo(passport)), { act, now }),
  };
}

/** What a room that keeps documents says of its own tickets, to the viewer of the context. Null, or a refusal that it throws: the ticket is good for nothing. */
export type DocumentRule<Loaders> = {
  readonly send: (
    ticket: DocumentTicket,
    context: Context<Loaders>,
  ) => Promise<{ readonly mostBytes: number; readonly mediaTypes: readonly DocumentType[] } | null>;
  /** Keeps what is stored, once: the same bytes again are the same document. Gives its id. */
  readonly keep: (
    ticket: DocumentTicket,
    stored: StoredDocument,
    context: Context<Loaders>,
  ) => Promise<string | null>;
  readonly read: (
    ticket: DocumentTicket,
    context: Context<Loaders>,
  ) => Promise<(StoredDocument & { readonly name: string }) | null>;
};

/** What a room that keeps documents tells the gateway of them; nothing of any other room. */
export function documentsOf(
  { documents }: Pick<Subgraph<unknown>, 'documents'>,
  contextOf: (passport: Passport) => Context<unknown>,
  { now }: Pick<RoomOptions, 'now'>,
): Pick<Room, 'document'> {
  return documents === undefined ? {} : { document: documentSource(documents, contextOf, now) };
}

/** Whatever the reason why a ticket is good for nothing, it is the same null; a room that fails rejects. */
function documentSource<Loaders>(
  rule: DocumentRule<Loaders>,
  contextOf: (passport: Passport) => Context<Loaders>,
  now: () => number,
): DocumentSource {
  return async ({ act, ticket: text, stored, passport, signal }) => {
    const genuine = openPassport(passport, now());
    if (genuine === null) return null;
    const context = contextOf(genuine);
    const ticket = context.tickets.take(text, act, genuine, now());
    if (ticket === null) return null;
    // Sending is a step, whoever waits for it: it locks what it looks at. Reading ends with its reader.
    const answered =
      act === 'READ'
        ? whileWanted(signal, () => toRead(rule, ticket, context))
        : whileWanted(null, () => toSend(rule, ticket, stored, context));
    return answered.catch(nullOfRefusal);
  };
}

async function toRead<Loaders>(
  rule: DocumentRule<Loaders>,
  ticket: DocumentTicket,
  context: Context<Loaders>,
): Promise<DocumentAnswer | null> {
  const found = await rule.read(ticket, context);
  return found === null ? null : { kind: 'READ', ...found };
}

async function toSend<Loaders>(
  rule: DocumentRule<Loaders>,
  ticket: DocumentTicket,
  stored: StoredDocument | null,
  context: Context<Loaders>,
): Promise<DocumentAnswer | null> {
  if (stored === null) {
    const order = await rule.send(ticket, context);
    return order === null ? null : { kind: 'SEND', ...order };
  }
  const document = await rule.keep(ticket, stored, context);
  return document === null ? null : { kind: 'STORED', document };
}

function nullOfRefusal(error: unknown): null {
  if (error instanceof RegistryError && error.code !== 'SOURCE_UNAVAILABLE') return null;
  throw error;
}
