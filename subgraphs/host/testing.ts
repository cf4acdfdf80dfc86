import { classSet, type DataClass } from '@seisi/schema/classes';
import type { DocumentAnswer, DocumentBody } from '@seisi/schema/document/question';
import type { Grant } from '@seisi/schema/grant';
import { Grant as Minted } from '@seisi/schema/grant-mint';
import type { FactSource, Pulse } from '@seisi/schema/ground-fact';
import type { InquirySource } from '@seisi/schema/inquiry';
import type { MessageSetting } from '@seisi/schema/message-setting';
import { type Passport, viewerKey } from '@seisi/schema/passport';
import { Passport as Stamped } from '@seisi/schema/passport-mint';
import type { ReachSource } from '@seisi/schema/reach';
import type { RoomResult } from '@seisi/schema/room';
import { supergraph } from '@seisi/schema/sdl';
import type { Basis, Viewer } from '@seisi/schema/viewer';
import { parse } from 'graphql';
import { grantWire } from './grant-wire.ts';
import { openRoom } from './open-room.ts';
import type { Subgraph } from './subgraph.ts';

/** The instant of every test: noon of 22 November 2026 in Malaysia. */
export const NOW = Date.parse('2026-11-22T04:00:00Z');
const KEYS = ['a key for tests'];
/** Writes and reads grants with the key of the test rooms. */
export const GRANTS = grantWire(KEYS);

const OFFICER: Viewer = {
  id: 'officer-1',
  kind: 'OFFICER',
  agency: 'jkm',
  person: null,
  scopes: [],
  assurance: 'high',
  agreement: null,
  purpose: null,
  posting: null,
};

/** A posting everywhere that may open the classes named. */
export function posting(classes: readonly DataClass[], areas: readonly string[] = ['MY']): Basis {
  return {
    kind: 'POSTING',
    id: 'posting-1',
    personKey: '',
    agency: 'jkm',
    areas,
    classes: classSet(classes),
  };
}

/** A genuine passport of an officer; each has a request of its own unless told otherwise. */
export function passportFor(
  basis: Basis,
  given: { viewer?: Partial<Viewer> | null; request?: string; expires?: number } = {},
): Passport {
  const viewer = given.viewer === null ? null : { ...OFFICER, ...given.viewer };
  const request = given.request ?? crypto.randomUUID();
  return new Stamped({ request, viewer, basis, facts: 0, expires: given.expires ?? NOW + 5000 });
}

/** A genuine grant of a subject to the passport's viewer, in its request, by its basis alone. */
export function grantOf(
  subject: string,
  classes: readonly DataClass[],
  passport: Passport,
  expires = NOW + 5000,
): Grant {
  const binding = { subject, viewer: viewerKey(passport), request: passport.request, expires };
  const opened = { classes: classSet(classes), byConsent: 0, byIncident: 0, incidents: [], isSealed: false };
  return new Minted({ ...binding, ...opened }, GRANTS.write);
}

/** A neighbour that has no facts to tell. */
export const NOTHING_OWNED: FactSource = async (after) => ({
  facts: [],
  ended: [],
  cursor: after,
  newest: after,
  isLast: true,
});

/** A room that decides and leaves nobody out. */
const EVERYONE_REACHED: ReachSource = async ({ subjects }) => subjects.map(({ key }) => key);

/** A room that runs on a database of its own, asked as the gateway asks it. */
export type TestRoom = {
  ask(text: string, variables: Readonly<Record<string, unknown>>, passport: Passport): Promise<RoomResult>;
  /** The statements since the last call of this. */
  statements(): string[];
  /** What the room told its operator since the last call of this. */
  failures(): string[];
  ready(): Promise<void>;
  /** As the gateway hears it; only of a room that holds facts of grounds. */
  pulse(after: number | null): Promise<Pulse>;
  /** What a ticket is good for, as the gateway asks it; only of a room that keeps documents. */
  document(asked: DocumentBody, passport: Passport): Promise<DocumentAnswer | null>;
  close(): Promise<void>;
};

/** Opens a room as its own role on the committed supergraph, or on the one given. */
export function openTestRoom<Loaders>(
  subgraph: Subgraph<Loaders>,
  databaseUrl: string,
  given: {
    supergraphSdl?: string;
    now?: () => number;
    facts?: FactSource;
    /** Who is within reach; everyone, unless told otherwise. */
    reach?: ReachSource;
    /** How messages leave; none does, and no errand is carried, unless it is said. */
    messages?: MessageSetting;
    /** What the room that decides finds out for this one. */
    inquire?: InquirySource;
  } = {},
): TestRoom {
  const statements: string[] = [];
  const failures: string[] = [];
  const room = openRoom(subgraph, {
    databaseUrl,
    supergraphSdl: given.supergraphSdl ?? supergraph(),
    grantKeys: KEYS,
    cursorKeys: KEYS,
    factsKeys: { kind: 'OWN', keys: KEYS },
    now: given.now ?? (() => NOW),
    // A machine that runs many tests may be held up for longer than the lease of a process that serves.
    leaseMs: 30_000,
    neighbour: () => given.facts ?? NOTHING_OWNED,
    reach: () => given.reach ?? EVERYONE_REACHED,
    ...(given.messages === undefined ? {} : { messages: given.messages }),
    inquire: () => given.inquire ?? null,
    onStatement: (text) => statements.push(text),
    onFailure: ({ coordinate, cause }) => failures.push(`${coordinate}: ${cause}`),
  });
  return {
    ask: (text, variables, passport) =>
      room.execute({ document: parse(text), text, variables, passport, signal: AbortSignal.timeout(5000) }),
    statements: () => statements.splice(0),
    failures: () => failures.splice(0),
    ready: room.ready,
    pulse: (after) =>
      room.pulse?.(after, AbortSignal.timeout(5000)) ?? Promise.reject(new Error('It holds no facts.')),
    document: (asked, passport) =>
      room.document?.({ ...asked, passport, signal: AbortSignal.timeout(5000) }) ??
      Promise.reject(new Error('It keeps no documents.')),
    close: room.close,
  };
}
