import type { JsonWebKey } from 'node:crypto';
import type { TellingForRoom } from '@seisi/schema/facts';
import type { Passport } from '@seisi/schema/passport';
import type { CursorSeal } from './cursor.ts';
import type { Database } from './database.ts';
import type { TicketSeal } from './documents.ts';
import type { FactsWire } from './facts-wire.ts';
import type { GrantWire } from './grant-wire.ts';
import type { HotRead } from './hot-read.ts';
import type { Inquire } from './inquiry.ts';
import type { Memory } from './memory.ts';
import type { Reached } from './reach.ts';
import type { Soon } from './soon.ts';

/** A subject or record of another room, known here by its hidden key, and by what this room was told to compute from. */
export type Reference = { readonly key: string; readonly facts?: TellingForRoom | null };

/** Who issues credentials: the Ed25519 pair, and the address at which the house is reached, as it stands in them. */
export type Issuer = { readonly key: JsonWebKey; readonly url: string };

/** What a room is given once per request, to make its loaders from. */
export type RoomParts = {
  readonly db: Database;
  /** For what is kept between requests, and so belongs to none of them. */
  readonly aside: Database;
  readonly memory: Memory;
  /** Sends the statements of the hot path, many in one write (`hotQuery`). */
  readonly read: HotRead;
  readonly passport: Passport;
  /** Milliseconds of the epoch, read anew at each call. */
  readonly now: () => number;
  /** The civil date in Asia/Kuala_Lumpur, YYYY-MM-DD, fixed for the request. */
  readonly today: string;
  readonly cursors: CursorSeal;
  /** Tickets with which bytes of documents are sent and read beside the graph. */
  readonly tickets: TicketSeal;
  /** Grants as text, for a gateway or room in another process. */
  readonly grants: GrantWire;
  /** Facts as text, and what opens them for this room alone. */
  readonly facts: FactsWire;
  /** Whether the facts by which grounds are decided may be relied upon at this moment (access §3). */
  readonly areFactsFresh: () => Soon<boolean>;
  /** Who of some subjects is within reach with a class, told by the room that decides: for lists, whose places and ends must not tell of anyone else. */
  readonly reached: Reached;
  /** Asks the room that decides what only that room can find out about a subject. */
  readonly inquire: Inquire;
  /** By what this room issues credentials; null in every room that issues none. */
  readonly issuer: Issuer | null;
  /** The text of the composed supergraph. */
  readonly supergraphSdl: string;
};

/** What a resolver sees: the request's parts and the room's own loaders. */
export type Context<Loaders> = RoomParts & { readonly loaders: Loaders };

const MALAYSIA = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kuala_Lumpur', dateStyle: 'short' });

const HOUR_MILLISECONDS = 3_600_000;
let hour = { number: Number.NaN, date: '' };

/** The civil date in Asia/Kuala_Lumpur of an instant, as YYYY-MM-DD. Days there begin with an hour, so one is written once an hour. */
export function civilDate(epochMilliseconds: number): string {
  const number = Math.floor(epochMilliseconds / HOUR_MILLISECONDS);
  if (hour.number !== number) hour = { number, date: MALAYSIA.format(epochMilliseconds) };
  return hour.date;
}
