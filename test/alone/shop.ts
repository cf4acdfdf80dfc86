import { SubgraphServer } from './subgraph-server.ts';

const PUBLIC = '@tag(name: "public")';

const PRODUCTS = {
  name: 'products',
  sdl: `
    type Query { products: [Product!] ${PUBLIC} product(upc: ID!): Product ${PUBLIC} }
    type Mutation { rename(upc: ID!, name: String!): Product ${PUBLIC} }
    type Product @key(fields: "upc") {
      upc: ID! ${PUBLIC}
      name: String ${PUBLIC}
      cost: Int @requiresScopes(scopes: [["cost:read"]])
      supplier: String @policy(policies: [["income"]])
      shelf: String
    }`,
};

const REVIEWS = {
  name: 'reviews',
  sdl: `
    type Product @key(fields: "upc") { upc: ID! ${PUBLIC} reviews: [Review!] ${PUBLIC} }
    type Review { body: String ${PUBLIC} author: User ${PUBLIC} }
    type User @key(fields: "id") { id: ID! ${PUBLIC} }`,
  resolvers: {
    Product: {
      reviews: ({ upc }: { readonly upc: string }) =>
        upc === 'p1' ? [{ body: 'Sits well.', author: { id: 'u1' } }] : [],
    },
  },
};

const USERS = {
  name: 'users',
  sdl: `type User @key(fields: "id") { id: ID! ${PUBLIC} name: String ${PUBLIC} email: String @authenticated }`,
  resolvers: {
    User: {
      __resolveReference: ({ id }: { readonly id: string }) => ({
        id,
        name: 'Aminah',
        email: 'a@shop.example',
      }),
    },
  },
};

/** Three subgraphs: products, what is written of them, and who wrote it. Of one product there is a review. */
export async function openShop(): Promise<{
  readonly all: readonly SubgraphServer[];
  readonly products: SubgraphServer;
  readonly reviews: SubgraphServer;
  readonly users: SubgraphServer;
  close(): Promise<void>;
}> {
  const stock = new Map([
    ['p1', { upc: 'p1', name: 'Chair', cost: 40, supplier: 'Kayu', shelf: 'A1' }],
    ['p2', { upc: 'p2', name: 'Table', cost: 90, supplier: 'Kayu', shelf: 'A2' }],
  ]);
  const found = (_source: unknown, { upc }: { readonly upc: string }) => stock.get(upc) ?? null;
  const resolvers = {
    Query: { products: () => [...stock.values()], product: found },
    Mutation: {
      rename: (_source: unknown, { upc, name }: { readonly upc: string; readonly name: string }) => {
        const product = stock.get(upc);
        if (product !== undefined) product.name = name;
        return product ?? null;
      },
    },
    Product: { __resolveReference: ({ upc }: { readonly upc: string }) => stock.get(upc) ?? null },
  };
  const products = await new SubgraphServer({ ...PRODUCTS, resolvers }).open();
  const reviews = await new SubgraphServer(REVIEWS).open();
  const users = await new SubgraphServer(USERS).open();
  const all = [products, reviews, users];
  return {
    all,
    products,
    reviews,
    users,
    close: async () => void (await Promise.all(all.map((server) => server.close()))),
  };
}
