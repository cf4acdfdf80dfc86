import type { Prices } from '@seisi/schema/cost/read';
import { RegistryError } from '@seisi/schema/errors';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type ClientDocument, collectFields } from '../collect.ts';
import { listSize, type Variables } from './list-size.ts';
import { priceOf } from './price.ts';

/** What is selected on one object type, with its prices. The same selections on the same type are one object. */
export type WeighedObject = { readonly type: string; readonly fields: readonly WeighedField[] };

/** One response key of a weighed object. */
export type WeighedField = {
  readonly key: string;
  readonly call: (variables: Variables) => number;
  readonly value: number;
  /** How many lists its values stand in. */
  readonly lists: number;
  /** How many values one call answers at the most; null where the list is as long as its parent's slicing says. */
  readonly count: ((variables: Variables) => number) | null;
  /** The length that its own lists have below it, by `sizedFields`. */
  readonly slice: (variables: Variables) => number;
  /** By possible type; empty for a leaf. */
  readonly below: readonly WeighedObject[];
};

/** What weighing needs of a graph. */
export type PricedGraph = { readonly schema: GraphQLSchema; readonly prices: Prices };

/** More different selections than this are not weighed: types nested in abstract types could double them at each level. A household from every register has about fifty. */
const MOST_SELECTIONS = 10_000;

/**
 * Weighs an operation as it was filtered, for the conditions of its `@skip` and `@include`; nothing else of the variables is looked at, or kept.
 * @throws OPERATION_TOO_LARGE where it has too many different selections
 */
export function weigh(
  graph: PricedGraph,
  client: ClientDocument,
  root: GraphQLObjectType,
  set: SelectionSetNode,
): WeighedObject {
  return new Weigher(graph, client).object(root, [set], []);
}

class Weigher {
  readonly #graph: PricedGraph;
  readonly #client: ClientDocument;
  readonly #known = new Map<string, WeighedObject>();
  readonly #places = new Map<SelectionSetNode, number>();
  #weighed = 0;

  constructor(graph: PricedGraph, client: ClientDocument) {
    this.#graph = graph;
    this.#client = client;
  }

  object(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    sized: readonly string[],
  ): WeighedObject {
    const key = `${type.name} ${sized.join()} ${sets.map((set) => this.#placeOf(set)).join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#weighed += sets.length;
    if (this.#weighed > MOST_SELECTIONS)
      throw new RegistryError(
        'OPERATION_TOO_LARGE',
        `The operation selects more than ${MOST_SELECTIONS} different things of its possible types. Split it.`,
      );
    const fields: WeighedField[] = [];
    const made = { type: type.name, fields };
    this.#known.set(key, made);
    for (const [response, nodes] of collectFields(this.#client, type, sets)) {
      const definition = type.getFields()[nodes[0]?.name.value ?? ''];
      if (definition !== undefined) fields.push(this.#field(response, type, definition, nodes, sized));
    }
    return made;
  }

  #field(
    key: string,
    owner: GraphQLObjectType,
    definition: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    sizedAbove: readonly string[],
  ): WeighedField {
    const [node] = nodes as [FieldNode];
    const { call, value, size } = priceOf(this.#graph.prices, this.#graph.schema, owner, definition, node);
    const slice = listSize(size, definition, node);
    const lists = listsIn(definition.type);
    const inner = listSize(undefined, definition, node);
    const isSized = sizedAbove.includes(definition.name);
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return {
      key,
      call,
      value,
      lists,
      count:
        lists === 1 && isSized ? null : (variables) => countOf(lists, slice(variables), inner(variables)),
      slice,
      below: this.#possible(getNamedType(definition.type)).map((type) =>
        this.object(type, sets, size?.sizedFields ?? []),
      ),
    };
  }

  #possible(type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type];
    return isAbstractType(type) ? this.#graph.schema.getPossibleTypes(type) : [];
  }

  #placeOf(set: SelectionSetNode): number {
    const place = this.#places.get(set) ?? this.#places.size;
    this.#places.set(set, place);
    return place;
  }
}

function listsIn(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return listsIn(type.ofType);
  return isListType(type) ? 1 + listsIn(type.ofType) : 0;
}

/** A list in a list is as long as one of which nothing is said. */
function countOf(lists: number, size: number, inner: number): number {
  return lists === 0 ? 1 : size * inner ** (lists - 1);
}
