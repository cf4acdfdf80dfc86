import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Answer, gatewayOver, temporaryFile } from './command.ts';
import { openShop } from './shop.ts';
import { composed } from './subgraph-server.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(() => {
  for (const server of shop.all) server.calls.length = 0;
});
afterAll(() => shop.close());

const JOINED = '{ products { name reviews { body author { name } } } }';
const GUARDED = '{ product(upc: "p1") { name cost shelf reviews { author { id email } } } }';

function told({ errors = [] }: Answer): string[] {
  return errors.map(({ path = [], extensions }) => `${path.join('.')} ${extensions['code']}`).toSorted();
}

/** An issuer with one key, and a token of it with these scopes. */
async function openIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const server = createServer((_message, reply) => reply.end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const jwks = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  const flags = ['--jwks', jwks, '--issuer', 'https://issuer.example', '--audience', 'shop'];
  const sign = (scope: string, audience = 'shop') =>
    new SignJWT({ scope, sub: 'clerk-1' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'one' })
      .setIssuer('https://issuer.example')
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
  return { flags, sign };
}

test('a join across three subgraphs that know nothing of this gateway is answered', async () => {
  const { path } = temporaryFile(composed(shop.all));
  const gateway = await gatewayOver(path);

  const { status, data, errors } = await gateway.ask(JOINED);
  expect(errors).toBeUndefined();
  expect([status, data]).toEqual([
    200,
    {
      products: [
        { name: 'Chair', reviews: [{ body: 'Sits well.', author: { name: 'Aminah' } }] },
        { name: 'Table', reviews: [] },
      ],
    },
  ]);

  process.kill(gateway.pid, 'SIGTERM');
  expect(await gateway.ended).toBe(0);
  expect(gateway.errors()).toBe('');
});

test('closed fields are withheld and never fetched; a scope opens one, a token another; no token is handed on', async () => {
  const { path } = temporaryFile(composed(shop.all));
  const { flags, sign } = await openIssuer();
  const gateway = await gatewayOver(path, flags);

  const nobody = await gateway.ask(GUARDED);
  expect(nobody.data).toEqual({
    product: { name: 'Chair', cost: null, shelf: null, reviews: [{ author: { id: 'u1', email: null } }] },
  });
  expect(told(nobody)).toEqual([
    'product.cost UNAUTHORIZED_FIELD_OR_TYPE',
    'product.reviews.0.author.email UNAUTHORIZED_FIELD_OR_TYPE',
    'product.shelf UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  const asked = shop.all.flatMap(({ calls }) => calls.map(({ query }) => query)).join('\n');
  expect(asked).not.toMatch(/\b(cost|shelf|email)\b/);

  const clerk = await gateway.ask(GUARDED, await sign('other:read'));
  expect(clerk.data.product).toMatchObject({
    cost: null,
    reviews: [{ author: { email: 'a@shop.example' } }],
  });

  const buyer = await gateway.ask(GUARDED, await sign('other:read cost:read'));
  expect(buyer.data.product).toMatchObject({ cost: 40, shelf: null });
  expect(told(buyer)).toEqual(['product.shelf UNAUTHORIZED_FIELD_OR_TYPE']);

  const foreign = await gateway.ask(GUARDED, await sign('cost:read', 'another shop'));
  expect([foreign.status, told(foreign)]).toEqual([401, [' UNAUTHENTICATED']]);

  const headers = shop.all.flatMap(({ calls }) => calls.flatMap((call) => Object.keys(call.headers)));
  expect(new Set(headers)).toEqual(
    new Set(['accept', 'connection', 'content-length', 'content-type', 'host']),
  );
});

test('no token holds a policy: what a policy rules is closed to everyone', async () => {
  const { path } = temporaryFile(composed(shop.all));
  const { flags, sign } = await openIssuer();
  const gateway = await gatewayOver(path, [...flags, '--unmarked', 'open']);

  const answer = await gateway.ask('{ product(upc: "p1") { upc supplier } }', await sign('income cost:read'));
  expect(answer.data).toEqual({ product: { upc: 'p1', supplier: null } });
  expect(told(answer)).toEqual(['product.supplier UNAUTHORIZED_FIELD_OR_TYPE']);
});

test('unmarked fields are open where it is said, and marked ones still are not', async () => {
  const { path } = temporaryFile(composed(shop.all));
  const gateway = await gatewayOver(path, ['--unmarked', 'open']);

  const answer = await gateway.ask('{ product(upc: "p1") { shelf cost } }');
  expect(answer.data).toEqual({ product: { shelf: 'A1', cost: null } });
  expect(told(answer)).toEqual(['product.cost UNAUTHORIZED_FIELD_OR_TYPE']);
});

test('what a subgraph that is away would tell is unknown, the rest is answered, and it is asked again when it is back', async () => {
  const { path } = temporaryFile(composed(shop.all));
  const gateway = await gatewayOver(path);
  expect((await gateway.ask(JOINED)).errors).toBeUndefined();

  await shop.reviews.close();
  const away = await gateway.ask(JOINED);
  expect([away.status, away.data]).toEqual([
    200,
    {
      products: [
        { name: 'Chair', reviews: null },
        { name: 'Table', reviews: null },
      ],
    },
  ]);
  expect(told(away)).toEqual([
    'products.0.reviews SOURCE_UNAVAILABLE',
    'products.1.reviews SOURCE_UNAVAILABLE',
  ]);
  expect(JSON.stringify(away)).not.toMatch(/reviews did not|ECONN|127\.0\.0\.1/);
  expect(gateway.errors()).toMatch(/^request [0-9a-f-]{36}: the subgraph reviews did not answer: \w+\n$/);

  await shop.reviews.open();
  expect((await gateway.ask(JOINED)).errors).toBeUndefined();
});

test('a mutation runs once in its subgraph and is joined like a query', async () => {
  const { path } = temporaryFile(composed(shop.all));
  const gateway = await gatewayOver(path);

  const answer = await gateway.ask('mutation { rename(upc: "p2", name: "Desk") { name reviews { body } } }');
  expect(answer).toEqual({ status: 200, data: { rename: { name: 'Desk', reviews: [] } } });
  expect(shop.products.calls).toHaveLength(1);
});
