import type { SubgraphRoom } from './rooms.ts';
import type { CaseRights } from './rule.ts';

/** What a gateway under test is asked: one operation, by somebody who holds exactly these rights. */
export type GatewayRequest = {
  readonly query: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly rights: CaseRights;
};

/** An error as it left the gateway. */
export type GatewayError = {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
};

/** What the gateway answered. */
export type GatewayAnswer = {
  readonly data: unknown;
  readonly errors: readonly GatewayError[];
};

/** A gateway that serves one supergraph. */
export type RunningGateway = {
  execute(request: GatewayRequest): Promise<GatewayAnswer>;
  /** Where faults come of a known limit that is not of access (a planner that throws): its name, by which it is counted; else null. */
  excuse?(request: GatewayRequest, answer: GatewayAnswer, faults: readonly string[]): string | null;
  close(): Promise<void>;
};

/**
 * All that a gateway needs to be tested. It must serve fields that bear no rule to everybody, reach its subgraphs by `rooms` alone, and take
 * the rights of each request as they are given; how it does so (tokens, a coprocessor, a test hook) is the adapter's affair.
 */
export type GatewayAdapter = {
  readonly name: string;
  start(supergraphSdl: string, rooms: readonly SubgraphRoom[]): Promise<RunningGateway>;
};
