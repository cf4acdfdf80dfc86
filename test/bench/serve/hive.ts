/** Hive Gateway with its query planner in Rust, in front of the plain rooms over HTTP. No access. */
import type { RequestListener } from 'node:http';
import { serveOrder } from '../order.ts';
import { peer } from '../peers/peers.ts';
import { supergraphWithoutAccess } from '../rooms/without-access.ts';
import { serveHttp } from './http.ts';

type Gateway = RequestListener & AsyncDisposable;

serveOrder(async ({ home, rooms }) => {
  const { createGatewayRuntime } = peer<{ createGatewayRuntime(settings: object): Gateway }>(
    home,
    '@graphql-hive/gateway',
  );
  const { unifiedGraphHandler } = peer<{ unifiedGraphHandler: unknown }>(
    home,
    '@graphql-hive/router-runtime',
  );
  const gateway = createGatewayRuntime({
    supergraph: withAddresses(supergraphWithoutAccess(), rooms),
    unifiedGraphHandler,
    logging: 'error',
    landingPage: false,
    graphiql: false,
  });
  return serveHttp('/graphql', gateway, async () => void (await gateway[Symbol.asyncDispose]()));
});

/** The supergraph with the address of each room in it. */
function withAddresses(sdl: string, rooms: Readonly<Record<string, string>>): string {
  return sdl.replaceAll(
    /@join__graph\(name: "([^"]+)", url: "[^"]*"\)/g,
    (_found, name: string) => `@join__graph(name: "${name}", url: "${rooms[name] ?? ''}")`,
  );
}
