import type { Room } from '@seisi/schema/room';
import { apiSdl, supergraph } from '@seisi/schema/sdl';
import type { Viewer } from '@seisi/schema/viewer';
import { buildSchema } from 'graphql';
import { issuerKeys } from './authn/keys.ts';
import { identify } from './authn/verify.ts';
import { leaseOf, openGraph } from './graph.ts';
import { Admission, type AdmissionSettings } from './http/admission.ts';
import { contractDocuments } from './http/contract.ts';
import { jsonDocument } from './http/document.ts';
import { graphiqlDocuments } from './http/graphiql/documents.ts';
import { paceOf } from './http/pace.ts';
import { type Doors, type Listening, listen } from './http/server.ts';
import { AUDIENCE, DEVELOPMENT_ISSUER, publicKeys, signPersonaToken } from './issuer/sign.ts';
import { openSharedReads, type SharedReads } from './plan/rooms.ts';
import { withText } from './registered/by-id.ts';
import { ChangingRegistry, type Registry } from './registered/registry.ts';
import type { Lease } from './reliance.ts';
import { basisRoomOf, ticketsOf } from './serve-documents.ts';
import { openRooms, roomKeysOf } from './serve-rooms.ts';
import type { GatewaySecrets, GatewaySettings } from './serve-settings.ts';
import { nameOf } from './told-error.ts';
import { folderSource, watched } from './watched.ts';

const KEYS_PATH = '/.well-known/jwks.json';
const BODY_LIMIT_BYTES = 1_000_000;
const DEADLINE_MS = 5_000;
/** More at once are not answered sooner: two processors are busy with sixteen. There is room for requests that wait for a room which hangs, until their time is over. */
const ADMISSION: AdmissionSettings = { most: 128, mostWaiting: 256, patienceMs: 1_000 };

/** As it is told, or as this process finds time for. */
function admissionOf({ admission }: GatewaySettings): Admission {
  if (admission !== undefined) return new Admission(admission);
  return new Admission(ADMISSION, paceOf(ADMISSION.most));
}

/** What may change while requests are answered. */
export type ReloadedSettings = Pick<GatewaySettings, 'corsOrigins'>;

/** A gateway that listens. */
export type RunningGateway = Listening & {
  /** Goes by other keys from the next call on, as the rooms of this process do; those of the development issuer stay. */
  renew(secrets: GatewaySecrets): void;
  /** Goes by other settings from the next request on. */
  reload(settings: ReloadedSettings): void;
};

/** Starts the gateway with every room of the house in this process, and listens. Closing drains the gateway first, then the rooms. */
export async function startGateway(settings: GatewaySettings): Promise<RunningGateway> {
  const now = settings.now ?? Date.now;
  const tell = settings.onNotice ?? (() => {});
  const reads =
    settings.readsDatabaseUrl === undefined ? null : await openSharedReads(settings.readsDatabaseUrl);
  const observing = settings.observer === undefined ? {} : { observer: settings.observer };
  if (reads !== null) settings.observer?.pool(() => reads.state());
  let { passportKey } = settings.secrets;
  const rooms = await openRooms(settings, reads, { now, tell, passportKey: () => passportKey });
  const registry = await registryOf(settings, tell);
  let { corsOrigins = [] } = settings;
  const lease = leaseOf(basisRoomOf(rooms), { ...settings, now });
  const server = await graphOf(settings, { rooms, registry, lease, now, tell });
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
    admission: admissionOf(settings),
    bodyLimitBytes: BODY_LIMIT_BYTES,
    deadlineMs: settings.deadlineMs ?? DEADLINE_MS,
    now,
    onFailure: (requestId: string, error: unknown) => tell(`request ${requestId} failed: ${nameOf(error)}`),
    ...observing,
  };
  const development = await developmentDoors(settings, now);
  const documents = { ...contractDocuments(), ...development.documents };
  const ready = async () => void (await Promise.all(rooms.map((room) => room.ready())));
  listening = await listen(
    {
      ...{ ...development, graphql, ready, documents, corsOrigins: () => corsOrigins },
      ...ticketsOf(settings, { rooms, lease, deadlineMs: graphql.deadlineMs, now, tell }),
    },
    { host: settings.host ?? '127.0.0.1', port: settings.port },
  );
  // What rooms copy from one another at first is whole before anyone is sent here; a room that is away does not keep the others.
  await ready().catch(() => tell('Not every room is ready.'));
  return {
    url: listening.url,
    renew: (secrets) => {
      ({ passportKey } = secrets);
      for (const room of rooms) room.renew?.(roomKeysOf(secrets));
    },
    reload: (changed) => {
      ({ corsOrigins = [] } = changed);
    },
    close: async () => {
      await registry?.close();
      await closeAll(listening, server, rooms, reads);
    },
  };
}

type GraphParts = {
  readonly rooms: readonly Room[];
  readonly registry: Awaited<ReturnType<typeof registryOf>>;
  readonly lease: Lease;
  readonly now: () => number;
  readonly tell: (line: string) => void;
};

function graphOf(settings: GatewaySettings, { rooms, registry, lease, now, tell }: GraphParts) {
  return openGraph({
    supergraphSdl: supergraph(),
    unmarked: 'closed',
    rooms,
    now,
    lease,
    ...(settings.receipts === undefined ? {} : { receipts: settings.receipts }),
    ...(registry === null ? {} : { registered: { ...registry, tell } }),
    ...(settings.schemaTelling === undefined ? {} : { schemaTelling: settings.schemaTelling }),
    ...(settings.budgets === undefined ? {} : { budgets: settings.budgets }),
    ...(settings.observer === undefined ? {} : { observer: settings.observer }),
    onFailure: ({ room, request, error }) =>
      tell(`request ${request}: room ${room} did not answer: ${nameOf(error)}`),
  });
}

/** What is registered, as it stands in its folder; a changed manifest counts from when it has come to rest. */
async function registryOf({ registered }: GatewaySettings, tell: (line: string) => void) {
  if (registered === undefined) return null;
  const source = folderSource(registered.folder, '.json');
  const manifests = (text: string) => new Map<string, string>(JSON.parse(text));
  const text = await source.read();
  const registry = new ChangingRegistry(manifests(text), buildSchema(apiSdl()), tell);
  const watch = watched({
    source,
    text,
    take: async (next) => registry.change(manifests(next)),
    refuse: (error) => tell(`The folder of registered operations cannot be read: ${nameOf(error)}`),
  });
  return { registry, mode: registered.mode, close: watch.close };
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
