import type { FactPage } from '@seisi/schema/ground-fact';
import type { Inquiry, InquirySource } from '@seisi/schema/inquiry';
import type { ReachQuestion, ReachSource } from '@seisi/schema/reach';
import type { Room, RoomKeys } from '@seisi/schema/room';
import { supergraph } from '@seisi/schema/sdl';
import { passportSigner } from './plan/passport-wire.ts';
import { remoteRoom } from './plan/remote-room.ts';
import { type Resilience, resilientWay } from './plan/resilient-way.ts';
import { openLocalRoom, type RoomFailure, roomNames, type SharedReads } from './plan/rooms.ts';
import type { GatewaySecrets, GatewaySettings } from './serve-settings.ts';

/** A room that restarts is there again within a second; until it is, nobody's time is spent on it. */
const RESILIENCE: Resilience = {
  mostFailures: 10,
  restMs: 500,
  retryPart: 0.1,
  retryWithinMs: 50,
  now: () => performance.now(),
  random: Math.random,
};

/** Opens every room: those of other processes by their address, all others in this one. */
export async function openRooms(
  settings: GatewaySettings,
  reads: SharedReads | null,
  {
    now,
    tell,
    passportKey,
  }: {
    readonly now: () => number;
    readonly tell: (line: string) => void;
    readonly passportKey: () => GatewaySecrets['passportKey'];
  },
): Promise<Room[]> {
  const shared = {
    databaseUrl: settings.roomDatabaseUrl,
    ...(reads === null ? {} : { sharedReads: reads }),
    supergraphSdl: supergraph(),
    grantKeys: settings.secrets.grantKeys,
    cursorKeys: settings.secrets.cursorKeys,
    factsKeys: { kind: 'MASTER' as const, keys: settings.secrets.factsKeys },
    // Where no receipts are made there is nothing to take into the log.
    ...(settings.receipts === undefined ? {} : signing(settings.secrets)),
    issuer: { key: settings.secrets.cardKey, url: settings.publicUrl ?? `http://localhost:${settings.port}` },
    ...(settings.messages === undefined ? {} : { messages: settings.messages }),
    ...(settings.outgoing === undefined ? {} : { outgoing: settings.outgoing }),
    onNotice: tell,
    now,
    onFailure: ({ room, coordinate, cause, request }: RoomFailure) => {
      tell(
        `${request === undefined ? '' : `request ${request}: `}room ${room} failed at ${coordinate}: ${cause}`,
      );
      if (request !== undefined) settings.observer?.roomFailed(request, room, cause);
    },
    ...toldStatements(settings),
    ...(settings.outside === undefined ? {} : { outside: settings.outside }),
    ...(settings.leaseMs === undefined ? {} : { leaseMs: settings.leaseMs }),
  };
  const sign = passportSigner(passportKey, now);
  const opened = new Map<string, Promise<Room>>();
  const neighbour = (name: string) =>
    settings.remoteRooms?.get(name) ?? (async (after: number) => ownedFacts(await opened.get(name), after));
  const reach =
    (name: string): ReachSource =>
    async (question) =>
      reachedBy(await opened.get(name), question);
  const inquire = (name: string): InquirySource | string =>
    settings.remoteRooms?.get(name) ?? (async (inquiry) => inquired(await opened.get(name), inquiry));
  for (const name of roomNames()) {
    const url = settings.remoteRooms?.get(name);
    const room =
      url === undefined
        ? openLocalRoom(name, { ...shared, neighbour, reach, inquire })
        : Promise.resolve(
            remoteRoom({ name, url, sign, way: resilientWay(name, RESILIENCE), now, ...tracing(settings) }),
          );
    opened.set(name, room);
  }
  return Promise.all(opened.values());
}

function signing({ receiptKey, formerReceiptKeys = [] }: GatewaySettings['secrets']) {
  return { signingKey: receiptKey, formerSigningKeys: formerReceiptKeys };
}

/** What a room of this process goes by. */
export function roomKeysOf(secrets: GatewaySecrets): RoomKeys {
  const { grantKeys, cursorKeys, factsKeys, receiptKey, formerReceiptKeys = [] } = secrets;
  return { grantKeys, cursorKeys, factsKeys, signing: { key: receiptKey, former: formerReceiptKeys } };
}

/** Who is told of statements: whoever asked for it, and whoever traces. */
function toldStatements({ onStatement, observer }: GatewaySettings): {
  readonly onStatement?: (text: string) => void;
} {
  const traced = observer?.statement ?? null;
  if (traced === null) return onStatement === undefined ? {} : { onStatement };
  if (onStatement === undefined) return { onStatement: traced };
  return {
    onStatement: (text) => {
      onStatement(text);
      traced(text);
    },
  };
}

function tracing({ observer }: GatewaySettings) {
  return observer === undefined ? {} : { traceparent: observer.traceparent };
}

function ownedFacts(room: Room | undefined, after: number): Promise<FactPage> {
  if (room?.ownedFacts === undefined) throw new Error('This room owns no facts of grounds.');
  return room.ownedFacts(after);
}

function reachedBy(room: Room | undefined, question: ReachQuestion): Promise<readonly string[]> {
  if (room?.reached === undefined) throw new Error('This room decides about nobody.');
  return room.reached(question);
}

function inquired(room: Room | undefined, inquiry: Inquiry): Promise<unknown> {
  if (room?.inquired === undefined) throw new Error('This room finds out nothing for others.');
  return room.inquired(inquiry);
}
