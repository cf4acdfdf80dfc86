import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { namesOf } from './represent.ts';
import { isTree, mergeInto, own, type Tree } from './tree.ts';

/**
 * Changes one object in place: values set and keys renamed where aliases or interface objects need it. Plans do not ask an entity for its
 * type again, so `type` says it; without it a client's alias could pass for one that the planner made for another type.
 */
export type Rewrite = (object: unknown, type?: unknown) => void;

const CONDITION = '... on ';

/** Compiles a plan's rewrites, in their order; null for none. */
export function rewriter(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
): Rewrite | null {
  if (rewrites === undefined || rewrites.length === 0) return null;
  const all = rewrites.map((rewrite) => rewriteFrom(schema, rewrite, 0));
  return (object, type) => {
    for (const rewrite of all) rewrite(object, type);
  };
}

function rewriteFrom(schema: GraphQLSchema, rewrite: FetchDataRewrite, depth: number): Rewrite {
  const step = rewrite.path[depth];
  if (step === undefined) return () => {};
  if (step.startsWith(CONDITION)) {
    const names = namesOf(schema, step.slice(CONDITION.length));
    const next = rewriteFrom(schema, rewrite, depth + 1);
    return onObjects((object, type) => {
      const known = own(object, '__typename') ?? type;
      if (known === undefined || names.has(known)) next(object, known);
    });
  }
  if (depth === rewrite.path.length - 1)
    return onObjects((object) => rewriteLast(schema, rewrite, object, step));
  const next = rewriteFrom(schema, rewrite, depth + 1);
  return onObjects((object) => next(own(object, step)));
}

function onObjects(rewrite: (object: Tree, type: unknown) => void): Rewrite {
  const each: Rewrite = (value, type) => {
    if (Array.isArray(value)) for (const item of value) each(item, type);
    else if (isTree(value)) rewrite(value, type);
  };
  return each;
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
