import type { DocumentNode } from 'graphql';
import type { DocumentSource } from './document/question.ts';
import type { FactPage, Pulse } from './ground-fact.ts';
import type { InquirySource } from './inquiry.ts';
import type { Passport } from './passport.ts';
import type { ReachSource } from './reach.ts';
import type { LogKeys } from './receipt/former-key.ts';

/** What the gateway asks one room in one fetch. */
export type RoomRequest = {
  readonly document: DocumentNode;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly passport: Passport;
  readonly signal: AbortSignal;
};

/** An error as a room reports it: the path is inside the room's own answer. */
export type RoomError = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
};

export type RoomResult = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly RoomError[];
};

/** A room as the gateway sees it: in this process or behind HTTP. */
export type Room = {
  readonly name: string;
  execute(request: RoomRequest): Promise<RoomResult>;
  /** Resolves when the room can answer; rejects with the reason. */
  ready(): Promise<void>;
  /** Of a room that owns facts of grounds: those that changed after a cursor. */
  ownedFacts?(after: number): Promise<FactPage>;
  /** Of the room that decides by them: their newest version, and whom changes after `after` concern; null asks for no changes. It takes at most as long as the signal lets it. */
  pulse?(after: number | null, signal: AbortSignal): Promise<Pulse>;
  /** Of the room that decides: who of some subjects is within reach with a class. */
  readonly reached?: ReachSource;
  /** Of the room that decides: what it finds out for other rooms. */
  readonly inquired?: InquirySource;
  /** Of a room that keeps documents: what a ticket is good for, and that its bytes are stored. */
  readonly document?: DocumentSource;
  /** Of a room in this process: from now on it goes by these keys. Who is answered now is answered to the end, for the older ones among them still open. */
  renew?(keys: RoomKeys): void;
  close(): Promise<void>;
};

/** What a room's texts are sealed and signed by; of lists the first makes, all of them open. */
export type RoomKeys = {
  readonly grantKeys: readonly string[];
  readonly cursorKeys: readonly string[];
  /** Masters in the room that mints, elsewhere the room's own. */
  readonly factsKeys: readonly string[];
  /** In the room that keeps the log of receipts. */
  readonly signing: LogKeys | null;
};
