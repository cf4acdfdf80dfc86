import { createHash } from 'node:crypto';
import type { DocumentAnswer, DocumentQuestion, StoredDocument } from '@seisi/schema/document/question';
import { roomMark, type ShownTicket } from '@seisi/schema/document/ticket';
import { RegistryError } from '@seisi/schema/errors';
import type { Room } from '@seisi/schema/room';
import type { Asker, DocumentStore, Documents, Ground, Reading, Scan, Sending } from '../documents.ts';
import { checkedType } from './content.ts';

/** What documents are sent and read through. */
export type DocumentParts = {
  readonly rooms: readonly Pick<Room, 'name' | 'document'>[];
  readonly ground: Ground;
  readonly store: DocumentStore;
  /** Null where nobody looks. */
  readonly scan: Scan | null;
  /** How long one question to the rooms may take. */
  readonly deadlineMs: number;
  /** Told of what failed and should not have: where, and the error; never data. */
  readonly onFailure: (where: string, error: unknown) => void;
};

type Asked = Pick<DocumentQuestion, 'act' | 'stored'>;
/** A room's answer, and for how long it holds. */
type Told = { readonly answer: DocumentAnswer | null } & Pick<Awaited<ReturnType<Ground>>, 'standing'>;

/** The way of a document's bytes: the room that gave the ticket says at each step whether it is good, to whoever shows it now. */
export function openDocuments({
  rooms,
  ground,
  store,
  scan,
  deadlineMs,
  onFailure,
}: DocumentParts): Documents {
  const byMark = new Map(rooms.map((room) => [roomMark(room.name), room] as const));

  /** What is away is unknown, and can be asked again. */
  const orUnavailable = <Result>(where: string, sentence: string, work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => {
      if (error instanceof RegistryError) throw error;
      onFailure(where, error);
      throw new RegistryError('SOURCE_UNAVAILABLE', sentence);
    });

  const ask = async ({ mark, text }: ShownTicket, asker: Asker, asked: Asked): Promise<Told> => {
    const signal = AbortSignal.any([asker.signal, AbortSignal.timeout(deadlineMs)]);
    const { passport, standing } = await ground({ ...asker, signal });
    const question = { ...asked, ticket: text, passport, signal };
    const room = byMark.get(mark);
    const told = room?.document === undefined ? Promise.resolve(null) : room.document(question);
    return { answer: await orUnavailable(`room ${room?.name}`, ROOM_AWAY, told), standing };
  };

  const keep = async (
    shown: ShownTicket,
    asker: Asker,
    bytes: Buffer,
    mediaType: StoredDocument['mediaType'],
  ) => {
    if (scan !== null) refuseInfected(await orUnavailable('scan', SCAN_AWAY, scan(bytes, asker.signal)));
    const stored = { hash: hashOf(bytes), size: bytes.length, mediaType };
    await orUnavailable('store', STORE_AWAY, store.put(stored.hash, bytes));
    const { answer } = await ask(shown, asker, { act: 'SEND', stored });
    if (answer?.kind !== 'STORED') throw nothingThere();
    return stored;
  };

  return {
    send: async (shown, asker): Promise<Sending> => {
      const { answer } = await ask(shown, asker, { act: 'SEND', stored: null });
      if (answer?.kind !== 'SEND') throw nothingThere();
      const { mostBytes, mediaTypes } = answer;
      return {
        mostBytes,
        keep: async (bytes, declared) =>
          keep(shown, asker, bytes, await checkedType(bytes, declared, mediaTypes)),
      };
    },

    read: async (shown, asker): Promise<Reading> => {
      const { answer, standing } = await ask(shown, asker, { act: 'READ', stored: null });
      if (answer?.kind !== 'READ') throw nothingThere();
      const { hash, mediaType, name } = answer;
      const bytes = await orUnavailable('store', STORE_AWAY, store.get(hash));
      if (bytes !== null && hashOf(bytes) === hash) return { bytes, mediaType, name, standing };
      // A room says that they are there: none, or others, are not what was kept.
      onFailure('store', new NotAsKept(bytes === null ? 'DocumentMissing' : 'DocumentAltered'));
      throw new RegistryError('SOURCE_UNAVAILABLE', STORE_AWAY);
    },
  };
}

/** What the operator is told of the store by its name. */
class NotAsKept extends Error {
  constructor(name: 'DocumentMissing' | 'DocumentAltered') {
    super('A document is not in the store as it was kept.');
    this.name = name;
  }
}

const ROOM_AWAY = 'The register could not say what this ticket is for. Nothing was kept or told; ask again.';
const STORE_AWAY = 'The store of documents did not answer. Nothing was kept or told; ask again.';
const SCAN_AWAY = 'The document could not be looked at for malware. Nothing was kept; send it again.';

/** One sentence for a ticket that is forged, of somebody else, of another ground, used up or over, and for one that never was. */
function nothingThere(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such ticket for you. Ask the graph for a new one.');
}

function refuseInfected(found: string | null): void {
  if (found === null) return;
  throw new RegistryError('DOCUMENT_REFUSED', 'The document holds malware. Nothing was kept.');
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
