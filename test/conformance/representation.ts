import { Kind, parse, type SelectionSetNode } from 'graphql';
import { type GraphModel, possibleTypes } from './model.ts';
import { type Arguments, Thing, type World } from './world.ts';

/** A representation understood: the object that it means, or what is wrong with it. */
export type Meant = { readonly thing: Thing | null; readonly faults: readonly string[] };

/** The names of the fields that a fetch asks of its entities. */
export type Asked = ReadonlySet<string>;

/** One fetch of entities: by which subgraph, and for what. */
export type EntityFetch = { readonly subgraph: number; readonly asked: Asked };

/**
 * Reads one representation as a subgraph received it. It may hold `__typename`, key fields, and what the `@requires` of the fields asked needs, each with its
 * true value: anything else came from a client or was fetched for nobody.
 */
export function meant(
  world: World,
  fetch: EntityFetch,
  representation: Readonly<Record<string, unknown>>,
): Meant {
  const { __typename: name, ...given } = representation;
  const typeName = typeof name === 'string' ? name : '';
  const possible = possibleTypes(world.graph, typeName);
  const key = keysAt(world.graph, typeName, fetch.subgraph).find((names) =>
    names.every((one) => Object.hasOwn(given, one)),
  );
  if (key === undefined) return fault(`a representation of ${typeName} without a key of its subgraph`);
  const thing = world.find(possible, Object.fromEntries(key.map((one) => [one, given[one]])));
  if (thing === undefined) return fault(`a representation of ${typeName} with a key that nobody has`);
  const allowed = allowedAt(world.graph, thing.type, typeName, fetch);
  const faults = Object.entries(given).flatMap(([field, value]) => {
    const needed = allowed.get(field);
    if (needed === undefined) return [`${typeName}.${field} in a representation, where nothing needs it`];
    return differences(world, thing, field, value, needed);
  });
  return { thing, faults };
}

function fault(sentence: string): Meant {
  return { thing: null, faults: [sentence] };
}

/** The keys by which a subgraph resolves a type. */
function keysAt(graph: GraphModel, name: string, subgraph: number): readonly (readonly string[])[] {
  const face = graph.faces.get(name);
  if (face !== undefined) return face.object === null ? [] : [['id']];
  return graph.objects.get(name)?.at.get(subgraph)?.keys ?? [];
}

type Needed = SelectionSetNode | null;

function allowedAt(
  graph: GraphModel,
  type: string,
  name: string,
  fetch: EntityFetch,
): ReadonlyMap<string, Needed> {
  const allowed = new Map<string, Needed>(
    keysAt(graph, name, fetch.subgraph)
      .flat()
      .map((field) => [field, null]),
  );
  for (const field of graph.objects.get(type)?.fields.values() ?? []) {
    const requires = field.at.get(fetch.subgraph)?.requires;
    if (requires == null || !fetch.asked.has(field.name)) continue;
    for (const [needed, below] of neededBy(requires)) allowed.set(needed, below);
  }
  return allowed;
}

/** The fields of a `@requires` selection, with what is selected below each. */
export function neededBy(requires: string): ReadonlyMap<string, Needed> {
  const [operation] = parse(`{ ${requires} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return new Map();
  return fieldsOf(operation.selectionSet);
}

function fieldsOf(set: SelectionSetNode): ReadonlyMap<string, Needed> {
  return new Map(
    set.selections.flatMap((node) =>
      node.kind === Kind.FIELD ? [[node.name.value, node.selectionSet ?? null] as const] : [],
    ),
  );
}

function differences(world: World, of: Thing, field: string, given: unknown, needed: Needed): string[] {
  return valueDifferences(world, `${of.type}.${field}`, world.value(of, field, {}), given, needed);
}

function valueDifferences(
  world: World,
  place: string,
  truth: unknown,
  given: unknown,
  needed: Needed,
): string[] {
  if (Array.isArray(truth) && Array.isArray(given) && truth.length === given.length)
    return truth.flatMap((item, index) => valueDifferences(world, place, item, given[index], needed));
  if (!(truth instanceof Thing))
    return truth === given ? [] : [`${place} in a representation with a value that is not its own`];
  if (typeof given !== 'object' || given === null || needed === null)
    return [`${place} in a representation is no object`];
  const allowed = fieldsOf(needed);
  return Object.entries(given as Arguments).flatMap(([name, value]) => {
    if (name === '__typename')
      return value === truth.type ? [] : [`${place}.__typename in a representation is not true`];
    const below = allowed.get(name);
    return below === undefined
      ? [`${place}.${name} in a representation, where nothing needs it`]
      : differences(world, truth, name, value, below);
  });
}
