import { type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Representation = Readonly<Record<string, unknown>>;
type ResolveReference = (representation: Representation, context: unknown, info: unknown) => unknown;

/**
 * `_entities` as `@apollo/subgraph` resolves it, but at once where a reference is: it waits twice for each. What it does for interfaces and for
 * types without a reference is left to it.
 */
export function entities(resolve: Resolver | undefined): Resolver {
  return (source, args, context, info) => {
    const representations = args['representations'] as readonly Representation[];
    const references = representations.map(({ __typename }) => referenceOf(info.schema, __typename));
    if (references.includes(null)) return resolve?.(source, args, context, info);
    return representations.map((representation, index) => {
      const found = references[index]?.(representation, context, info);
      const name = String(representation['__typename']);
      return found instanceof Promise ? found.then((value) => named(value, name)) : named(found, name);
    });
  };
}

/** Where `@apollo/subgraph` keeps how an entity is found. */
function referenceOf(schema: GraphQLSchema, name: unknown): ResolveReference | null {
  const type = typeof name === 'string' ? schema.getType(name) : undefined;
  return isObjectType(type) ? (extensionOf(type)?.subgraph?.resolveReference ?? null) : null;
}

function extensionOf({ extensions }: GraphQLObjectType) {
  return extensions['apollo'] as
    | { readonly subgraph?: { readonly resolveReference?: ResolveReference } }
    | undefined;
}

/** The union of all entities asks each for its type. */
function named(value: unknown, name: string): unknown {
  if (typeof value === 'object' && value !== null)
    Object.defineProperty(value, '__typename', { value: name, configurable: true });
  return value;
}
