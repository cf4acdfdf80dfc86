import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { type ClassTable, classTable } from '@seisi/schema/access/class-table';
import { type Access, readAccess } from '@seisi/schema/access/read';
import { relaxLinks } from '@seisi/schema/access/relax';
import { type Prices, readPrices } from '@seisi/schema/cost/read';
import { ownersOf } from '@seisi/schema/owners';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { isReserved } from '../names.ts';
import { refuseConflictingRequires } from './required-arguments.ts';

/** A supergraph made ready: its rules read from the untouched text, its planner from the relaxed copy. */
export type LoadedSupergraph = {
  readonly access: Access;
  readonly table: ClassTable;
  /** What fields cost, and how long lists are. */
  readonly prices: Prices;
  readonly planner: QueryPlanner;
  /** The text that Apollo may load. */
  readonly relaxedSdl: string;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** Hidden elements included: what plans are written in. */
  readonly schema: GraphQLSchema;
  /** Which room owns which subject type, by its service name. */
  readonly owners: ReadonlyMap<string, string>;
  /** The room that tells the facts of a basis; null where the graph has none. */
  readonly basisRoom: string | null;
};

/** More ways to reach one field are not weighed: without a limit the planner takes all memory for a short operation on an interface object. */
const MOST_PATHS = 1000;

/**
 * How a graph is ruled. `open` and `closed`: fields that nothing speaks of. A `foreign` graph is no registry: scopes may rule it, none of its
 * types is a subject, and no room of it tells the ground of a request. A graph whose unmarked fields are open is no registry either.
 */
export type GraphRules = { readonly unmarked: 'open' | 'closed'; readonly foreign?: boolean };

/**
 * Reads a supergraph.
 * @throws Error with one sentence where its access rules cannot be relied on: none at all, an unknown security feature, a reserved name, a field
 * that is required with different arguments
 */
export function loadSupergraph(sdl: string, options: GraphRules): LoadedSupergraph {
  const access = readAccess(sdl, options);
  const isForeign = options.foreign === true;
  const table = classTable(access, { foreign: isForeign || options.unmarked === 'open' });
  if (options.unmarked === 'closed' && table.rows().length === 0)
    throw new Error(
      'The access table of this supergraph is empty: the gateway does not start on a graph without access rules.',
    );
  const relaxedSdl = relaxLinks(sdl);
  const supergraph = Supergraph.build(relaxedSdl);
  const apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
  refuseReserved(apiSchema);
  const schema = supergraph.schema.toGraphQLJSSchema();
  refuseConflictingRequires(relaxedSdl, schema);
  const planner = new QueryPlanner(supergraph, {
    exposeDocumentNodeInFetchNode: false,
    // Without it what is fetched for one type only is needed of all that stand at its place, and those that lack it are asked for nothing.
    typeConditionedFetching: true,
    debug: { pathsLimit: MOST_PATHS },
  });
  return {
    access,
    table,
    prices: readPrices(sdl),
    planner,
    relaxedSdl,
    apiSchema,
    schema,
    ...ownersOf(sdl, table.subjects),
    ...(isForeign ? { basisRoom: null } : {}),
  };
}

function refuseReserved(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const taken = Object.keys(type.getFields()).find(isReserved);
    if (taken !== undefined)
      throw new Error(
        `The field ${type.name}.${taken} bears a prefix that is kept for the gateway. Rename it.`,
      );
  }
}
