import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { Passport } from '@seisi/schema/passport';
import type { Room } from '@seisi/schema/room';
import type { GraphQLSchema } from 'graphql';
import { clientVariable } from '../names.ts';
import { fetchStep } from './fetch.ts';
import { emptyTree, objectsAt, pathOf, type Tree } from './tree.ts';

/** A room that did not answer, and in which request. */
export type AwayRoom = { readonly room: string; readonly request: string; readonly error: unknown };

/** What plans are compiled with. */
export type FetchParts = {
  /** The whole graph, hidden elements included: what plans are written in. */
  readonly schema: GraphQLSchema;
  readonly rooms: ReadonlyMap<string, Room>;
  /** Which room owns which subject type: only its word makes a subject absent. */
  readonly owners: ReadonlyMap<string, string>;
  /** Whether receipts are made: then every subject comes with its grant. */
  readonly asksGrants?: boolean;
  /** Told when a room did not answer; the answer says that the value is unknown. */
  readonly onFailure: (failure: AwayRoom) => void;
};

/** What one run of a plan has of its request. */
export type Run = {
  /** Coerced, under the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly passport: Passport;
  readonly signal: AbortSignal;
};

/** One step of a plan for all objects that it is for; a promise where it asked a room. It never rejects for what a room does. */
export type Step = (run: Run, targets: readonly Tree[]) => Promise<void> | undefined;

/** A compiled plan: it asks the rooms and gives the merged tree. A fetch that fails leaves its keys missing. */
export type Fetches = (run: Run) => Promise<Tree>;

/** Compiles a plan once; everything that does not depend on the request is settled here. */
export function compilePlan({ node }: QueryPlan, parts: FetchParts): Fetches {
  if (node?.kind === 'Subscription') throw new Error('Subscriptions are not served.');
  const step = node === undefined ? NOTHING : stepOf(node, parts);
  return async (run) => {
    const root = emptyTree();
    await step(run, [root]);
    return root;
  };
}

const NOTHING: Step = () => undefined;

function stepOf(node: PlanNode, parts: FetchParts): Step {
  switch (node.kind) {
    case 'Sequence':
      return inOrder(node.nodes.map((next) => stepOf(next, parts)));
    case 'Parallel':
      return atOnce(node.nodes.map((next) => stepOf(next, parts)));
    case 'Flatten': {
      const path = pathOf(node.path);
      const step = stepOf(node.node, parts);
      return (run, targets) => step(run, objectsAt(targets, path));
    }
    case 'Fetch':
      return fetchStep(node, parts);
    case 'Condition': {
      const name = clientVariable(node.condition);
      const [met, unmet] = [node.ifClause, node.elseClause].map((next) =>
        next === undefined ? NOTHING : stepOf(next, parts),
      );
      return (run, targets) => (run.variables[name] === true ? met : unmet)?.(run, targets);
    }
    case 'Defer':
      throw new Error('Deferred parts are not served.');
    default:
      return node satisfies never;
  }
}

function inOrder(steps: readonly Step[]): Step {
  return async (run, targets) => {
    for (const step of steps) await step(run, targets);
  };
}

/** All steps are begun in one turn of the process, so that a room can read for all of its fetches at once. */
function atOnce(steps: readonly Step[]): Step {
  return (run, targets) => {
    const begun: Promise<void>[] = [];
    for (const step of steps) {
      const done = step(run, targets);
      if (done !== undefined) begun.push(done);
    }
    return begun.length === 0 ? undefined : Promise.all(begun).then(NOWHERE);
  };
}

const NOWHERE = (): void => {};
