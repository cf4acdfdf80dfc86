import type { Room } from '@seisi/schema/room';
import { authorize } from './authz/authorize.ts';
import { basis } from './authz/basis.ts';
import type { Budgets } from './budgets.ts';
import { answer } from './execute/answer.ts';
import { introspection, type SchemaTelling } from './execute/introspect.ts';
import type { AwayRoom } from './execute/run.ts';
import { ALLOWANCES } from './limits/account.ts';
import { aliases } from './limits/aliases.ts';
import { budget } from './limits/budget.ts';
import { cost } from './limits/cost.ts';
import { directives } from './limits/directives.ts';
import { inputDepth } from './limits/input-depth.ts';
import type { Limits } from './limits/limits.ts';
import { operationSize } from './limits/operation-size.ts';
import { roomCalls } from './limits/room-calls.ts';
import { rootFields } from './limits/root-fields.ts';
import type { Observer } from './observer.ts';
import type { Phase } from './phase.ts';
import { planOperation } from './plan/plan-operation.ts';
import { makePlanner } from './plan/planner.ts';
import type { LoadedSupergraph } from './plan/supergraph.ts';
import { intent } from './receipt/intent.ts';
import type { Receipts } from './receipts.ts';
import { type RegisteredMode, registeredOperations } from './registered/registered.ts';
import type { Registry } from './registered/registry.ts';
import type { Lease } from './reliance.ts';
import { keptViews } from './views.ts';
import { rootsToSubjects, vouchingOf } from './vouching.ts';

/** What the pipeline is made of. */
export type Parts = {
  readonly supergraph: LoadedSupergraph;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly limits: Limits;
  /** Which schema introspection tells. */
  readonly schemaTelling: SchemaTelling;
  /** How much each client may ask; null where nobody counts. */
  readonly budgets: Budgets | null;
  readonly lease: Lease;
  readonly now: () => number;
  /** Where receipts are kept; null where none are made. */
  readonly receipts: Receipts | null;
  /** What clients of agreements registered, and whether they may ask more; null where they may ask anything. */
  readonly registered: RegisteredSettings | null;
  readonly onFailure: (failure: AwayRoom) => void;
  /** Told when a plan was made: how many are kept. */
  readonly onPlan?: Observer['planned'] | undefined;
};

/** Registered operations, and what is done about others. */
export type RegisteredSettings = {
  readonly registry: Registry;
  readonly mode: RegisteredMode;
  readonly tell: (line: string) => void;
};

/** Every step that an operation passes after it was read and validated, in this order. Each may refuse; none may skip another. */
export function pipeline({
  supergraph,
  rooms,
  limits,
  schemaTelling,
  budgets,
  lease,
  now,
  receipts,
  registered,
  onFailure,
  onPlan,
}: Parts): readonly Phase[] {
  const { access, table, prices, apiSchema, schema, owners, basisRoom } = supergraph;
  const vouching = vouchingOf(apiSchema, table);
  const aboutSubjects = rootsToSubjects(apiSchema, vouching);
  const views = keptViews(supergraph);
  const isKept = receipts !== null;
  const graph = { schema: apiSchema, vouching, findsAll: isKept };
  const rules = { access, table };
  const fetching = { schema, owners, rooms, asksGrants: isKept, onFailure };
  return [
    operationSize(limits), //                                        is it small enough to read?
    rootFields(limits.rootFields),
    aliases(limits.aliases),
    directives(limits.directives),
    inputDepth(limits.inputDepth),
    basis(basisRoom === null ? null : (rooms.get(basisRoom) ?? null), lease, now), // on what ground, for what purpose?
    introspection({ schema: apiSchema, views }, schemaTelling), //   does it ask for the schema alone? It is told by the ground.
    ...(registered === null
      ? []
      : [registeredOperations({ schema: apiSchema, rules }, registered.registry, registered)]), // has the client registered it?
    authorize(rules), //                                             what of it may they ask?
    cost({ schema: apiSchema, prices }, limits.cost), //             is the rest cheap enough to be answered?
    ...(budgets === null ? [] : [budget(budgets, ALLOWANCES)]), //   has the client asked too much of late?
    planOperation(graph, makePlanner(supergraph, onPlan)), //                in which fetches?
    roomCalls({ schema, prices }, limits), //                         in few enough, for few enough objects?
    ...(isKept ? [intent({ apiSchema, aboutSubjects }, receipts, now)] : []), // what of it needs a receipt? A step that is to be taken has one already.
    answer({ ...fetching, apiSchema, vouching, aboutSubjects, rules }), // fetch, join, shape
  ];
}

/** The steps without which the gateway must not start: relaxed links silence Apollo's own alarm, so these are ours (house §16). */
const REQUIRED = ['basis', 'authorize', 'plan', 'answer'];

/** @throws Error where an access step is missing or stands after the plan */
export function assertComplete(phases: readonly Phase[]): void {
  const order = phases.map(({ name }) => name).filter((name) => REQUIRED.includes(name));
  if (order.join() !== REQUIRED.join())
    throw new Error(
      `The pipeline must pass ${REQUIRED.join(', ')} in this order; it passes ${order.join(', ') || 'none of them'}.`,
    );
}
