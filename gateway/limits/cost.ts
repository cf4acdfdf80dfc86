import type { Decision } from '@seisi/schema/decision/decide';
import { RegistryError } from '@seisi/schema/errors';
import { isObjectType, Kind, type OperationDefinitionNode } from 'graphql';
import type { Phase } from '../phase.ts';
import type { Cost, GraphRequest } from '../request.ts';
import { type PricedGraph, type WeighedObject, weigh } from './weigh.ts';
import { actual, estimate } from './weight.ts';

/** No answer costs nothing: one that finds nobody is asked for as well. */
const LEAST_COST = 1;

/**
 * Is what may be asked cheap enough to be answered? It is weighed as it was filtered, once for all requests that are decided alike (access §9), and priced
 * by the variables of each.
 * @throws OPERATION_TOO_LARGE with both numbers
 */
export function cost(graph: PricedGraph, mostCost: number): Phase {
  const weighed = new WeakMap<Decision, (variables: GraphRequest['variables']) => Cost>();
  return {
    name: 'cost',
    run: (request) => {
      const { decision } = request;
      if (decision === null) throw new Error('Nothing was decided of this request.');
      const known = weighed.get(decision) ?? pricing(graph, request, decision);
      weighed.set(decision, known);
      request.cost = known(request.variables);
      if (request.cost.requested <= mostCost) return;
      throw new RegistryError(
        'OPERATION_TOO_LARGE',
        `The operation can cost ${request.cost.requested} points; the limit is ${mostCost}. Ask for shorter pages, or split it.`,
      );
    },
  };
}

/** Where no variable can change the price, it is the same for all who are decided alike. */
function pricing(
  graph: PricedGraph,
  request: GraphRequest,
  decision: Decision,
): (variables: GraphRequest['variables']) => Cost {
  const root = weighedOf(graph, request, decision);
  if (!isPriceFixed(request.operation)) return (variables) => costOf(root, variables);
  const cost = costOf(root, request.variables);
  return () => cost;
}

/** A text that must be there has the price of any other: it is no length, and holds nothing that costs. */
function isPriceFixed({ variableDefinitions = [] }: GraphRequest['operation']): boolean {
  return variableDefinitions.every(
    ({ type }) =>
      type.kind === Kind.NON_NULL_TYPE &&
      type.type.kind === Kind.NAMED_TYPE &&
      ['ID', 'String'].includes(type.type.name.value),
  );
}

function costOf(root: WeighedObject, variables: GraphRequest['variables']): Cost {
  return {
    requested: Math.max(LEAST_COST, estimate(root, variables)),
    actual: (data) => Math.max(LEAST_COST, actual(root, variables, data)),
  };
}

function weighedOf(graph: PricedGraph, request: GraphRequest, { filtered }: Decision): WeighedObject {
  const { operation, variables } = request;
  const definitions = filtered?.definitions ?? [];
  const open = definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const root = graph.schema.getRootType(operation.operation);
  if (open === undefined || !isObjectType(root)) return { type: '', fields: [] };
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const client = {
    schema: graph.schema,
    fragments: new Map(fragments.map((one) => [one.name.value, one] as const)),
    variables,
  };
  return weigh(graph, client, root, open.selectionSet);
}
