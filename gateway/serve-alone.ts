import { readFile } from 'node:fs/promises';
import type { ApolloServer } from '@apollo/server';
import { refuseOpenWay } from '@seisi/schema/open-way';
import type { AloneOrder } from './alone/arguments.ts';
import { ChangingGraph, type Graph } from './alone/changing-graph.ts';
import { receiptsFrom } from './audit/receipts-from.ts';
import { readReceiptSetting } from './audit/setting.ts';
import { issuerKeys } from './authn/keys.ts';
import { type Identify, identify } from './authn/verify.ts';
import { scopedViewerOf } from './authn/viewer.ts';
import { openGraph } from './graph.ts';
import { Admission } from './http/admission.ts';
import { listen } from './http/server.ts';
import { subgraphAddresses } from './plan/subgraph-addresses.ts';
import { subgraphRoom } from './plan/subgraph-room.ts';
import type { Receipts } from './receipts.ts';
import type { Caller } from './request.ts';
import { lineOf, nameOf } from './told-error.ts';
import { fileSource, watched } from './watched.ts';

type Asked = Parameters<ApolloServer<Caller>['executeHTTPGraphQLRequest']>[0];
type Answered = Awaited<ReturnType<ApolloServer<Caller>['executeHTTPGraphQLRequest']>>;

/** A gateway that stands alone and listens. */
export type Alone = {
  readonly url: string;
  /** Reads the supergraph again at once. */
  reload(): Promise<void>;
  close(): Promise<void>;
};

/** What a gateway that stands alone is told beside its order. */
export type AloneParts = {
  /** Told of what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
};

const BODY_LIMIT_BYTES = 1_000_000;
/** Its requests wait for subgraphs elsewhere: thousands may, without being in one another's way. */
const ADMISSION = { most: 4096, mostWaiting: 1024, patienceMs: 1_000 };

/**
 * Serves any supergraph over the subgraphs that it names. What it says decides who sees what; a token says who asks and which scopes they hold.
 * The file is watched: a good new graph takes the place of the old one between requests, a broken one is refused and the old one goes on.
 * @throws Error with one sentence where the file, the keys' address or the receipts do not fit; the system's error where the port cannot be had
 */
export async function serveAlone(order: AloneOrder, parts: AloneParts): Promise<Alone> {
  const { onNotice } = parts;
  const identifying = identifier(order);
  const receipts = receiptsFrom(readReceiptSetting(order.receipts, null), onNotice);
  const open = (text: string) => openAlone(text, order, receipts, onNotice);
  const text = await readFile(order.file, 'utf8');
  const first = await open(text).catch((error: unknown) => {
    throw new Error(`${order.file} cannot be served: ${lineOf(error)}`);
  });
  const graph = new ChangingGraph<Asked, Answered>(first, (error) =>
    onNotice(`An old supergraph could not be closed: ${lineOf(error)}`),
  );
  const file = watched({
    source: fileSource(order.file),
    text,
    take: async (next) => {
      graph.change(await open(next));
      onNotice('The supergraph has changed: the new one answers.');
    },
    refuse: (error) => onNotice(`The new supergraph is refused, the old one goes on: ${lineOf(error)}`),
  });
  const close = async () => {
    await file.close();
    await graph.close();
    await receipts?.close();
  };
  const door = {
    server: { executeHTTPGraphQLRequest: (asked: Asked) => graph.answer(asked) },
    identify: identifying,
    admission: new Admission(ADMISSION),
    bodyLimitBytes: BODY_LIMIT_BYTES,
    deadlineMs: order.deadlineMs,
    now: Date.now,
  };
  // A subgraph that is away is told at its places of the answer: it takes no gateway out of service.
  const doors = { graphql: door, ready: async () => {}, documents: {} };
  const listening = await listen(doors, order).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    url: listening.url,
    reload: file.look,
    close: async () => {
      await listening.close();
      await close();
    },
  };
}

/** @throws Error with a sentence where the text is no supergraph that can be served; nothing is left open then */
async function openAlone(
  text: string,
  { unmarked }: AloneOrder,
  receipts: Receipts | null,
  onNotice: (line: string) => void,
): Promise<Graph<Asked, Answered>> {
  const addresses = subgraphAddresses(text);
  const rooms = addresses.map((address) => subgraphRoom(address));
  const closeRooms = async () => void (await Promise.all(rooms.map((room) => room.close())));
  try {
    const server = await openGraph({
      supergraphSdl: text,
      unmarked,
      foreign: true,
      rooms,
      ...(receipts === null ? {} : { receipts }),
      onFailure: ({ room, request, error }) =>
        onNotice(`request ${request}: the subgraph ${room} did not answer: ${nameOf(error)}`),
    });
    for (const { name, url } of addresses) warnOfOpenWay(name, url, onNotice);
    return {
      answer: (asked) => server.executeHTTPGraphQLRequest(asked),
      close: async () => {
        await server.stop();
        await closeRooms();
      },
    };
  } catch (error) {
    await closeRooms();
    throw error;
  }
}

/** Who asks: by token, or nobody where no issuer is known. */
function identifier({ tokens }: AloneOrder): Identify {
  if (tokens === null) return async () => null;
  refuseOpenWay('--jwks', tokens.jwks.href);
  return identify({
    keys: issuerKeys({ url: tokens.jwks, now: Date.now }),
    issuer: tokens.issuer,
    audience: tokens.audience,
    viewerOf: scopedViewerOf,
    now: Date.now,
  });
}

/** A network of one's own may be safe without TLS; that is for its operator to know. */
function warnOfOpenWay(name: string, { href }: URL, onNotice: (line: string) => void): void {
  try {
    refuseOpenWay(name, href);
  } catch {
    onNotice(`The subgraph ${name} is asked over plain HTTP: everyone on the way can read and answer.`);
  }
}
