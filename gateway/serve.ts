import type { JsonWebKey } from 'node:crypto';
import type { FactPage } from '@seisi/schema/ground-fact';
import type { ReachQuestion, ReachSource } from '@seisi/schema/reach';
import type { Room } from '@seisi/schema/room';
import { apiSdl, supergraph } from '@seisi/schema/sdl';
import type { Viewer } from '@seisi/schema/viewer';
import { buildSchema } from 'graphql';
import type { JWK } from 'jose';
import { issuerKeys } from './authn/keys.ts';
import { identify } from './authn/verify.ts';
import type { Budgets } from './budgets.ts';
import { openGraph } from './graph.ts';
import { Admission, type AdmissionSettings } from './http/admission.ts';
import { contractDocuments } from './http/contract.ts';
import { jsonDocument } from './http/document.ts';
import { graphiqlDocuments } from './http/graphiql/documents.ts';
import { type Doors, type Listening, listen } from './http/server.ts';
import {
  AUDIENCE,
  DEVELOPMENT_ISSUER,
  type PersonaToken,
  publicKeys,
  signPersonaToken,
} from './issuer/sign.ts';
import type { Observer } from './observer.ts';
import { passportSigner } from './plan/passport-wire.ts';
import { remoteRoom } from './plan/remote-room.ts';
import { type Resilience, resilientRoom } from './plan/resilient-room.ts';
import {
  openLocalRoom,
  openSharedReads,
  type RoomFailure,
  roomNames,
  type SharedReads,
} from './plan/rooms.ts';
import type { Receipts } from './receipts.ts';
import { withText } from './registered/by-id.ts';
import type { RegisteredMode } from './registered/registered.ts';
import { type Registry, readRegistry } from './registered/registry.ts';

/** Secrets that the gateway and the rooms in its process share. */
export type GatewaySecrets = {
  readonly grantKeys: readonly string[];
  readonly cursorKeys: readonly string[];
  /** The masters from which each room's key for facts is derived. */
  readonly factsKeys: readonly string[];
  /** The key pair of the development issuer; its public part is served. */
  readonly issuerKey: JWK;
  /** The key pair that signs the log of receipts. */
  readonly receiptKey: JsonWebKey;
  /** The gateway's key pair, by which rooms in other processes know it. */
  readonly passportKey: JsonWebKey & { readonly kid: string };
};

/** Who signs tokens: the issuer of this process, or one elsewhere by its JWKS. */
export type Issuer =
  | { readonly kind: 'DEVELOPMENT' }
  | { readonly kind: 'REMOTE'; readonly issuer: string; readonly jwksUrl: string };

/** What a page for development needs: whom it may ask as, and what it asks at first. */
export type DevelopmentPage = {
  readonly personas: readonly {
    readonly name: string;
    readonly title: string;
    readonly says: string;
    /** The public id of the household that it asks about at first. */
    readonly household: string;
    readonly token: PersonaToken;
  }[];
  readonly query: string;
};

/** What a gateway with the registry's rooms is started from. */
export type GatewaySettings = {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The connection text of a room, as the room's own role. */
  readonly roomDatabaseUrl: (room: string) => string;
  /** The connection text of the role that reads for the rooms of this process; without it each room reads by connections of its own. */
  readonly readsDatabaseUrl?: string;
  readonly secrets: GatewaySecrets;
  readonly issuer: Issuer;
  /** Rooms in other processes, by name; all others are opened in this one. */
  readonly remoteRooms?: ReadonlyMap<string, string>;
  readonly now?: () => number;
  /** How long a request may take; 5 s unless said otherwise. What is not known by then is told as unknown. */
  readonly deadlineMs?: number;
  /** How many requests are answered at a time, and how many wait. */
  readonly admission?: AdmissionSettings;
  /** For how long facts of grounds are relied upon, here and in the rooms of this process. */
  readonly leaseMs?: number;
  /** Where receipts are kept before an answer leaves; without it none are made. Whoever opened it closes it. */
  readonly receipts?: Receipts;
  /** A folder with what clients of agreements registered (`registered/registry.ts`), and whether they may ask anything else. */
  readonly registered?: { readonly folder: string; readonly mode: RegisteredMode };
  /** Origins whose pages may read answers, exactly as browsers write them; none unless said. */
  readonly corsOrigins?: readonly string[];
  /** How much each client may ask; without it nobody counts. Whoever opened it closes it. */
  readonly budgets?: Budgets;
  /** The page at `/`, served where the development issuer signs tokens; without it there is none. */
  readonly page?: DevelopmentPage;
  readonly onStatement?: (text: string) => void;
  /** Told of what an operator must know: one line, no personal data. */
  readonly onNotice?: (line: string) => void;
  /** What an operator sees of it; whoever opened it closes it. */
  readonly observer?: Observer;
};

