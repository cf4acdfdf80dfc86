import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { RegistryError } from '@seisi/schema/errors';
import type { Phase } from '../phase.ts';
import type { Limits } from './limits.ts';
import { type RowBound, rowBound } from './rows.ts';
import type { PricedGraph } from './weigh.ts';

/** What a plan asks of the rooms at the most. */
type Bounds = { readonly calls: number; readonly rows: RowBound };

/**
 * Does its plan ask the rooms too often, or for too many objects?
 * @throws OPERATION_TOO_LARGE before any room is asked
 */
export function roomCalls(graph: PricedGraph, limits: Pick<Limits, 'roomCalls' | 'rows'>): Phase {
  const known = new WeakMap<QueryPlan, Bounds>();
  return {
    name: 'room-calls',
    run: (request) => {
      const { plan, variables } = request;
      if (plan === null) return;
      const bounds = known.get(plan) ?? { calls: mostCalls(plan), rows: rowBound(graph, plan) };
      known.set(plan, bounds);
      const planned = { calls: bounds.calls, rows: bounds.rows(variables) };
      request.planned = planned;
      if (planned.calls > limits.roomCalls)
        throw new RegistryError(
          'OPERATION_TOO_LARGE',
          'The operation has to be put together from too many parts. Ask for fewer things at once, or split it.',
        );
      if (planned.rows > limits.rows)
        throw new RegistryError(
          'OPERATION_TOO_LARGE',
          'The operation can ask for too many records. Ask for shorter pages, or split it.',
        );
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
