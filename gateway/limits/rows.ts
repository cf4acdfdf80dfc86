import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { plannedVariable } from '../names.ts';
import type { Variables } from './list-size.ts';
import { type PricedGraph, type WeighedField, type WeighedObject, weigh } from './weigh.ts';
import { estimate, MOST, OBJECTS } from './weight.ts';

/** How many objects a plan can have the rooms tell of at the most, under the client's coerced variables; the same object is counted for each fetch that asks for it. */
export type RowBound = (variables: Variables) => number;

/** One fetch: for the objects of which place, and what it asks of each, by possible type. */
type Asked = {
  readonly path: readonly string[];
  readonly isEntity: boolean;
  /** Whether a variable can say how long a list is. */
  readonly isSized: boolean;
  readonly objects: readonly WeighedObject[];
  /** New names that keys of its answer get. */
  readonly renamed: ReadonlyMap<string, string>;
};

/** So many objects at one place at the most, of which this is asked; `slice` is the length of lists whose parent says it. */
type Standing = { readonly object: WeighedObject; readonly slice: number; readonly count: number };

/**
 * Compiles the bound of a plan, once. Lists are as long as `@listSize` says, 100 where nothing does; both sides of a condition count.
 * @throws OPERATION_TOO_LARGE where it selects too many different things
 */
export function rowBound(graph: PricedGraph, { node }: QueryPlan): RowBound {
  if (node === undefined || node.kind === 'Subscription') return () => 0;
  const fetches = fetchesOf(node, []).map(([fetch, path]) => askedBy(graph, fetch, path));
  if (!fetches.some(({ isSized }) => isSized)) {
    const rows = new Counting({}).count(fetches);
    return () => rows;
  }
  return (variables) => {
    const planned = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [plannedVariable(name), value]),
    );
    return new Counting(planned).count(fetches);
  };
}

/** The fetches of a plan with the places that they are for, each behind those that it needs. */
function fetchesOf(node: PlanNode, path: readonly string[]): [FetchNode, readonly string[]][] {
  switch (node.kind) {
    case 'Fetch':
      return [[node, path]];
    case 'Flatten':
      return fetchesOf(node.node, [...path, ...keysOf(node.path)]);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((next) => fetchesOf(next, path));
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((side) =>
        side === undefined ? [] : fetchesOf(side, path),
      );
    case 'Defer':
      throw new Error('Deferred parts are not served.');
    default:
      return node satisfies never;
  }
}

/** The keys of a planner's path; lists and conditions of type leave no object out that counts. */
function keysOf(path: readonly (string | number)[]): string[] {
  return path.map((step) => String(step).split('|[')[0] ?? '').filter((key) => key !== '' && key !== '@');
}

function askedBy(graph: PricedGraph, fetch: FetchNode, path: readonly string[]): Asked {
  const document: DocumentNode = visit(parse(fetch.operation, { noLocation: true }), {
    Directive: () => null,
  });
  const client = { schema: graph.schema, fragments: fragmentsOf(document), variables: {} };
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const set = operation?.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] };
  const entities = fetch.requires === undefined ? null : entitySet(set);
  const root = graph.schema.getRootType(fetch.operationKind);
  const types = entities === null ? [root] : entityTypes(graph.schema, entities);
  return {
    path,
    isEntity: entities !== null,
    isSized: isSizedByVariable(graph, document),
    objects: [...types]
      .filter((type) => isObjectType(type))
      .map((type) => weigh(graph, client, type, entities ?? set)),
    renamed: new Map(
      (fetch.outputRewrites ?? []).flatMap((rewrite) =>
        rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1) ?? '', rewrite.renameKeyTo] as const] : [],
      ),
    ),
  };
}

