import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { Room, RoomResult } from '@seisi/schema/room';
import type { Observer, PoolState, SinkGroup, Waiting } from '../observer.ts';
import type { Phase } from '../phase.ts';
import type { Receipts } from '../receipts.ts';
import type { Caller, Planned } from '../request.ts';
import { kindOf } from './kind-of.ts';
import type { Part, Reporter } from './seen.ts';
import { timed } from './timed.ts';
import type { RequestTrace, Traces } from './traces.ts';
import { codeOf, RequestWatch } from './watch.ts';

/** Where what is seen goes. */
export type Sinks = {
  readonly reporters: readonly Reporter[];
  /** Null where nothing is traced. */
  readonly traces: Traces | null;
  readonly gauges: Pick<Observer, 'planned' | 'group' | 'pool' | 'receiptsWaiting' | 'errandsWaiting'> & {
    readonly durable: (milliseconds: number, isKept: boolean) => void;
  };
};

/** Watches requests and reports each when it has ended. A request is known by the id that the door made, in every step and in the passport that rooms are given. */
export function observerOf({ reporters, traces, gauges }: Sinks): Observer {
  const watches = new Map<string, RequestWatch>();
  const spans = new WeakMap<RequestWatch, RequestTrace>();
  let plansMade = 0;
  return {
    begin: (message: IncomingMessage, response: ServerResponse) => {
      const watch = new RequestWatch(response, {
        known: (request, known) => watches.set(request, known),
        ended: (seen, ended) => {
          if (seen.request !== null) watches.delete(seen.request);
          for (const report of reporters) report(seen);
          spans.get(ended)?.end(seen);
        },
      });
      if (traces !== null) spans.set(watch, traces.begin(message.headers['traceparent']));
      return watch;
    },
    phases: (phases) => phases.map((phase) => watchedPhase(phase, watches, () => plansMade)),
    room: (room) => watchedRoom(room, watches, traces),
    receipts: (receipts) => timedReceipts(receipts, gauges.durable),
    planned: (kept: number) => {
      plansMade += 1;
      gauges.planned(kept);
    },
    group: (group: SinkGroup) => gauges.group(group),
    pool: (state: () => PoolState) => gauges.pool(state),
    receiptsWaiting: (state: () => Promise<Waiting>) => gauges.receiptsWaiting(state),
    errandsWaiting: (room: string, state: () => Promise<Waiting>) => gauges.errandsWaiting(room, state),
    plugin: errorsPlugin(watches),
    statement: traces === null ? null : traces.statement,
    roomFailed: (request, room, cause) => watches.get(request)?.roomFailed(room, cause),
    traceparent: (request) => {
      const watch = watches.get(request);
      return watch === undefined ? null : (spans.get(watch)?.traceparent ?? null);
    },
  };
}

type Watches = ReadonlyMap<string, RequestWatch>;

function watchedPhase({ name, run }: Phase, watches: Watches, plansMade: () => number): Phase {
  return {
    name,
    run: (request) => {
      const watch = watches.get(request.caller.request);
      if (watch === undefined) return run(request);
      watch.asked = request;
      watch.step = name;
      const before = plansMade();
      return timed(
        () => run(request),
        (from, to) => {
          watch.phases.push({ name, from, to });
          if (name === 'room-calls') watch.planned = together(watch.planned, request.planned);
          if (name === 'plan' && request.plan !== null) watch.isPlanKept = plansMade() === before;
        },
      );
    },
  };
}

function watchedRoom(room: Room, watches: Watches, traces: Traces | null): Room {
  const { name } = room;
  return {
    ...room,
    execute: async (request) => {
      const watch = watches.get(request.passport.request);
      if (watch === undefined) return room.execute(request);
      const ask = () => room.execute(request);
      const from = performance.now();
      const statements: Part[] = [];
      const isPlanned = watch.step === 'answer';
      const tell = (failure: string | null, rows: number) =>
        watch.rooms.push({ name, from, to: performance.now(), failure, isPlanned, rows, statements });
      try {
        const result = await (traces === null ? ask() : traces.within(statements, ask));
        tell(failureOf(result), objectsBelow(result.data));
        return result;
      } catch (error) {
        tell(kindOf(error), 0);
        throw error;
      }
    },
  };
}

function together(one: Planned, other: Planned | null): Planned {
  return { calls: one.calls + (other?.calls ?? 0), rows: one.rows + (other?.rows ?? 0) };
}

/** How many objects stand in an answer, itself not counted. Grants and facts are objects of their own kinds, and leaves. */
function objectsBelow(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + objectsAt(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, item: unknown) => sum + objectsAt(item), 0);
}

function objectsAt(value: unknown): number {
  if (Array.isArray(value)) return objectsBelow(value);
  if (typeof value !== 'object' || value === null) return 0;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype ? 1 + objectsBelow(value) : 0;
}

/** The first error of a room's answer that is a failure, and no refusal. */
function failureOf({ errors = [] }: RoomResult): string | null {
  const codes = errors.map(({ extensions }) => codeOf(extensions?.['code']));
  return codes.find((code) => code === 'SOURCE_UNAVAILABLE' || code === 'INTERNAL_SERVER_ERROR') ?? null;
}

function timedReceipts(
  receipts: Receipts,
  durable: (milliseconds: number, isKept: boolean) => void,
): Receipts {
  return {
    keep: async (draft) => {
      const from = performance.now();
      try {
        const kept = await receipts.keep(draft);
        durable(performance.now() - from, true);
        return kept;
      } catch (error) {
        durable(performance.now() - from, false);
        throw error;
      }
    },
    close: () => receipts.close(),
  };
}

function errorsPlugin(watches: Watches): ApolloServerPlugin<Caller> {
  const listener = {
    didEncounterErrors: async ({ contextValue, errors }: ErrorsSeen) =>
      watches.get(contextValue.request)?.failed(errors),
    willSendResponse: async ({ contextValue, response: { body } }: AnswerSeen) => {
      if (body.kind !== 'single') return;
      const { errors = [], data } = body.singleResult;
      watches.get(contextValue.request)?.answered(errors, data != null);
    },
  };
  return { requestDidStart: async () => listener };
}

type ErrorsSeen = Parameters<NonNullable<GraphQLRequestListener<Caller>['didEncounterErrors']>>[0];
type AnswerSeen = Parameters<NonNullable<GraphQLRequestListener<Caller>['willSendResponse']>>[0];
