import type { JsonWebKey } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FactSource } from '@seisi/schema/ground-fact';
import type { InquirySource } from '@seisi/schema/inquiry';
import type { MessageSetting } from '@seisi/schema/message-setting';
import type { Outside } from '@seisi/schema/outside';
import type { ReachSource } from '@seisi/schema/reach';
import type { FormerKey } from '@seisi/schema/receipt/former-key';
import type { Room } from '@seisi/schema/room';

/** PostgreSQL works on as many writes at once, and Node prepares another meanwhile. */
const SHARED_CONNECTIONS = 3;
const SUBGRAPHS = join(import.meta.dirname, '../../subgraphs');

/** Connections that rooms of one process share. What they do with them is the host's. */
export type SharedReads = {
  /** How many reads wait for a connection, how many connections are open and busy, and how many there may be. */
  state(): {
    readonly waiting: number;
    readonly connections: number;
    readonly busy: number;
    readonly most: number;
  };
  close(): Promise<void>;
};

/** What failed inside a room: where, and the kind of its cause, never data; and of which request, where it was of one. */
export type RoomFailure = {
  readonly room: string;
  readonly coordinate: string;
  readonly cause: string;
  readonly request?: string;
};

/** What a room in this process is opened with: the host's options, less what is the room's own. */
export type RoomSettings = {
  readonly databaseUrl: (room: string) => string;
  /** Connections for the reads of the hot path of all these rooms; without it each room has its own. */
  readonly sharedReads?: SharedReads;
  readonly supergraphSdl: string;
  readonly grantKeys: readonly string[];
  readonly cursorKeys: readonly string[];
  readonly factsKeys: { readonly kind: 'MASTER'; readonly keys: readonly string[] };
  readonly now: () => number;
  /** Another room's facts of grounds: itself, or its address. */
  readonly neighbour: (room: string) => FactSource | string | null;
  readonly leaseMs?: number;
  /** Who is within reach, told by the room that decides. */
  readonly reach: (room: string) => ReachSource | string | null;
  /** What the room that decides finds out for other rooms. */
  readonly inquire: (room: string) => InquirySource | string | null;
  /** Services outside of the house that rooms may ask. */
  readonly outside?: Outside;
  /** By which the room of receipts signs its log. */
  readonly signingKey?: JsonWebKey;
  readonly formerSigningKeys?: readonly FormerKey[];
  /** How messages of rooms leave; without it no room of this process carries errands. */
  readonly messages?: MessageSetting;
  /** Where rooms put files that are carried on from there; without it this process makes none. */
  readonly outgoing?: string;
  readonly onNotice: (line: string) => void;
  readonly onStatement?: (text: string) => void;
  readonly onFailure?: (failure: RoomFailure) => void;
};

/** The rooms that stand in the house: folders with a `subgraph.ts`. No list of rooms exists anywhere. */
export function roomNames(): string[] {
  return readdirSync(SUBGRAPHS).filter(
    (name) => existsSync(join(SUBGRAPHS, name, 'subgraph.ts')) && name !== 'host',
  );
}

/** Opens a room in this process. The gateway imports no room: it finds the folder, and the host makes it run. */
export async function openLocalRoom(name: string, settings: RoomSettings): Promise<Room> {
  const { openRoom } = await importFrom('host/open-room.ts');
  const { subgraph } = await importFrom(join(name, 'subgraph.ts'));
  if (typeof openRoom !== 'function') throw new Error('The host has no openRoom.');
  return openRoom(subgraph, { ...settings, databaseUrl: settings.databaseUrl(name) }) as Room;
}

/** Opens such connections, as the role that the URL names. */
export async function openSharedReads(url: string): Promise<SharedReads> {
  const { openHotReads } = await importFrom('host/hot-queue.ts');
  if (typeof openHotReads !== 'function') throw new Error('The host has no openHotReads.');
  return openHotReads(url, { connections: SHARED_CONNECTIONS }) as SharedReads;
}

function importFrom(path: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(join(SUBGRAPHS, path)).href) as Promise<Record<string, unknown>>;
}