/** By the names of arguments alone, which is enough to know where none does. */
function isSizedByVariable({ prices }: PricedGraph, document: DocumentNode): boolean {
  const sizing = new Set(
    [...prices.sizes.values()].flatMap(({ slicingArguments }) =>
      slicingArguments.map((path) => path.split('.')[0]),
    ),
  );
  let isFound = false;
  visit(document, {
    Argument: (node) => {
      if (!sizing.has(node.name.value)) return;
      visit(node, {
        Variable: () => {
          isFound = true;
        },
      });
    },
  });
  return isFound;
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
}

function entitySet({ selections }: SelectionSetNode): SelectionSetNode {
  const [field] = selections;
  return field?.kind === Kind.FIELD && field.selectionSet !== undefined
    ? field.selectionSet
    : { kind: Kind.SELECTION_SET, selections: [] };
}

/** The types of which a fetch of entities asks something. */
function entityTypes(schema: GraphQLSchema, { selections }: SelectionSetNode): Set<GraphQLObjectType> {
  const types = selections.flatMap((selection) => {
    const name = selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : undefined;
    const type = name === undefined ? undefined : schema.getType(name);
    if (isAbstractType(type)) return schema.getPossibleTypes(type);
    return isObjectType(type) ? [type] : [];
  });
  return new Set(types);
}

/** Goes through the fetches of a plan as they are run, and counts the objects at each place. */
class Counting {
  readonly #variables: Variables;
  /** What fetches asked at a place, by its path. */
  readonly #placed = new Map<string, Standing[]>();
  readonly #renamed = new Map<string, Set<string>>();

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  count(fetches: readonly Asked[]): number {
    return fetches.reduce((sum, fetch) => bounded(sum + this.#add(fetch)), 0);
  }

  #add({ path, isEntity, objects, renamed }: Asked): number {
    const count = this.#countAt(path);
    const place = path.join('.');
    const known = this.#placed.get(place) ?? [];
    this.#placed.set(place, [...known, ...objects.map((object) => ({ object, slice: 0, count }))]);
    for (const [from, to] of renamed) this.#renamed.set(from, (this.#renamed.get(from) ?? new Set()).add(to));
    const below = objects.map((object) => estimate(object, this.#variables, OBJECTS));
    return bounded(count * bounded((isEntity ? 1 : 0) + Math.max(0, ...below)));
  }

  /** Of objects that several fetches know, and of possible types, the most: each object at the place is one of those that one way counts. */
  #countAt(path: readonly string[]): number {
    if (path.length === 0) return 1;
    let here = this.#placed.get('') ?? [];
    for (const [depth, key] of path.entries()) {
      const next = this.#below(here, key);
      // A place that no fetch is known to lead to has no bound.
      if (next === null) return MOST;
      here = [...next, ...(this.#placed.get(path.slice(0, depth + 1).join('.')) ?? [])];
    }
    return here.reduce((most, { count }) => Math.max(most, count), 0);
  }

  #below(here: readonly Standing[], key: string): Standing[] | null {
    const found = new Map<WeighedObject, Map<number, number>>();
    let isKnown = false;
    for (const { object, slice, count } of here) {
      for (const field of object.fields) {
        if (field.key !== key && this.#renamed.get(field.key)?.has(key) !== true) continue;
        isKnown = true;
        this.#reach(found, field, bounded(count * this.#lengthOf(field, slice)));
      }
    }
    if (!isKnown) return null;
    return [...found].flatMap(([object, slices]) =>
      [...slices].map(([slice, count]) => ({ object, slice, count })),
    );
  }

  #reach(found: Map<WeighedObject, Map<number, number>>, field: WeighedField, count: number): void {
    const slice = field.slice(this.#variables);
    for (const object of field.below) {
      const slices = found.get(object) ?? new Map<number, number>();
      found.set(object, slices.set(slice, Math.max(count, slices.get(slice) ?? 0)));
    }
  }

  #lengthOf({ count }: WeighedField, slice: number): number {
    return count === null ? slice : count(this.#variables);
  }
}

function bounded(count: number): number {
  return Math.min(MOST, count);
}
