import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, graphql, parse } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@tag", "@authenticated", "@requiresScopes", "@policy"])`;

type Module = Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>[number];
type Resolvers = NonNullable<Exclude<Module, DocumentNode>['resolvers']>;

/** What a subgraph is made of: its SDL without the link, and Apollo's resolvers. */
export type SubgraphParts = { readonly name: string; readonly sdl: string; readonly resolvers?: Resolvers };

/** What came to a subgraph in one request. */
export type Call = { readonly headers: IncomingHttpHeaders; readonly query: string };

/** An Apollo subgraph behind `node:http`, which knows nothing of this project. */
export class SubgraphServer {
  readonly name: string;
  readonly calls: Call[] = [];
  readonly #sdl: string;
  readonly #server: Server;
  #port = 0;

  constructor({ name, sdl, resolvers }: SubgraphParts) {
    this.name = name;
    this.#sdl = `${LINK}\n${sdl}`;
    const typeDefs = parse(this.#sdl);
    const schema = buildSubgraphSchema([{ typeDefs, ...(resolvers === undefined ? {} : { resolvers }) }]);
    const answer = async (message: IncomingMessage, reply: ServerResponse): Promise<void> => {
      const { query, variables } = JSON.parse(await text(message)) as {
        readonly query: string;
        readonly variables?: Record<string, unknown>;
      };
      this.calls.push({ headers: message.headers, query });
      const result = await graphql({ schema, source: query, variableValues: variables ?? {} });
      reply.setHeader('content-type', 'application/json').end(JSON.stringify(result));
    };
    this.#server = createServer((message, reply) => void answer(message, reply));
  }

  /** Listens at any port at first, and at the same one ever after. */
  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  get part() {
    return { name: this.name, url: this.url, typeDefs: parse(this.#sdl) };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The supergraph of some subgraphs, as Apollo composes it. */
export function composed(servers: readonly SubgraphServer[]): string {
  const { errors, supergraphSdl } = composeServices(servers.map(({ part }) => part));
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
