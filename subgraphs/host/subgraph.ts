import type { JsonWebKey } from 'node:crypto';
import type { Grant } from '@seisi/schema/grant';
import type { FactSource } from '@seisi/schema/ground-fact';
import type { MessageSetting } from '@seisi/schema/message-setting';
import type { FormerKey, LogKeys } from '@seisi/schema/receipt/former-key';
import type { Context, Reference, RoomParts } from './context.ts';
import type { Database } from './database.ts';
import type { DocumentRule } from './documents.ts';
import type { HeldFacts, HoldParts } from './held-facts.ts';
import type { Inquire, InquiryParts, InquiryRule } from './inquiry.ts';

import type { Ahead } from './read-ahead.ts';
import type { Soon } from './soon.ts';

/** How a file finds whose grant opens its content (access §4). */
export type FileRule = {
  /** The hidden key of the subject that the file's row is about. */
  readonly subject: (row: never) => string;
  /** The grant that came with the representation, wherever `@requires` put it. */
  readonly grant: (representation: Readonly<Record<string, unknown>>) => unknown;
};

/** What a room's work beside requests is given. */
export type WorkParts = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  readonly now: () => number;
  /** The Ed25519 pair by which the room signs; null where it was given none. */
  readonly signingKey: JsonWebKey | null;
  /** Public keys by which it signed before, with their ends. */
  readonly formerSigningKeys: readonly FormerKey[];
  /** How messages leave; null where this process carries no errands. */
  readonly messages: MessageSetting | null;
  /** The folder into which the room puts files that are carried on from there; null where this process was given none. */
  readonly outgoing: string | null;
  /** Asks the room that decides what only that room can find out about a subject. */
  readonly inquire: Inquire;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
};

/** Work that a room does beside requests, until it is closed. */
export type Work = {
  /** From now on it signs by this key. */
  renew?(signing: LogKeys): void;
  close(): Promise<void>;
};

/** A room as its folder declares it; the host turns it into a running subgraph. */
export type Subgraph<Loaders> = {
  readonly name: string;
  /** The folder with the SDL. */
  readonly folder: string;
  // biome-ignore lint/suspicious/noExplicitAny: the generated Resolvers type of each room differs; the room itself is checked against it.
  readonly resolvers: Record<string, any>;
  /** The room's reads, made once per request. */
  readonly loaders: (parts: RoomParts) => Loaders;
  /** Reads in one statement what the loaders would read one after another for these fields, and gives it to them; what it leaves out they read themselves. */
  readonly readAhead?: (ahead: Ahead, context: Context<Loaders>) => Promise<void>;
  readonly files?: Readonly<Record<string, FileRule>>;
  /** Only a room that keeps documents: what its tickets are good for. */
  readonly documents?: DocumentRule<Loaders>;
  /** Only a room that owns facts of grounds: tells them. */
  readonly ownedFacts?: (db: Database) => FactSource;
  /** Only the room that decides: keeps its copy of the facts that others own. */
  readonly holdFacts?: (parts: HoldParts) => HeldFacts;
  /** Only the room that decides: what it finds out for another room, by name. Made once, when the room opens. */
  readonly inquiries?: (parts: InquiryParts) => Readonly<Record<string, InquiryRule>>;
  /** Only a room that does something beside requests: begins it when the room opens. Every process of the room begins it, so it sees to it that one does the work. */
  readonly works?: (parts: WorkParts) => Work | null;
  /** Whether the room issues credentials, so that it needs the pair of their issuer. */
  readonly issues?: boolean;
  /** Whether the room signs what it keeps, so that it needs a pair to sign by. */
  readonly signs?: boolean;
  /** Only the person room: decides once per subject and mints its grant, for a file that of the subject it is about; null is absence. */
  readonly mint?: (type: string, row: Reference, context: Context<Loaders>) => Soon<Grant | null>;
};
