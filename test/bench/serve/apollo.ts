import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { Serving } from '../order.ts';
import { supergraphWithoutAccess } from '../rooms/without-access.ts';

/** Serves the house's supergraph by the stock gateway and Apollo's standalone server. It knows no access. */
export async function serveApollo<Given extends object>(
  sourceOf: (room: string) => GraphQLDataSource,
  contextOf: () => Given,
  close: () => Promise<void>,
): Promise<Serving> {
  const gateway = new ApolloGateway({
    supergraphSdl: supergraphWithoutAccess(),
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
