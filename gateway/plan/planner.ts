import { createHash } from 'node:crypto';
import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { RegistryError } from '@seisi/schema/errors';
import { type DocumentNode, print } from 'graphql';
import QuickLRU from 'quick-lru';
import type { LoadedSupergraph } from './supergraph.ts';

const PLANS_KEPT = 1000;

/** Plans disguised operations; `onPlan` is told of each that had to be made: how many are kept. The key is the hash of the *printed filtered* operation (access §9): two viewers share a plan only where they may ask the same. */
export function makePlanner(
  { planner }: LoadedSupergraph,
  onPlan?: (kept: number) => void,
): (document: DocumentNode) => QueryPlan {
  const plans = new QuickLRU<string, QueryPlan>({ maxSize: PLANS_KEPT });
  return (document) => {
    const key = createHash('sha256').update(print(document)).digest('base64url');
    const known = plans.get(key);
    if (known !== undefined) return known;
    const operation = operationFromDocument(planner.supergraph.apiSchema(), document);
    const plan = planned(() => planner.buildQueryPlan(operation));
    plans.set(key, plan);
    onPlan?.(plans.size);
    return plan;
  };
}

/** What the planner says where an operation has more ways to be fetched than it may weigh (`pathsLimit`, and a limit of its own). */
const TOO_MANY_WAYS = /^(Too many options generated|Number of non-local selections exceeds)/;

function planned(build: () => QueryPlan): QueryPlan {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof Error && TOO_MANY_WAYS.test(error.message))) throw error;
    throw new RegistryError(
      'OPERATION_TOO_LARGE',
      'The operation can be fetched in too many ways to choose from. Ask for fewer levels at once.',
    );
  }
}
