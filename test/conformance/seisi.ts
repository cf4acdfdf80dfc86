import { openGraph } from '@seisi/gateway/graph';
import { classSetOf } from '@seisi/schema/classes';
import type { Room } from '@seisi/schema/room';
import type { Basis, Viewer } from '@seisi/schema/viewer';
import type { GatewayAdapter, GatewayAnswer, GatewayRequest, RunningGateway } from './adapter.ts';
import type { SubgraphRoom } from './rooms.ts';
import type { CaseRights } from './rule.ts';
import { Limits } from './seisi-limits.ts';

/** The operations of the fuzzer are larger than any client's may be. */
const UNLIMITED = {
  depth: 100,
  selections: 1_000_000,
  aliases: 1_000_000,
  rootFields: 1_000_000,
  directives: 1_000_000,
  inputDepth: 100,
  cost: Number.POSITIVE_INFINITY,
  rows: Number.POSITIVE_INFINITY,
  roomCalls: 1_000_000,
};

/** Our own gateway, with the subgraphs as rooms in its process. Policies reach it as the classes of an agreement, scopes by the token. */
export const seisi: GatewayAdapter = {
  name: 'seisi',
  start: async (supergraphSdl, rooms) => {
    const grounds = new Grounds();
    const server = await openGraph({
      supergraphSdl,
      unmarked: 'open',
      rooms: rooms.map((room) => roomOf(room, grounds)),
      limits: UNLIMITED,
    });
    return new Running(server, grounds, new Limits(supergraphSdl));
  },
};

/** Of each viewer, the ground that the room of facts would tell. */
class Grounds {
  readonly #byViewer = new Map<string, Basis>();

  /** A viewer with these rights; null for nobody. */
  viewerOf({ authenticated, scopes, policies }: CaseRights): Viewer | null {
    if (!authenticated) return null;
    const id = JSON.stringify(policies);
    this.#byViewer.set(id, agreement(policies));
    return { ...CLIENT, id, scopes };
  }

  of(viewer: Viewer | null): Basis {
    return this.#byViewer.get(viewer?.id ?? '') ?? { kind: 'NONE' };
  }
}

const CLIENT = {
  kind: 'AGENCY_CLIENT',
  agency: 'agency',
  person: null,
  assurance: null,
  agreement: null,
  purpose: null,
  posting: null,
} as const;

function agreement(policies: readonly string[]): Basis {
  return {
    kind: 'AGREEMENT',
    id: 'agreement',
    agency: 'agency',
    purpose: 'SERVICE_DELIVERY',
    legalBasis: 'AGREEMENT',
    areas: ['MY'],
    population: 'ALL',
    classes: classSetOf(policies),
  };
}

/** A subgraph as a room; the hidden question for the facts of a basis is answered here and never reaches it. */
function roomOf(room: SubgraphRoom, grounds: Grounds): Room {
  return {
    name: room.name,
    execute: async ({ document, text, variables, passport }) =>
      text === '{ basisFacts }'
        ? { data: { basisFacts: grounds.of(passport.viewer) } }
        : room.execute({ document, text, variables }),
    ready: async () => {},
    pulse: async () => ({ version: 0, holders: [], age: 0 }),
    close: async () => {},
  };
}

class Running implements RunningGateway {
  readonly #server: Awaited<ReturnType<typeof openGraph>>;
  readonly #grounds: Grounds;
  readonly #limits: Limits;

  constructor(server: Awaited<ReturnType<typeof openGraph>>, grounds: Grounds, limits: Limits) {
    this.#limits = limits;
    this.#server = server;
    this.#grounds = grounds;
  }

  async execute({ rights, query, operationName, variables }: GatewayRequest): Promise<GatewayAnswer> {
    const viewer = this.#grounds.viewerOf(rights);
    const contextValue = {
      request: 'conformance',
      viewer,
      expires: Date.now() + 60_000,
      signal: new AbortController().signal,
    };
    const { body } = await this.#server.executeOperation(
      { query, operationName, variables: { ...variables } },
      { contextValue },
    );
    if (body.kind !== 'single') throw new Error('The answer came in parts.');
    const { data, errors } = body.singleResult;
    return { data: data ?? null, errors: errors ?? [] };
  }

  /** The stock planner throws on some valid operations, before anything is fetched; and some it plans wrongly. */
  excuse(request: GatewayRequest, { data, errors }: GatewayAnswer, faults: readonly string[]): string | null {
    const code = errors.length === 1 ? errors[0]?.extensions?.['code'] : null;
    const isUnplanned = code === 'INTERNAL_SERVER_ERROR' || code === 'OPERATION_TOO_LARGE';
    if (isUnplanned && data === null) return this.#limits.planning(request);
    return faults.every((fault) => fault.startsWith('data:')) ? this.#limits.merging(request) : null;
  }

  close(): Promise<void> {
    return this.#server.stop();
  }
}
