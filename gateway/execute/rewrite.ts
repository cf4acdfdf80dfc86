import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { fits } from './represent.ts';
import { isTree, mergeInto, own, type Tree } from './tree.ts';

const CONDITION = '... on ';

/**
 * Applies the plan's rewrites to one object in place: values set and keys renamed where aliases or interface objects need it. Plans do not
 * ask an entity for its type again, so `type` says it; without it a client's alias could pass for one that the planner made for another type.
 */
export function applyRewrites(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
  object: unknown,
  type?: unknown,
): void {
  for (const rewrite of rewrites ?? []) rewriteAt(schema, rewrite, object, 0, type);
}

function rewriteAt(
  schema: GraphQLSchema,
  rewrite: FetchDataRewrite,
  value: unknown,
  depth: number,
  type?: unknown,
): void {
  if (Array.isArray(value)) {
    for (const item of value) rewriteAt(schema, rewrite, item, depth, type);
    return;
  }
  const step = rewrite.path[depth];
  if (!isTree(value) || step === undefined) return;
  if (step.startsWith(CONDITION)) {
    const known = own(value, '__typename') ?? type;
    const isMeant = known === undefined || fits(schema, { __typename: known }, step.slice(CONDITION.length));
    if (isMeant) rewriteAt(schema, rewrite, value, depth + 1, known);
  } else if (depth < rewrite.path.length - 1) rewriteAt(schema, rewrite, own(value, step), depth + 1);
  else rewriteLast(schema, rewrite, value, step);
}

function rewriteLast(schema: GraphQLSchema, rewrite: FetchDataRewrite, object: Tree, key: string): void {
  if (rewrite.kind === 'ValueSetter') {
    object[key] = rewrite.setValueTo;
    return;
  }
  if (!Object.hasOwn(object, key)) return;
  const value = object[key];
  delete object[key];
  // The key may be there already, asked for other parts of the same object: neither takes the other's place.
  mergeInto(schema, object, { [rewrite.renameKeyTo]: value });
}
