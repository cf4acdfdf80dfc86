import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServerPlugin } from '@apollo/server';
import type { Room } from '@seisi/schema/room';
import type { Phase } from './phase.ts';
import type { Receipts } from './receipts.ts';
import type { Caller } from './request.ts';

/** What is seen of one HTTP request while it is on its way. It ends with the response, by itself. */
export type Watch = {
  /** Who asks, as far as the door knows it. */
  known(caller: Caller): void;
  /** What the door said in place of an answer. */
  refused(error: unknown): void;
};

/** What an operator sees the gateway by. Where nothing is to be seen there is none, and no step does anything for it. */
export type Observer = {
  begin(message: IncomingMessage, response: ServerResponse): Watch;
  /** The same steps, timed. */
  phases(phases: readonly Phase[]): readonly Phase[];
  /** The same room, its calls timed. */
  room(room: Room): Room;
  /** The same receipts, with the time until they are durable. */
  receipts(receipts: Receipts): Receipts;
  /** Told after a plan was made: how many are kept. */
  planned(kept: number): void;
  /** Told of each group of receipts that a sink was given. */
  group(group: SinkGroup): void;
  /** Sees which errors leave, and the kinds of those that are masked. */
  readonly plugin: ApolloServerPlugin<Caller>;
  /** Told of a statement of a room in this process: its text, never its parameters. Null where nobody wants to know. */
  readonly statement: ((text: string) => void) | null;
  /** What a call to a room in another process says of the trace that it belongs to; null for none. */
  traceparent(request: string): string | null;
  /** Told of what failed inside a room of this process: the request's id, the room, and the kinds of the error and of what lies under it (`A < B`). */
  roomFailed(request: string, room: string, cause: string): void;
  /** How many hot reads wait and how many connections there are, asked when somebody looks. */
  pool(state: () => PoolState): void;
  /** How many receipts wait for the log, asked when somebody looks; a rejection is told as unknown. */
  receiptsWaiting(state: () => Promise<Waiting>): void;
  /** How much waits in the outbox of a room, asked when somebody looks; a rejection is told as unknown. */
  errandsWaiting(room: string, state: () => Promise<Waiting>): void;
};

/** A group of receipts that a sink was given, and whether it took it. */
export type SinkGroup = {
  readonly sink: 'table' | 'file';
  readonly size: number;
  readonly milliseconds: number;
  readonly isKept: boolean;
};

/** Of the connections that rooms of this process share. */
export type PoolState = {
  readonly waiting: number;
  readonly connections: number;
  /** Of these connections, those on which something is under way. */
  readonly busy: number;
  /** How many connections there may be. */
  readonly most: number;
};

/** What stands in a table and is not done with, as many as were counted at the most, and for how many seconds the oldest of it has. */
export type Waiting = { readonly count: number; readonly oldestSeconds: number };
