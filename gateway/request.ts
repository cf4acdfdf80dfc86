import type { QueryPlan } from '@apollo/query-planner';
import type { Passport } from '@seisi/schema/passport';
import type { Basis, Viewer } from '@seisi/schema/viewer';
import type { DocumentNode, FragmentDefinitionNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import type { ClosedPlace, Denial } from './denial.ts';

/** What the door knows of a request before GraphQL begins. Apollo carries it as its context value. */
export type Caller = {
  /** Made here; a client's own id is only logged. */
  readonly request: string;
  readonly viewer: Viewer | null;
  /** Milliseconds of the epoch. */
  readonly expires: number;
  readonly signal: AbortSignal;
};

/** One request on its way through the pipeline; each step reads what earlier ones set and sets its own part. */
export type GraphRequest = {
  readonly caller: Caller;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced, under the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  basis: Basis;
  /** False where the register of grounds did not answer: nobody then knows what is closed, or whom a list may name. */
  areGroundsKnown: boolean;
  passport: Passport | null;
  denials: readonly Denial[];
  /** The same by the types of the objects above. */
  closed: ClosedPlace;
  /** What may be asked, in the client's names; null where nothing may. */
  filtered: DocumentNode | null;
  plan: QueryPlan | null;
  answer: Answer | null;
};

export type Answer = {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
};
