import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { Passport } from '@seisi/schema/passport';
import type { Room } from '@seisi/schema/room';
import type { GraphQLSchema } from 'graphql';
import { runFetch } from './fetch.ts';
import { emptyTree, objectsAt, type Tree } from './tree.ts';

/** One run of one plan: everything that it may touch. */
export type Run = {
  /** The whole graph, hidden elements included: what plans are written in. */
  readonly schema: GraphQLSchema;
  readonly rooms: ReadonlyMap<string, Room>;
  /** Which room owns which subject type: only its word makes a subject absent. */
  readonly owners: ReadonlyMap<string, string>;
  /** Under the planner's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly passport: Passport;
  readonly signal: AbortSignal;
  /** Told when a room did not answer; the answer says that the value is unknown. */
  readonly onFailure: (room: string, error: unknown) => void;
};

/** Runs a plan and gives the merged tree. A fetch that fails leaves its keys missing. */
export async function runPlan(plan: QueryPlan, run: Run): Promise<Tree> {
  const root = emptyTree();
  const node = plan.node;
  if (node === undefined) return root;
  if (node.kind === 'Subscription') throw new Error('Subscriptions are not served.');
  await runNode(run, node, [root]);
  return root;
}

async function runNode(run: Run, node: PlanNode, targets: readonly Tree[]): Promise<void> {
  switch (node.kind) {
    case 'Sequence':
      for (const next of node.nodes) await runNode(run, next, targets);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((next) => runNode(run, next, targets)));
      return;
    case 'Flatten':
      return runNode(run, node.node, objectsAt(targets, node.path));
    case 'Fetch':
      return runFetch(run, node, targets);
    case 'Condition': {
      const branch = run.variables[node.condition] === true ? node.ifClause : node.elseClause;
      return branch === undefined ? undefined : runNode(run, branch, targets);
    }
    case 'Defer':
      throw new Error('Deferred parts are not served.');
    default:
      return node satisfies never;
  }
}
