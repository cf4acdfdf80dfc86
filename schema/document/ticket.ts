/** What a ticket is good for: the bytes of a document are sent with it, or read. */
export type TicketAct = 'SEND' | 'READ';

/** What a ticket says: for what it is good, of which document (its id), until when (milliseconds of the epoch), and what else its room keeps in it. */
export type DocumentTicket = {
  readonly act: TicketAct;
  readonly document: string;
  readonly until: number;
  readonly told: Readonly<Record<string, string>>;
};

/** A ticket as a client shows it: the mark of the room that gave it, and its sealed text. */
export type ShownTicket = { readonly mark: string; readonly text: string };

const ACTS: ReadonlySet<string> = new Set<TicketAct>(['SEND', 'READ']);
const PATH = /^\/documents\/([0-9a-z]{1,7})\.([\w-]{1,1024})$/;

/** The parts of a ticket, to be sealed. */
export function writeTicket({ act, document, until, told }: DocumentTicket): string[] {
  return [act, document, `${until}`, JSON.stringify(told)];
}

/** The ticket of opened parts; null for other parts, for another act, and after its end. */
export function readTicket(
  parts: readonly string[] | null,
  { act, now }: { readonly act: TicketAct; readonly now: number },
): DocumentTicket | null {
  const [written = '', document = '', until = '', told = ''] = parts ?? [];
  if (parts?.length !== 4 || !ACTS.has(written) || written !== act || !(now < Number(until))) return null;
  return { act, document, until: Number(until), told: JSON.parse(told) as DocumentTicket['told'] };
}

/** What a ticket is sealed for: one room, and one viewer on one ground (`viewerKey`). No cursor or fact has this form. */
export function ticketBinding(room: string, viewer: string): string {
  return JSON.stringify(['document ticket', 1, room, viewer]);
}

/** By which the gateway knows whose ticket it is: rooms' names are not for clients (access §5). FNV-1a of 32 bits; it keeps nothing secret and proves nothing. */
export function roomMark(room: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < room.length; at += 1) hash = Math.imul(hash ^ room.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Where a ticket of a room is shown, by PUT or by GET. */
export function ticketPath(room: string, text: string): string {
  return `/documents/${roomMark(room)}.${text}`;
}

/** The ticket of a path; null for any other path. */
export function readTicketPath(path: string): ShownTicket | null {
  const [, mark, text] = PATH.exec(path) ?? [];
  return mark === undefined || text === undefined ? null : { mark, text };
}
