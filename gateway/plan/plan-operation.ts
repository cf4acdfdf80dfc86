import type { QueryPlan } from '@apollo/query-planner';
import type { Decision } from '@seisi/schema/decision/decide';
import type { DocumentNode } from 'graphql';
import QuickLRU from 'quick-lru';
import type { Phase } from '../phase.ts';
import { disguise, type Graph } from './disguise.ts';

const DECISIONS_KEPT = 1000;

/**
 * Disguises what may be asked and plans it. Nothing closed, no client alias and no client variable reaches the planner.
 * The plan is found again by the decision, which is kept by all that it depends on: document, operation, rights and conditions (access §9).
 */
export function planOperation(graph: Graph, plan: (document: DocumentNode) => QueryPlan): Phase {
  const plans = new QuickLRU<Decision, QueryPlan>({ maxSize: DECISIONS_KEPT });
  return {
    name: 'plan',
    run: (request) => {
      const { decision, variables } = request;
      if (decision === null || decision.filtered === null) return;
      const found = plans.get(decision) ?? plan(disguise(decision.filtered, variables, graph));
      plans.set(decision, found);
      request.plan = found;
    },
  };
}