const KEYS_PATH = '/.well-known/jwks.json';
const BODY_LIMIT_BYTES = 1_000_000;
const DEADLINE_MS = 5_000;
/** A room that restarts is there again within a second; until it is, nobody's time is spent on it. */
const RESILIENCE: Resilience = {
  mostFailures: 10,
  restMs: 500,
  retryPart: 0.1,
  retryWithinMs: 50,
  now: () => performance.now(),
  random: Math.random,
};
/** More at once are not answered sooner: two processors are busy with sixteen. There is room for requests that wait for a room which hangs, until their time is over. */
const ADMISSION: AdmissionSettings = { most: 128, mostWaiting: 256, patienceMs: 1_000 };

/** Starts the gateway with every room of the house in this process, and listens. Closing drains the gateway first, then the rooms. */
export async function startGateway(settings: GatewaySettings): Promise<Listening> {
  const now = settings.now ?? Date.now;
  const tell = settings.onNotice ?? (() => {});
  const reads =
    settings.readsDatabaseUrl === undefined ? null : await openSharedReads(settings.readsDatabaseUrl);
  const observing = settings.observer === undefined ? {} : { observer: settings.observer };
  if (reads !== null) settings.observer?.pool(() => reads.state());
  const rooms = await openRooms(settings, reads, now, tell);
  const registry = registryOf(settings, tell);
  const server = await openGraph({
    supergraphSdl: supergraph(),
    unmarked: 'closed',
    rooms,
    now,
    ...(settings.leaseMs === undefined ? {} : { leaseMs: settings.leaseMs }),
    ...(settings.receipts === undefined ? {} : { receipts: settings.receipts }),
    ...(registry === null ? {} : { registered: { ...registry, tell } }),
    ...(settings.budgets === undefined ? {} : { budgets: settings.budgets }),
    ...observing,
    onFailure: (room, error) =>
      tell(`room ${room} did not answer: ${error instanceof Error ? error.name : 'unknown error'}`),
  });
  let listening: Listening | undefined;
  const keysUrl = () =>
    new URL(settings.issuer.kind === 'REMOTE' ? settings.issuer.jwksUrl : `${listening?.url}${KEYS_PATH}`);
  const graphql = {
    server,
    identify: lazily(() =>
      identify({
        keys: issuerKeys({ url: keysUrl(), now }),
        issuer: settings.issuer.kind === 'REMOTE' ? settings.issuer.issuer : DEVELOPMENT_ISSUER,
        audience: AUDIENCE,
        now,
      }),
    ),
    ...(registry === null ? {} : { withText: textsOf(registry.registry) }),
    admission: new Admission(settings.admission ?? ADMISSION),
    bodyLimitBytes: BODY_LIMIT_BYTES,
    deadlineMs: settings.deadlineMs ?? DEADLINE_MS,
    now,
    onFailure: (requestId: string, error: unknown) =>
      tell(`request ${requestId} failed: ${error instanceof Error ? error.name : 'unknown error'}`),
    ...observing,
  };
  const development = await developmentDoors(settings, now);
  const documents = { ...contractDocuments(), ...development.documents };
  const ready = async () => void (await Promise.all(rooms.map((room) => room.ready())));
  listening = await listen(
    { ...development, graphql, ready, documents, corsOrigins: settings.corsOrigins ?? [] },
    { host: settings.host ?? '127.0.0.1', port: settings.port },
  );
  // What rooms copy from one another at first is whole before anyone is sent here; a room that is away does not keep the others.
  await ready().catch(() => tell('Not every room is ready.'));
  return { url: listening.url, close: () => closeAll(listening, server, rooms, reads) };
}

