import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { relaxLinks } from '@seisi/schema/access/relax';
import { supergraph } from '@seisi/schema/sdl';
import type { Serving } from '../order.ts';

/** Serves the house's supergraph by the stock gateway and Apollo's standalone server. The gateway knows no access, so the links that demand it are relaxed. */
export async function serveApollo<Given extends object>(
  sourceOf: (room: string) => GraphQLDataSource,
  contextOf: () => Given,
  close: () => Promise<void>,
): Promise<Serving> {
  const gateway = new ApolloGateway({
    supergraphSdl: relaxLinks(supergraph()),
    buildService: ({ name }) => sourceOf(name),
  });
  const server = new ApolloServer<Given>({ gateway, stopOnTerminationSignals: false });
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async () => contextOf(),
  });
  return {
    url,
    close: async () => {
      await server.stop();
      await close();
    },
  };
}
