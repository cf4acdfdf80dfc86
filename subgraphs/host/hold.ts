import type { Grant } from '@seisi/schema/grant';
import { type GraphQLOutputType, getNamedType, isAbstractType, isLeafType } from 'graphql';
import type { Context, Reference } from './context.ts';
import type { GuardParts } from './guard.ts';
import { Held } from './held.ts';

type Hold = (result: unknown, grant: Grant | null, context: Context<unknown>) => unknown;

/**
 * Puts the right grant beside every object that a resolver returns: a record keeps its subject's, a subject gets its own from the mint
 * (or none, in a room that cannot mint), and so does a file: that of the subject it is about. Out of reach is null, and dropped from a list.
 */
export function holdResults(type: GraphQLOutputType, { table, subgraph }: GuardParts): Hold {
  const named = getNamedType(type);
  if (isLeafType(named)) return (result) => result;
  if (isAbstractType(named))
    named.resolveType = (value) => (value instanceof Held ? typeNameOf(value.value) : undefined);
  const nameOf = (value: object) => (isAbstractType(named) ? typeNameOf(value) : named.name);

  const holdOne = (
    value: object,
    grant: Grant | null,
    context: Context<unknown>,
  ): Held | null | Promise<Held | null> => {
    const name = nameOf(value) ?? '';
    if (!table.subjects.has(name) && !table.files.has(name)) return new Held(value, grant);
    if (subgraph.mint === undefined) return new Held(value, null);
    const minted = subgraph.mint(name, value as Reference, context);
    if (minted instanceof Promise) return minted.then((settled) => heldBy(value, settled));
    return heldBy(value, minted);
  };

  const holdSettled = (result: unknown, grant: Grant | null, context: Context<unknown>): unknown => {
    if (result == null) return null;
    if (!Array.isArray(result)) return holdOne(result as object, grant, context);
    const held = result.map((value) => (value == null ? null : holdOne(value as object, grant, context)));
    if (subgraph.mint === undefined) return held;
    if (!held.some((value) => value instanceof Promise)) return held.filter((value) => value !== null);
    return Promise.all(held).then((values) => values.filter((value) => value !== null));
  };

  return (result, grant, context) =>
    isThenable(result)
      ? Promise.resolve(result).then((settled) => holdSettled(settled, grant, context))
      : holdSettled(result, grant, context);
}

function heldBy(value: object, grant: Grant | null): Held | null {
  return grant === null ? null : new Held(value, grant);
}

/** A statement of Drizzle is awaitable without being a Promise. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function';
}

/** What a row of a union says it is; GraphQL refuses it where it says nothing, or no member of the union. */
function typeNameOf(value: object): string | undefined {
  return (value as { readonly __typename?: string }).__typename;
}
