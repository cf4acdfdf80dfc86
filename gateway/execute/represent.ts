import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { type GraphQLSchema, isAbstractType } from 'graphql';
import { Failure } from './failure.ts';
import { emptyTree, isPresent, isTree, own, type Tree } from './tree.ts';

/** What a value is missing for a fetch that needs it: an unknown part makes the whole fetch impossible for this object. */
const MISSING: unique symbol = Symbol('missing');

/** The representation of one object for a room, by the plan's `requires`; null where the type does not fit or a part is unknown. */
export function represent(
  schema: GraphQLSchema,
  object: Tree,
  requires: readonly QueryPlanSelectionNode[],
): Tree | null {
  const representation = selectFrom(schema, object, requires);
  return representation === MISSING || representation['__typename'] === undefined ? null : representation;
}

function selectFrom(
  schema: GraphQLSchema,
  object: Tree,
  selections: readonly QueryPlanSelectionNode[],
): Tree | typeof MISSING {
  const selected = emptyTree();
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const value = selectValue(schema, own(object, selection.name), selection.selections);
      if (value === MISSING) return MISSING;
      selected[selection.name] = value;
    } else if (fits(schema, object, selection.typeCondition)) {
      const below = selectFrom(schema, object, selection.selections);
      if (below === MISSING) return MISSING;
      Object.assign(selected, below);
    }
  }
  return selected;
}

function selectValue(
  schema: GraphQLSchema,
  value: unknown,
  selections: readonly QueryPlanSelectionNode[] | undefined,
): unknown {
  if (value === undefined || value instanceof Failure) return MISSING;
  if (value === null || selections === undefined) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => selectValue(schema, item, selections));
    return items.includes(MISSING) ? MISSING : items;
  }
  // An absent subject is nobody: the room is told so, and gives nothing for it.
  if (!isPresent(value)) return isTree(value) ? null : MISSING;
  return selectFrom(schema, value, selections);
}

/** Whether an object is of a type, or of one of the possible types of an abstract one. */
export function fits(schema: GraphQLSchema, object: Tree, typeCondition: string | undefined): boolean {
  const name = own(object, '__typename');
  if (typeCondition === undefined || typeCondition === name) return true;
  const condition = schema.getType(typeCondition);
  return isAbstractType(condition) && schema.getPossibleTypes(condition).some((type) => type.name === name);
}
