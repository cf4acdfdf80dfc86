import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ShownTicket } from '@seisi/schema/document/ticket';
import { RegistryError } from '@seisi/schema/errors';
import type { Viewer } from '@seisi/schema/viewer';
import type { Asker, Documents } from '../documents.ts';
import type { Admission } from './admission.ts';
import { readBytes, saysTooLarge } from './body.ts';
import { type GraphqlDoor, viewerOf } from './graphql.ts';
import { hear } from './hearing.ts';
import { refuse } from './refuse.ts';
import { sendWhileItStands } from './send.ts';
import type { Shares } from './shares.ts';

/** What the door of documents needs. */
export type TicketDoor = {
  readonly documents: Documents;
  /** Each that is let in may hold as many bytes in memory as a document may have. */
  readonly admission: Admission;
  /** How many of those places one viewer may have. */
  readonly shares: Shares;
  /** Takes the price of sending or reading a document from a viewer's budget; nobody counts unless it is given. @throws THROTTLED */
  readonly charge?: (viewer: Viewer) => Promise<void>;
};

/** What it has in common with the door of the graph. */
type Common = Pick<GraphqlDoor, 'identify' | 'onFailure'>;

/** Longer than a body may take: the end of a slow client is the server's matter. */
const ANSWERED_WITHIN_MS = 60_000;

/** Takes the bytes of a document by PUT, or gives them by GET, to whoever shows a ticket with the token that asked for it. */
export async function serveTicket(
  { documents, admission, shares, charge }: TicketDoor,
  common: Common,
  message: IncomingMessage,
  response: ServerResponse,
  { requestId, shown }: { readonly requestId: string; readonly shown: ShownTicket },
): Promise<void> {
  let isTaken = false;
  const hearing = hear(message, () => isTaken);
  let leave = () => {};
  let giveBack = () => {};
  try {
    const viewer = await viewerOf(common, message);
    if (viewer === null) throw new RegistryError('UNAUTHENTICATED', NO_TOKEN);
    giveBack = shares.take(`${viewer.kind} ${viewer.id}`);
    await charge?.(viewer);
    leave = await admission.enter(viewer.kind === 'AGENCY_CLIENT' ? 'CLIENT' : 'PERSON', hearing.signal);
    hearing.begin(ANSWERED_WITHIN_MS);
    const asker = { request: requestId, viewer, signal: hearing.signal };
    if (message.method === 'GET') await give(documents, shown, asker, response);
    else
      await take(documents, shown, asker, message, response, () => {
        isTaken = true;
      });
  } catch (error) {
    // A client that left while it was sending is nobody's failure.
    if (!(error instanceof RegistryError || message.socket.destroyed)) common.onFailure?.(requestId, error);
    refuse(message, response, error);
  } finally {
    leave();
    giveBack();
    hearing.end();
  }
}

const NO_TOKEN = 'Documents are sent and read with the token that asked for the ticket. Send it.';

/** Nothing is read before the ticket is known to be good. Once all is here it is kept, also where its client has gone. */
async function take(
  documents: Documents,
  shown: ShownTicket,
  asker: Asker,
  message: IncomingMessage,
  response: ServerResponse,
  onTaken: () => void,
): Promise<void> {
  const { mostBytes, keep } = await documents.send(shown, asker);
  if (message.headers.expect !== undefined && !saysTooLarge(message, mostBytes)) response.writeContinue();
  const bytes = await readBytes(message, mostBytes);
  onTaken();
  const { size, mediaType } = await keep(bytes, message.headers['content-type'] ?? null);
  response.setHeader('cache-control', 'private, no-store');
  response.writeHead(201, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ document: { size, mediaType } }));
}

/** As a file to be saved, which no browser shows in this origin or takes for anything else. */
async function give(
  documents: Documents,
  shown: ShownTicket,
  asker: Asker,
  response: ServerResponse,
): Promise<void> {
  const { bytes, mediaType, name, standing } = await documents.read(shown, asker);
  response.setHeader('content-type', mediaType);
  response.setHeader('content-length', bytes.length);
  response.setHeader('content-disposition', `attachment; filename="${name}"`);
  response.setHeader('content-security-policy', "default-src 'none'; sandbox");
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('cache-control', 'private, no-store');
  await sendWhileItStands(response, bytes, standing);
}