function registryOf({ registered }: GatewaySettings, tell: (line: string) => void) {
  if (registered === undefined) return null;
  const registry = readRegistry(registered.folder, buildSchema(apiSdl()), tell);
  return { registry, mode: registered.mode };
}

function textsOf(registry: Registry) {
  return (viewer: Viewer | null, body: unknown) => withText(registry, viewer, body);
}

/** What is served where tokens are signed here: the keys, and the page with its personas. Where they are signed elsewhere, neither is. */
async function developmentDoors(
  { issuer, secrets, page }: GatewaySettings,
  now: () => number,
): Promise<Pick<Doors, 'documents' | 'tokens'>> {
  if (issuer.kind === 'REMOTE') return { documents: {} };
  const keys = { [KEYS_PATH]: jsonDocument(JSON.stringify(await publicKeys([secrets.issuerKey]))) };
  if (page === undefined) return { documents: keys };
  const tokens = async () => {
    const at = { issuer: DEVELOPMENT_ISSUER, now: new Date(now()) };
    const personas = page.personas.map(async ({ token, ...persona }) => ({
      ...persona,
      token: await signPersonaToken(token, secrets.issuerKey, at),
    }));
    return JSON.stringify({ personas: await Promise.all(personas), query: page.query });
  };
  return { documents: { ...keys, ...graphiqlDocuments() }, tokens };
}

async function openRooms(
  settings: GatewaySettings,
  reads: SharedReads | null,
  now: () => number,
  tell: (line: string) => void,
): Promise<Room[]> {
  const shared = {
    databaseUrl: settings.roomDatabaseUrl,
    ...(reads === null ? {} : { sharedReads: reads }),
    supergraphSdl: supergraph(),
    grantKeys: settings.secrets.grantKeys,
    cursorKeys: settings.secrets.cursorKeys,
    factsKeys: { kind: 'MASTER' as const, keys: settings.secrets.factsKeys },
    // Where no receipts are made there is nothing to take into the log.
    ...(settings.receipts === undefined ? {} : { signingKey: settings.secrets.receiptKey }),
    onNotice: tell,
    now,
    onFailure: ({ room, coordinate, cause, request }: RoomFailure) => {
      tell(`room ${room} failed at ${coordinate}: ${cause}`);
      if (request !== undefined) settings.observer?.roomFailed(request, room, cause);
    },
    ...toldStatements(settings),
    ...(settings.leaseMs === undefined ? {} : { leaseMs: settings.leaseMs }),
  };
  const sign = passportSigner(settings.secrets.passportKey, now);
  const opened = new Map<string, Promise<Room>>();
  const neighbour = (name: string) =>
    settings.remoteRooms?.get(name) ?? (async (after: number) => ownedFacts(await opened.get(name), after));
  const reach =
    (name: string): ReachSource =>
    async (question) =>
      reachedBy(await opened.get(name), question);
  for (const name of roomNames()) {
    const url = settings.remoteRooms?.get(name);
    const room =
      url === undefined
        ? openLocalRoom(name, { ...shared, neighbour, reach })
        : Promise.resolve(
            resilientRoom(remoteRoom({ name, url, sign, now, ...tracing(settings) }), RESILIENCE),
          );
    opened.set(name, room);
  }
  return Promise.all(opened.values());
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

async function closeAll(
  listening: Listening | undefined,
  server: { stop(): Promise<void> },
  rooms: readonly Room[],
  reads: SharedReads | null,
): Promise<void> {
  await listening?.close();
  await server.stop();
  await Promise.all(rooms.map((room) => room.close()));
  await reads?.close();
}

/** Makes a function when it is first called. */
function lazily<Given extends readonly unknown[], Result>(
  make: () => (...given: Given) => Result,
): (...given: Given) => Result {
  let made: ((...given: Given) => Result) | undefined;
  return (...given) => {
    made ??= make();
    return made(...given);
  };
}
