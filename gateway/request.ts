import type { QueryPlan } from '@apollo/query-planner';
import type { Decision } from '@seisi/schema/decision/decide';
import type { ExplainedField } from '@seisi/schema/decision/explained';
import type { Passport } from '@seisi/schema/passport';
import type { DraftEntry } from '@seisi/schema/receipt/receipt';
import type { Basis, Viewer } from '@seisi/schema/viewer';
import type { DocumentNode, FragmentDefinitionNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import type { Account, Throttle } from './budgets.ts';
import type { Reliance } from './reliance.ts';

/** Whether an answer that is about to leave may, and the sentence in its place. */
export type Standing = {
  /** By what is known at this instant. */
  readonly stands: () => boolean;
  /** The same, after what is known was made new, if it was too old. */
  readonly standsAnew: () => Promise<boolean>;
  readonly otherwise: string;
};

/** What the door knows of a request before GraphQL begins. Apollo carries it as its context value. */
export type Caller = {
  /** Made here; a client's own id is only logged. */
  readonly request: string;
  readonly viewer: Viewer | null;
  /** Milliseconds of the epoch. */
  readonly expires: number;
  /** Ends with the request's time, or when its client has gone (`client-gone.ts`). */
  readonly signal: AbortSignal;
  /** Where the answer leaves by a door: what the door must know of it. It is the same object for all who hold a caller, for Apollo copies its context value. */
  readonly outcome?: Outcome;
};

/** What the door must know of an answer that is on its way. */
export type Outcome = {
  /** Whether what it relies on still stands, and what is said where it does not. Null for one that relies on nothing, or before there is one. */
  standing: Standing | null;
  /** Whether steps are to be taken: then the request goes on though its client has gone. */
  isStep: boolean;
};

/** One request on its way through the pipeline; each step reads what earlier ones set and sets its own part. */
export type GraphRequest = {
  readonly caller: Caller;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced, under the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether the client asks to be told what was decided (`extensions: { decisions: true }`). */
  readonly asksDecisions: boolean;
  /** Whether the client asks to be told the cost (`extensions: { cost: true }`). */
  readonly asksCost: boolean;
  /** What was taken from the client's budget: one object for all turns of a request, so that it is taken once. */
  readonly charge: Charge;
  /** False where the facts of grounds changed again and again under the request: then it is answered as if they could not be had. */
  readonly trustsFacts: boolean;
  basis: Basis;
  /** The facts that the answer relies on; null where it relies on none that may end. */
  reliance: Reliance | null;
  /** False where the register of grounds did not answer: nobody then knows what is closed, or whom a list may name. */
  areGroundsKnown: boolean;
  passport: Passport | null;
  /** What may be asked of the operation. One object for all requests that are decided alike (access §9): what is compiled for it is kept by it. */
  decision: Decision | null;
  /** What was decided, field by field; null where nobody asked, or nothing was to be decided. */
  decisions: readonly ExplainedField[] | null;
  /** What the operation can cost as it was filtered; null before it was weighed. */
  cost: Cost | null;
  /** Null where nothing may be asked. */
  plan: QueryPlan | null;
  /** What the plan asks of the rooms at the most, for operators; null before it was bounded. */
  planned: Planned | null;
  /** What of it a receipt must be kept of before it is answered; null where nothing of it can tell of a subject, or no receipts are kept. */
  disclosure: Disclosure | null;
  /** The intent that was kept before a mutation ran; null for everything else. */
  intent: string | null;
  /** Of whom the answer tells what; null where it tells of nobody. */
  told: ToldSubjects | null;
  answer: Answer | null;
};

/** The cost of an operation: at the most, and by an answer's values alone. Each is 1 or more. */
export type Cost = { readonly requested: number; readonly actual: (data: unknown) => number };

/** How often rooms are asked, and of how many objects. */
export type Planned = { readonly calls: number; readonly rows: number };

/** What was taken from whose budget, and how it then stood; null where nothing was. */
export type Charge = {
  taken: { readonly account: Account; readonly points: number; readonly throttle: Throttle } | null;
};

/** What of an operation can tell of a subject, as it was filtered. */
export type Disclosure = {
  /** The keys of the answer below which it can. */
  readonly keys: ReadonlySet<string>;
  /** Whether one of them may not be null: without it there are no data at all. */
  readonly isNeeded: boolean;
  /** SHA-256 in base64url of the operation as it was filtered, printed without values. */
  readonly operation: string;
};

/** The subjects of an answer, as the entries of its receipt. */
export type ToldSubjects = { entries(basis: Basis['kind']): readonly DraftEntry[] };

export type Answer = {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
};
