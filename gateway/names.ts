import type { GraphQLSchema } from 'graphql';

/**
 * Client aliases and variables never meet a planner's key (access §4): each is renamed with a prefix that no field or argument of the
 * graph may bear, and gets its own name back when the answer is shaped.
 */
const ALIAS = 'c_alias_';
const VARIABLE = 'c_variable_';

/** What the gateway itself asks for: no client's name and no field begins so. */
const HIDDEN = 'c_hidden_';

/** The hidden key under which the gateway asks every subject for its `id`. */
export const HIDDEN_ID = `${HIDDEN}id`;
/** Those under which it asks the room that owns a subject for its key and its grant, to make receipts. */
export const HIDDEN_KEY = `${HIDDEN}key`;
export const HIDDEN_GRANT = `${HIDDEN}grant`;

/** Gives what a client selects its name in the plan: of a field, and of its alias where it has one. */
export type PlannedKey = (field: string, alias: string | undefined) => string;

const known = new WeakMap<GraphQLSchema, PlannedKey>();

/**
 * The names that selections have in the plans of a graph. A field without arguments and alias has its own name, by which the planner means
 * the same; so has an alias that repeats it: `a: a { b }` and `a { c }` are one field of the answer. Every other alias is renamed, and so is
 * every field whose name bears arguments on any type but the root, which no `@requires` reaches: the planner fetches by names alone, and takes a client's `list(first: 1)` for the
 * `list(first: 3)` that a `@requires` means.
 */
export function plannedKeys(schema: GraphQLSchema): PlannedKey {
  const made = known.get(schema) ?? keysFor(schema);
  known.set(schema, made);
  return made;
}

function keysFor(schema: GraphQLSchema): PlannedKey {
  const roots: readonly unknown[] = [schema.getQueryType(), schema.getMutationType()];
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => 'getFields' in type && !roots.includes(type),
  );
  const fields = types.flatMap((type): { name: string; args?: readonly unknown[] }[] =>
    'getFields' in type ? Object.values(type.getFields()) : [],
  );
  const takers = new Set(fields.filter(({ args = [] }) => args.length > 0).map(({ name }) => name));
  return (field, alias = field) => (alias === field && !takers.has(field) ? field : plannedAlias(alias));
}

/** The planner's name of a client's alias. */
function plannedAlias(alias: string): string {
  return `${ALIAS}${alias}`;
}

/** The planner's name of a client's variable. */
export function plannedVariable(name: string): string {
  return `${VARIABLE}${name}`;
}

/** Whether a name of the graph would collide with the prefixes; the gateway does not start on such a graph. */
export function isReserved(name: string): boolean {
  return [ALIAS, VARIABLE, HIDDEN].some((prefix) => name.startsWith(prefix));
}

/** The client's name of a variable of a plan. */
export function clientVariable(planned: string): string {
  return planned.slice(VARIABLE.length);
}
