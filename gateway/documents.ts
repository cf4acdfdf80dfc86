import type { DocumentType } from '@seisi/schema/document/document-type';
import type { StoredDocument } from '@seisi/schema/document/question';
import type { ShownTicket } from '@seisi/schema/document/ticket';
import type { Passport } from '@seisi/schema/passport';
import type { Caller, Standing } from './request.ts';

/** Who shows a ticket, as the door knows them. */
export type Asker = Pick<Caller, 'request' | 'viewer' | 'signal'>;

/** Documents beside the graph: their bytes are sent and read with tickets that rooms give. */
export type Documents = {
  /** What may be sent with a ticket. @throws NOT_FOUND, SOURCE_UNAVAILABLE */
  send(shown: ShownTicket, asker: Asker): Promise<Sending>;
  /** What may be read with one. @throws NOT_FOUND, SOURCE_UNAVAILABLE */
  read(shown: ShownTicket, asker: Asker): Promise<Reading>;
};

/** A document that may be sent. */
export type Sending = {
  readonly mostBytes: number;
  /** Keeps the bytes, said to be of a media type, whole or not at all. @throws DOCUMENT_REFUSED, NOT_FOUND, SOURCE_UNAVAILABLE */
  keep(bytes: Buffer, declared: string | null): Promise<StoredDocument>;
};

/** A document that may be read, for as long as its ground stands. */
export type Reading = {
  readonly bytes: Buffer;
  readonly mediaType: DocumentType;
  /** For whoever saves it as a file. */
  readonly name: string;
  readonly standing: Standing | null;
};

/** Where bytes are kept, each by its SHA-256 in lower-case hexadecimal. Both reject where the store is away. */
export type DocumentStore = {
  /** They are there whole when it resolves. The same bytes again are the same object. */
  put(hash: string, bytes: Buffer): Promise<void>;
  /** Null where there are none. */
  get(hash: string): Promise<Buffer | null>;
};

/** Looks for malware in bytes: the name of what was found, or null. It rejects where it cannot be told. */
export type Scan = (bytes: Buffer, signal: AbortSignal) => Promise<string | null>;

/** On what ground somebody asks now. @throws SOURCE_UNAVAILABLE where that cannot be told */
export type Ground = (
  asker: Asker,
) => Promise<{ readonly passport: Passport; readonly standing: Standing | null }>;
