import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { type GraphQLSchema, isAbstractType } from 'graphql';
import { Failure } from './failure.ts';
import { isPresent, isTree, own, type Tree } from './tree.ts';

/** The representation of one object for a room; null where the type does not fit or a part is unknown. */
export type Represent = (object: Tree) => Tree | null;

/** What a value is missing for a fetch that needs it: an unknown part makes the whole fetch impossible for this object. */
const MISSING: unique symbol = Symbol('missing');

type Selections = readonly QueryPlanSelectionNode[];
/** What of an object of one type is sent. */
type Part = { readonly name: string; readonly read: (value: unknown) => unknown };

/** Compiles the `requires` of a fetch: for each type that it is for, which fields are sent. */
export function representer(schema: GraphQLSchema, requires: Selections): Represent {
  const select = selector(schema, requires);
  return (object) => {
    const representation = select(object);
    return representation === MISSING || representation['__typename'] === undefined ? null : representation;
  };
}

/** The names by which an object can say that it is of a type: the type's own, and those of the possible types of an abstract one. */
export function namesOf(schema: GraphQLSchema, typeCondition: string): ReadonlySet<unknown> {
  const condition = schema.getType(typeCondition);
  const possible = isAbstractType(condition) ? schema.getPossibleTypes(condition) : [];
  return new Set([typeCondition, ...possible.map(({ name }) => name)]);
}

function selector(schema: GraphQLSchema, selections: Selections): (object: Tree) => Tree | typeof MISSING {
  const others = partsOf(schema, selections, undefined);
  const byType = new Map(
    [...namesIn(schema, selections)].map((name) => [name, partsOf(schema, selections, name)] as const),
  );
  return (object) => select(object, byType.get(own(object, '__typename')) ?? others);
}

function select(object: Tree, parts: readonly Part[]): Tree | typeof MISSING {
  const selected: Tree = {};
  for (const { name, read } of parts) {
    const value = read(own(object, name));
    if (value === MISSING) return MISSING;
    selected[name] = value;
  }
  return selected;
}

/** Every type name for which the conditions at this level may hold. */
function namesIn(schema: GraphQLSchema, selections: Selections): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  for (const selection of selections) {
    if (selection.kind === 'Field') continue;
    if (selection.typeCondition !== undefined)
      for (const name of namesOf(schema, selection.typeCondition)) found.add(name);
    for (const name of namesIn(schema, selection.selections)) found.add(name);
  }
  return found;
}

/** The fields that are sent of an object of one type, each once: what several selections ask below one of them is sent together. */
function partsOf(schema: GraphQLSchema, selections: Selections, type: unknown): readonly Part[] {
  const fields = new Map<string, QueryPlanSelectionNode[]>();
  gather(schema, selections, type, fields);
  return [...fields].map(([name, below]) => ({
    name,
    read: below.length === 0 ? leafOf : objectsOf(selector(schema, below)),
  }));
}

function gather(
  schema: GraphQLSchema,
  selections: Selections,
  type: unknown,
  fields: Map<string, QueryPlanSelectionNode[]>,
): void {
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const below = fields.get(selection.name) ?? [];
      fields.set(selection.name, below);
      below.push(...(selection.selections ?? []));
    } else if (selection.typeCondition === undefined || namesOf(schema, selection.typeCondition).has(type))
      gather(schema, selection.selections, type, fields);
  }
}

function leafOf(value: unknown): unknown {
  return value === undefined || isFailed(value) ? MISSING : value;
}

function isFailed(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isFailed) : value instanceof Failure;
}

function objectsOf(select: (object: Tree) => Tree | typeof MISSING): Part['read'] {
  const read = (value: unknown): unknown => {
    if (value === null) return null;
    if (Array.isArray(value)) {
      const items = value.map(read);
      return items.includes(MISSING) ? MISSING : items;
    }
    // An absent subject is nobody: the room is told so, and gives nothing for it.
    if (!isPresent(value)) return isTree(value) ? null : MISSING;
    return select(value);
  };
  return read;
}
