import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { Phase } from '../phase.ts';
import { disguise, type Graph } from './disguise.ts';

/** Disguises what may be asked and plans it. Nothing closed, no client alias and no client variable reaches the planner. */
export function planOperation(graph: Graph, plan: (document: DocumentNode) => QueryPlan): Phase {
  return {
    name: 'plan',
    run: (request) => {
      request.plan =
        request.filtered === null ? null : plan(disguise(request.filtered, request.variables, graph));
    },
  };
}
