import type { DocumentNode } from 'graphql';
import type { Passport } from './passport.ts';

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
  close(): Promise<void>;
};
