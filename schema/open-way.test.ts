import { expect, test } from 'vitest';
import { refuseOpenWay } from './open-way.ts';

test.each([
  'https://rooms.example/graphql',
  'http://127.0.0.1:4101/graphql',
  'http://localhost:1/',
  'http://[::1]:4101/graphql',
])('over TLS or inside one machine a room may be called: %s', (address) => {
  expect(() => refuseOpenWay('SUBGRAPH_URL_AID', address)).not.toThrow();
});

test.each([
  'http://10.0.0.7:4101/graphql',
  'http://aid/graphql',
  'http://127.0.0.1.example/',
  'http://localhost.example/',
  'ftp://localhost/',
  'aid',
  '',
])('a way on which others could listen is refused by the name of its variable: %s', (address) => {
  expect(() => refuseOpenWay('SUBGRAPH_URL_AID', address)).toThrow(/^SUBGRAPH_URL_AID must be/);
});
