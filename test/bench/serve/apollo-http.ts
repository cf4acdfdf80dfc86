/** The stock gateway in front of the plain rooms over HTTP, with its stock data source. No access. */
import { RemoteGraphQLDataSource } from '@apollo/gateway';
import { serveOrder } from '../order.ts';
import { serveApollo } from './apollo.ts';

serveOrder(({ rooms }) =>
  serveApollo(
    (name) => new RemoteGraphQLDataSource({ url: rooms[name] ?? '' }),
    () => ({}),
    async () => {},
  ),
);
