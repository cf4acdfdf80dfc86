import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { type DocumentNode, type FieldNode, parse, visit } from 'graphql';
import type { Question } from '../conformance/operation.ts';
import type { SubgraphRoom } from '../conformance/rooms.ts';
import type { Answered } from './answered.ts';

const quiet = () => {};
const SILENT = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const ALIAS = 'client_alias_';
const VARIABLE = 'client_variable_';
/** As in our own gateway: without it the planner takes all memory for some short operations. */
const MOST_PATHS = 1000;

type Executor = ApolloGateway['executor'];

/** Apollo's own gateway with its own executor, over the same subgraphs. */
export class Stock {
  readonly #gateway: ApolloGateway;
  readonly #executor: Executor;

  constructor(gateway: ApolloGateway, executor: Executor) {
    this.#gateway = gateway;
    this.#executor = executor;
  }

  /**
   * Aliases and variables are renamed for it, for it confuses a client's names with those that its plans need; what it answers is named
   * back. It never sees the words of the client.
   */
  async answer({ query, operationName, variables }: Question): Promise<Answered> {
    const request = {
      query,
      operationName,
      variables: Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [`${VARIABLE}${name}`, value]),
      ),
    };
    const { data, errors = [] } = await this.#executor({
      request,
      document: renamed(parse(query)),
      queryHash: query,
      operationName,
      context: {},
      metrics: {},
      logger: SILENT,
    } as unknown as Parameters<Executor>[0]);
    return {
      data: namedBack(data),
      errors: errors.map(({ message, path }) => ({ message, path: path?.map(nameBack) })),
    };
  }

  stop(): Promise<void> {
    return this.#gateway.stop();
  }
}

/** Apollo's gateway over these subgraphs. The supergraph must hold no link that it refuses. */
export async function openStock(supergraphSdl: string, rooms: readonly SubgraphRoom[]): Promise<Stock> {
  const sources = new Map(rooms.map((room) => [room.name, sourceOf(room)]));
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => sources.get(name) as GraphQLDataSource,
    queryPlannerConfig: { debug: { pathsLimit: MOST_PATHS } },
    logger: SILENT,
  });
  const { executor } = await gateway.load();
  return new Stock(gateway, executor);
}

function sourceOf(room: SubgraphRoom): GraphQLDataSource {
  return {
    process: async ({ request }) =>
      (await room.execute({ text: request.query ?? '', variables: request.variables ?? {} })) as never,
  };
}

function renamed(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: (node: FieldNode) =>
      node.alias === undefined || node.alias.value === node.name.value
        ? undefined
        : { ...node, alias: { ...node.alias, value: `${ALIAS}${node.alias.value}` } },
    Variable: (node) => ({ ...node, name: { ...node.name, value: `${VARIABLE}${node.name.value}` } }),
  });
}

function nameBack<Key extends string | number>(key: Key): Key | string {
  return typeof key === 'string' && key.startsWith(ALIAS) ? key.slice(ALIAS.length) : key;
}

function namedBack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(namedBack);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [nameBack(key), namedBack(part)]));
}
