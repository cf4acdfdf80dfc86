import { type Grant, openGrant } from '@seisi/schema/grant';
import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import type { Context, Reference } from './context.ts';
import type { GuardParts } from './guard.ts';
import { Held } from './held.ts';
import { isUuid } from './scalars.ts';

type Representation = Readonly<Record<string, unknown>>;
type ResolveReference = (representation: Representation, context: Context<unknown>) => unknown;

/** Guards the way in by `_entities`: what comes out holds only a grant that fits the key it came with. */
export function guardReferences(schema: GraphQLSchema, parts: GuardParts): void {
  for (const name of parts.table.subjects) setReference(schema, name, subjectReference(name, parts));
  for (const name of parts.table.files) setReference(schema, name, fileReference(name, parts));
}

/** A subject: in the room that mints, its row and a fresh grant; elsewhere its key and the grant that was brought. */
function subjectReference(name: string, parts: GuardParts): ResolveReference {
  return (representation, context) => {
    const key = representation['key'];
    if (!isUuid(key)) return null;
    if (parts.subgraph.mint !== undefined) return vouched(name, { ...representation, key }, parts, context);
    return new Held(told(key, representation, context), grantFor(representation['grant'], key, context));
  };
}

/** A subject as the room that mints vouches for it: its row and its grant; null for whoever is out of reach, or is nobody. */
export async function vouched(
  name: string,
  representation: Representation & Reference,
  { subgraph }: GuardParts,
  context: Context<unknown>,
): Promise<Held | null> {
  if (!isUuid(representation.key)) return null;
  const load = subgraph.resolvers[name]?.__resolveReference as ResolveReference | undefined;
  const row = ((await load?.(representation, context)) ?? null) as Reference | null;
  const grant = row === null ? null : await subgraph.mint?.(name, row, context);
  return row === null || grant == null ? null : new Held(row, grant);
}

/** The subject with what this room was told of it, which no other way leads to: a resolver cannot choose for which room it opens. */
function told(key: string, { facts }: Representation, context: Context<unknown>): Reference {
  if (facts === undefined) return { key };
  return { key, facts: context.facts.read(facts, key, context.passport, context.now()) };
}

/** A file: its row within the room's reach, and the grant of the subject that the row is about, if that is what came. */
function fileReference(name: string, { subgraph }: GuardParts): ResolveReference {
  const load = subgraph.resolvers[name]?.__resolveReference as ResolveReference | undefined;
  const rule = subgraph.files?.[name];
  if (load === undefined || rule === undefined) return () => null;
  return async (representation, context) => {
    if (!isUuid(representation['id'])) return null;
    const row = await load(representation, context);
    if (row == null) return null;
    return new Held(row, grantFor(rule.grant(representation), rule.subject(row as never), context));
  };
}

/** The grant, from an object or from text, if it opens exactly this subject for this passport. */
function grantFor(value: unknown, subject: string, context: Context<unknown>): Grant | null {
  const read = context.grants.read(value, subject, context.passport);
  return openGrant(read, subject, context.passport, context.now());
}

/** Puts the guarded resolver where `@apollo/subgraph` looks for it. */
function setReference(schema: GraphQLSchema, name: string, resolveReference: ResolveReference): void {
  const type = schema.getType(name);
  if (!isObjectType(type)) return;
  type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference } } };
}
