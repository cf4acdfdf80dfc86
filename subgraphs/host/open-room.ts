import type { JsonWebKey } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { classTable } from '@seisi/schema/access/class-table';
import { readAccess } from '@seisi/schema/access/read';
import type { FactSource } from '@seisi/schema/ground-fact';
import type { InquirySource } from '@seisi/schema/inquiry';
import type { MessageSetting } from '@seisi/schema/message-setting';
import type { Outside } from '@seisi/schema/outside';
import { openPassport, type Passport } from '@seisi/schema/passport';
import type { ReachSource } from '@seisi/schema/reach';
import type { FormerKey } from '@seisi/schema/receipt/former-key';
import type { Room, RoomError, RoomKeys, RoomRequest, RoomResult } from '@seisi/schema/room';
import { sdl } from '@seisi/schema/sdl';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
} from 'graphql';
import { type Context, civilDate, type Issuer, type RoomParts } from './context.ts';
import { cursorSeal } from './cursor.ts';
import { type DatabaseHandle, openDatabase } from './database.ts';
import { documentsOf, ticketSeal } from './documents.ts';
import { remoteFacts } from './fact-wire.ts';
import { type FactsKeys, factsWire, keysWith } from './facts-wire.ts';
import { grantWire } from './grant-wire.ts';
import { type GuardParts, guard } from './guard.ts';
import { type HeldFacts, LEASE_MILLISECONDS, NO_HELD_FACTS } from './held-facts.ts';
import type { HotReads } from './hot-queue.ts';
import { inquireElsewhere } from './inquiry.ts';
import { type Memory, openMemory } from './memory.ts';
import { programsOf } from './program/program.ts';
import { ownReach, reachElsewhere, reachedBy } from './reach.ts';
import { foresight } from './read-ahead.ts';
import { roomErrors } from './room-error.ts';
import { wireScalars } from './scalars.ts';
import type { Subgraph, Work } from './subgraph.ts';
import { toldOthers } from './told-others.ts';
import { whileWanted } from './wanted.ts';

/** What a room needs to run: where its data is, the composed supergraph, its secrets, and the clock. */
export type RoomOptions = {
  readonly databaseUrl: string;
  readonly supergraphSdl: string;
  readonly grantKeys: readonly string[];
  readonly cursorKeys: readonly string[];
  /** By which facts go over a wire; none where no room of another process tells or takes any. */
  readonly factsKeys?: FactsKeys;
  readonly now: () => number;
  /** Where another room tells the facts that it owns: itself in this process, or its address. Without it such facts cannot be had. */
  readonly neighbour?: (room: string) => FactSource | string | null;
  /** For how long a copy of others' facts is relied upon, in milliseconds; never more than the second of access §3 outside tests. */
  readonly leaseMs?: number;
  /** Where the room that decides tells who is within reach: itself in this process, or its address. Without it no list that asks can be had. */
  readonly reach?: (room: string) => ReachSource | string | null;
  /** Where the room that decides answers what other rooms inquire of it: itself in this process, or its address. Without it nothing can be inquired. */
  readonly inquire?: (room: string) => InquirySource | string | null;
  /** Services outside of the house that the room may ask; none unless said. */
  readonly outside?: Outside;
  /** The pair by which a room signs that has something to sign. */
  readonly signingKey?: JsonWebKey;
  /** Public keys by which it signed before, with their ends. */
  readonly formerSigningKeys?: readonly FormerKey[];
  /** By what a room issues credentials that issues any. */
  readonly issuer?: Issuer;
  /** How messages leave; without it this process carries no errands, and the outboxes keep them. */
  readonly messages?: MessageSetting;
  /** Where rooms put files that are carried on from there; without it this process makes none. */
  readonly outgoing?: string;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice?: (line: string) => void;
  /** Hot reads over connections that rooms of one process share (`openHotReads`); whoever opened them closes them. */
  readonly sharedReads?: HotReads;
  readonly onStatement?: (text: string) => void;
  /** Told of every failure that is not a refusal: the room, the path of names, the error's kind, and the id of the request where it belongs to one; never data. */
  readonly onFailure?: (failure: {
    room: string;
    coordinate: string;
    cause: string;
    request?: string;
  }) => void;
};

/** A room that has none in common with the deciding one tells it nothing, and is told nothing. */
export const NO_KEYS: FactsKeys = { kind: 'OWN', keys: [] };

