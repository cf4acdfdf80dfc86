import { type ClosedPlace, type Denials, NOTHING_CLOSED } from '@seisi/schema/decision/denial';
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { plannedKey } from '../names.ts';
import type { Vouching } from '../vouching.ts';
import { type ClientDocument, collectFields } from './collect.ts';
import type { ErrorList } from './error-list.ts';
import { Failure, UNAVAILABLE } from './failure.ts';
import { isLeaf } from './leaf.ts';
import { standingOf } from './standing.ts';
import { emptyTree, isTree, own, type Tree } from './tree.ts';

/** Everything that shaping one answer needs. */
export type Shaping = ClientDocument & {
  readonly denials: Denials;
  readonly errors: ErrorList;
  readonly vouching: Vouching;
  /** Fields that are unknown whatever a room said of them, as coordinates. */
  readonly unknown: ReadonlySet<string>;
};

/** Where shaping stands: the path of the answer with list indices, and what is closed there. */
type Place = { readonly path: readonly (string | number)[]; readonly closed: ClosedPlace };

/** Stands for a null that may not stand where it is: it makes its parent null (GraphQL §6.4.4). */
const BROKEN: unique symbol = Symbol('broken');
/** Stands for a subject out of reach: null, and dropped from a list. */
const NOBODY: unique symbol = Symbol('nobody');

/** The answer in the client's own names, every leaf granted, withheld or unknown (access §5). Null where a non-null part at the top is missing. */
export function shapeAnswer(
  shaping: Shaping,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  tree: Tree,
): Tree | null {
  const data = shapeObject(shaping, type, [set], tree, { path: [], closed: shaping.denials.root });
  return data === BROKEN ? null : data;
}

function shapeObject(
  shaping: Shaping,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  tree: Tree,
  place: Place,
): Tree | typeof BROKEN {
  const shaped = emptyTree();
  let broken = false;
  for (const [key, nodes] of collectFields(shaping, type, sets)) {
    const closed = shaping.denials.field(place.closed, key, type.name);
    const here = { path: [...place.path, key], closed: closed?.below ?? NOTHING_CLOSED };
    const value = closed?.isClosed
      ? shapeClosed(shaping, type, closed.coordinate, here)
      : shapeField(shaping, type, nodes, tree, here);
    if (value === BROKEN) broken = true;
    else shaped[key] = value;
  }
  return broken ? BROKEN : shaped;
}

/** Null and its error, whether or not there is a value. */
function shapeClosed(
  shaping: Shaping,
  type: GraphQLObjectType,
  coordinate: string,
  { path }: Place,
): unknown {
  shaping.errors.withheld(shaping.denials.of(coordinate), path);
  return nullOr(type.getFields()[coordinate.slice(type.name.length + 1)]?.type);
}

function shapeField(
  shaping: Shaping,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  tree: Tree,
  place: Place,
): unknown {
  const node = nodes[0];
  if (node === undefined) return null;
  const fieldName = node.name.value;
  const coordinate = `${type.name}.${fieldName}`;
  if (shaping.unknown.has(coordinate)) {
    shaping.errors.failed(UNAVAILABLE, coordinate, place.path);
    return nullOr(type.getFields()[fieldName]?.type);
  }
  if (fieldName === '__typename') return type.name;
  const value = own(tree, plannedKey(fieldName, node.alias?.value));
  const field = type.getFields()[fieldName];
  if (field === undefined) return fieldName.startsWith('__') ? value : null;
  const shaped = shapeValue(shaping, { coordinate, nodes }, field.type, value, place);
  return shaped === NOBODY ? nullOr(field.type) : shaped;
}

type Selected = { readonly coordinate: string; readonly nodes: readonly FieldNode[] };

function shapeValue(
  shaping: Shaping,
  selected: Selected,
  type: GraphQLOutputType,
  value: unknown,
  place: Place,
): unknown {
  if (isNonNullType(type)) {
    const shaped = shapeValue(shaping, selected, type.ofType, value, place);
    return shaped === null ? BROKEN : shaped;
  }
  if (value === undefined || value instanceof Failure) {
    shaping.errors.failed(value ?? UNAVAILABLE, selected.coordinate, place.path);
    return null;
  }
  if (value === null) return null;
  if (isListType(type)) return shapeList(shaping, selected, type.ofType, value, place);
  if (isLeafType(type)) return isLeaf(type, value) ? value : unknown(shaping, selected, place);
  return shapeComposite(shaping, selected, type, value, place);
}

function shapeList(
  shaping: Shaping,
  selected: Selected,
  itemType: GraphQLOutputType,
  value: unknown,
  place: Place,
): unknown {
  if (!Array.isArray(value)) return unknown(shaping, selected, place);
  const items: unknown[] = [];
  for (const item of value) {
    const shaped = shapeValue(shaping, selected, itemType, item, {
      path: [...place.path, items.length],
      closed: place.closed,
    });
    if (shaped === BROKEN) return null;
    if (shaped !== NOBODY) items.push(shaped);
  }
  // Also where everyone in it was out of reach: that must not look other than a list of nobody.
  if (items.length === 0)
    for (const denial of shaping.denials.below(place.closed)) shaping.errors.withheld(denial, place.path);
  return items;
}

function shapeComposite(
  shaping: Shaping,
  selected: Selected,
  type: GraphQLOutputType,
  value: unknown,
  place: Place,
): unknown {
  if (!isTree(value)) return unknown(shaping, selected, place);
  const concrete = concreteType(shaping, type, value);
  if (concrete === null) return unknown(shaping, selected, place);
  const standing = standingOf(value, concrete, shaping.vouching);
  if (standing === 'ABSENT') return NOBODY;
  if (standing === 'UNKNOWN') return unknown(shaping, selected, place);
  const sets = selected.nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
  const shaped = shapeObject(shaping, concrete, sets, value, place);
  return shaped === BROKEN ? null : shaped;
}

/** A whole object that nobody vouched for: one error at its place, nothing below. */
function unknown(shaping: Shaping, selected: Selected, place: Place): null {
  shaping.errors.failed(UNAVAILABLE, selected.coordinate, place.path);
  return null;
}

function concreteType(shaping: Shaping, type: GraphQLOutputType, value: Tree): GraphQLObjectType | null {
  const named = getNamedType(type);
  if (!isAbstractType(named)) return isObjectType(named) ? named : null;
  const name = own(value, '__typename');
  return shaping.schema.getPossibleTypes(named).find((possible) => possible.name === name) ?? null;
}

function nullOr(type: GraphQLOutputType | undefined): null | typeof BROKEN {
  return isNonNullType(type) ? BROKEN : null;
}
