import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { RegistryError } from '@seisi/schema/errors';
import type { Phase } from '../phase.ts';

/**
 * Does its plan ask the rooms too often?
 * @throws OPERATION_TOO_LARGE before any room is asked
 */
export function roomCalls(limit: number): Phase {
  const passed = new WeakSet<QueryPlan>();
  return {
    name: 'room-calls',
    run: ({ plan }) => {
      if (plan === null || passed.has(plan)) return;
      const calls = mostCalls(plan);
      if (calls > limit)
        throw new RegistryError(
          'OPERATION_TOO_LARGE',
          'The operation has to be put together from too many parts. Ask for fewer things at once, or split it.',
        );
      passed.add(plan);
    },
  };
}

/** How often a plan can ask a room at the most: each of its fetches asks once, for all objects together, and not at all where there are none. */
function mostCalls({ node }: QueryPlan): number {
  return node === undefined || node.kind === 'Subscription' ? 0 : callsOf(node);
}

function callsOf(node: PlanNode): number {
  switch (node.kind) {
    case 'Fetch':
      return 1;
    case 'Flatten':
      return callsOf(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.reduce((sum, next) => sum + callsOf(next), 0);
    case 'Condition': {
      const sides = [node.ifClause, node.elseClause].filter((side) => side !== undefined);
      return Math.max(0, ...sides.map(callsOf));
    }
    case 'Defer':
      throw new Error('Deferred parts are not served.');
    default:
      return node satisfies never;
  }
}