/** Turns a room as declared into a room that answers, guarded; its schema is built once. */
export function openRoom<Loaders>(subgraph: Subgraph<Loaders>, { ...options }: RoomOptions): Room {
  const database = openDatabase(options.databaseUrl, options);
  const parts = guardParts(subgraph as Subgraph<unknown>, options);
  const run = programsOf(guardedSchema(parts));
  const foresee = foresight(parts, options.onFailure);
  const contexts = new WeakMap<Passport, Context<unknown>>();
  const wires = wiresOf(subgraph.name, options);
  const memory = openMemory(() => performance.now());
  const held = heldFacts(subgraph as Subgraph<unknown>, database, memory, options);
  const work = workOf(subgraph as Subgraph<unknown>, options);
  const inquire = inquireElsewhere(subgraph.name, options);

  const contextOf = (passport: Passport): Context<unknown> => {
    const known = contexts.get(passport);
    if (known !== undefined) return known;
    const made: RoomParts = {
      ...{ db: database.db, aside: database.quiet, read: database.read },
      memory,
      passport,
      now: options.now,
      today: civilDate(options.now()),
      ...wires,
      areFactsFresh: (held ?? NO_HELD_FACTS).isFresh,
      reached: reachedBy(reach, passport, options.now),
      inquire,
      issuer: subgraph.issues === true ? (options.issuer ?? null) : null,
      supergraphSdl: options.supergraphSdl,
    };
    const context = Object.assign(made, { loaders: subgraph.loaders(made) });
    contexts.set(passport, context);
    return context;
  };
  const reach =
    subgraph.mint === undefined ? reachElsewhere(options) : ownReach(parts, contextOf, options.now);

  return {
    name: subgraph.name,
    ...(held === undefined ? {} : { pulse: held.pulse }),
    ...(subgraph.mint === undefined ? {} : { reached: reach }),
    ...documentsOf(subgraph as Subgraph<unknown>, contextOf, options),
    ...toldOthers(subgraph as Subgraph<unknown>, database, options),
    ready: () => Promise.all([database.ready(), held?.ready()]).then(() => {}),
    close: () => closeInTurn([held, work, database]),
    renew: (keys) => void Object.assign(wires, renewed(subgraph.name, options, work, keys)),
    async execute({ document, variables, passport, signal }: RoomRequest): Promise<RoomResult> {
      const genuine = openPassport(passport, options.now());
      if (genuine === null) return refused();
      const context = contextOf(genuine);
      const { data, errors } = await whileWanted(takesStep(document) ? null : signal, () =>
        run(document, variables, context, foresee?.(context) ?? null),
      );
      if (errors.length === 0) return { data };
      return { data, errors: errorsOf(errors, subgraph.name, genuine, options) };
    },
  };
}

function errorsOf(
  errors: readonly GraphQLError[],
  room: string,
  { request }: Passport,
  { onFailure }: RoomOptions,
): RoomError[] {
  return roomErrors(errors, { room, request }, onFailure);
}

/** The same room with other keys: what it writes from now on is made with the first of them. */
function renewed(
  room: string,
  options: Replaceable,
  work: Work | null,
  { grantKeys, cursorKeys, factsKeys, signing }: RoomKeys,
) {
  const { kind } = options.factsKeys ?? NO_KEYS;
  Object.assign(options, { grantKeys, cursorKeys, factsKeys: { kind, keys: factsKeys } });
  if (signing !== null) work?.renew?.(signing);
  return wiresOf(room, options);
}

type Replaceable = { -readonly [Name in keyof RoomOptions]: RoomOptions[Name] };

/** How what a room gives away is written, and read again. */
function wiresOf(room: string, { grantKeys, cursorKeys, factsKeys = NO_KEYS }: RoomOptions) {
  return {
    grants: grantWire(grantKeys),
    cursors: cursorSeal(cursorKeys),
    tickets: ticketSeal(room, keysWith(room, factsKeys)),
    facts: factsWire(room, factsKeys),
  };
}

/** A step that was begun is taken to its end. */
function takesStep({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
  );
}

function heldFacts(
  { holdFacts }: Subgraph<unknown>,
  { quiet: db, listen }: DatabaseHandle,
  memory: Memory,
  options: RoomOptions,
): HeldFacts | undefined {
  return holdFacts?.({
    db,
    listen,
    memory,
    factsOf: factsOf(options),
    now: options.now,
    elapsed: () => performance.now(),
    leaseMs: options.leaseMs ?? LEASE_MILLISECONDS,
  });
}

function workOf({ name, works }: Subgraph<unknown>, options: RoomOptions): Work | null {
  const { databaseUrl, now, onNotice = () => {} } = options;
  const { signingKey = null, formerSigningKeys = [], messages = null, outgoing = null } = options;
  const inquire = inquireElsewhere(name, options);
  const parts = { databaseUrl, now, signingKey, formerSigningKeys, messages, outgoing, inquire, onNotice };
  return works?.(parts) ?? null;
}

async function closeInTurn(all: readonly ({ close(): Promise<void> } | null | undefined)[]): Promise<void> {
  for (const one of all) await one?.close();
}

/** Another room's facts, wherever it runs. */
function factsOf(options: RoomOptions): (room: string) => FactSource {
  return (room) => async (after) => {
    const { neighbour, factsKeys = NO_KEYS, now } = options;
    const found = neighbour?.(room) ?? null;
    if (found === null) throw new Error(`Where the room ${room} tells its facts is not known.`);
    const source =
      typeof found === 'string'
        ? remoteFacts({ room, url: found, keys: keysWith(room, factsKeys), now })
        : found;
    return source(after);
  };
}

/** The room's schema with its resolvers, its scalars wired, and the guard before every field. */
function guardedSchema(parts: GuardParts): GraphQLSchema {
  const { folder, resolvers } = parts.subgraph;
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl(folder)), resolvers }]);
  wireScalars(schema);
  return guard(schema, parts);
}

function guardParts(subgraph: Subgraph<unknown>, { supergraphSdl }: RoomOptions): GuardParts {
  return { table: classTable(readAccess(supergraphSdl, { unmarked: 'closed' })), subgraph };
}

/** The answer to a call without a genuine passport that has not expired: nothing (access §6). */
function refused(): RoomResult {
  return {
    data: null,
    errors: [{ message: 'This room answers the gateway alone.', extensions: { code: 'UNAUTHENTICATED' } }],
  };
}
