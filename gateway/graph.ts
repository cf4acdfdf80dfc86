import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { MOST_TOKENS } from '@seisi/schema/decision/operation-size';
import type { Room } from '@seisi/schema/room';
import type { Budgets } from './budgets.ts';
import { maskError } from './errors/mask.ts';
import type { SchemaTelling } from './execute/introspect.ts';
import type { AwayRoom } from './execute/run.ts';
import { openLease } from './lease/lease.ts';
import { LIMITS, type Limits } from './limits/limits.ts';
import type { Observer } from './observer.ts';
import { pipeline, type RegisteredSettings } from './pipeline.ts';
import { loadSupergraph } from './plan/supergraph.ts';
import type { Receipts } from './receipts.ts';
import { type Lease, NO_LEASE } from './reliance.ts';
import type { Caller } from './request.ts';
import { SeisiGateway } from './seisi-gateway.ts';

/** What a graph is served from. */
export type GraphSettings = {
  readonly supergraphSdl: string;
  readonly unmarked: 'open' | 'closed';
  /** Of no registry: see `GraphRules`. */
  readonly foreign?: boolean;
  readonly rooms: readonly Room[];
  readonly limits?: Partial<Limits>;
  /** Which schema introspection tells; by the rights of whoever asks unless it is said. */
  readonly schemaTelling?: SchemaTelling;
  /** How much each client may ask; without it nobody counts. Whoever opened it closes it. */
  readonly budgets?: Budgets;
  readonly now?: () => number;
  /** See `openLease`. */
  readonly leaseMs?: number;
  /** What is known of the facts of grounds, closed with the graph; it listens for itself unless it is given. */
  readonly lease?: Lease;
  /** Where receipts are kept before an answer leaves; without it none are made. Whoever opened it closes it. */
  readonly receipts?: Receipts;
  /** What clients of agreements registered; without it they may ask whatever their agreement opens. */
  readonly registered?: RegisteredSettings;
  /** Told when a room did not answer. */
  readonly onFailure?: (failure: AwayRoom) => void;
  /** What an operator sees of it; without it no step is timed. */
  readonly observer?: Observer;
};

const QUIET = () => {};
const NO_PLUGINS = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/** The graph behind Apollo Server, started: parse and validate are Apollo's, everything after is the pipeline's. */
export async function openGraph(settings: GraphSettings): Promise<ApolloServer<Caller>> {
  const supergraph = loadSupergraph(settings.supergraphSdl, {
    unmarked: settings.unmarked,
    foreign: settings.foreign === true,
  });
  const now = settings.now ?? Date.now;
  const { observer } = settings;
  const receipts = receiptsOf(settings);
  const rooms = new Map(settings.rooms.map((room) => [room.name, observer?.room(room) ?? room]));
  const basisRoom = supergraph.basisRoom === null ? undefined : rooms.get(supergraph.basisRoom);
  const lease = settings.lease ?? leaseOf(basisRoom, settings);
  const limits = { ...LIMITS, ...settings.limits };
  const budgets = settings.budgets ?? null;
  const phases = pipeline({
    supergraph,
    rooms,
    lease,
    now,
    receipts,
    registered: settings.registered ?? null,
    limits,
    schemaTelling: settings.schemaTelling ?? 'BY_RIGHTS',
    budgets,
    onFailure: settings.onFailure ?? QUIET,
    onPlan: observer?.planned,
  });
  const server = new ApolloServer<Caller>({
    gateway: new SeisiGateway(supergraph, observer?.phases(phases) ?? phases, {
      lease,
      receipts,
      budgets,
      inputDepth: limits.inputDepth,
      now,
    }),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    formatError: maskError,
    status400ForVariableCoercionErrors: true,
    logger: { debug: QUIET, info: QUIET, warn: QUIET, error: QUIET },
    plugins: [...NO_PLUGINS, ...(observer === undefined ? [] : [observer.plugin])],
  });
  await server.start();
  return server;
}

/** Listens to the room of grounds; a graph without one relies on no fact that may end. */
export function leaseOf(
  room: Room | undefined,
  { now = Date.now, leaseMs }: Pick<GraphSettings, 'now' | 'leaseMs'>,
): Lease {
  return room === undefined
    ? NO_LEASE
    : openLease({ room, now, ...(leaseMs === undefined ? {} : { leaseMs }) });
}

function receiptsOf({ receipts, observer }: GraphSettings): Receipts | null {
  if (receipts === undefined) return null;
  return observer?.receipts(receipts) ?? receipts;
}
