import { createHash } from 'node:crypto';
import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, print } from 'graphql';
import QuickLRU from 'quick-lru';
import type { LoadedSupergraph } from './supergraph.ts';

const PLANS_KEPT = 1000;

/** Plans disguised operations. The key is the hash of the *printed filtered* operation (access §9): two viewers share a plan only where they may ask the same. */
export function makePlanner({ planner }: LoadedSupergraph): (document: DocumentNode) => QueryPlan {
  const plans = new QuickLRU<string, QueryPlan>({ maxSize: PLANS_KEPT });
  return (document) => {
    const key = createHash('sha256').update(print(document)).digest('base64url');
    const known = plans.get(key);
    if (known !== undefined) return known;
    const operation = operationFromDocument(planner.supergraph.apiSchema(), document);
    const plan = planner.buildQueryPlan(operation);
    plans.set(key, plan);
    return plan;
  };
}
