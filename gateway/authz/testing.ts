import {
  buildASTSchema,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  print,
  specifiedRules,
  validate,
} from 'graphql';
import { type AuthorizedOperation, authorizeOperation, buildAccess } from './authorize-operation.ts';

const LINKS = `
schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
  @link(url: "https://specs.apollo.dev/tag/v0.3")
  @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
  @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
{ query: Query ROOTS }
directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
enum link__Purpose { SECURITY EXECUTION }
scalar link__Import
directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
`;

/** A supergraph of these types with the links that Apollo's composer writes. */
export function supergraphOf(types: string): string {
  return LINKS.replace('ROOTS', /^\s*type Mutation\b/m.test(types) ? 'mutation: Mutation' : '') + types;
}

/** What a test viewer holds, by names. */
export type Holding = {
  readonly authenticated?: boolean;
  readonly scopes?: readonly string[];
  readonly policies?: readonly string[];
};

/** What a test asks for. `unmarked` is `open` unless said. */
export type Asking = Holding & {
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly unmarked?: 'open' | 'closed';
};

const TRUSTED_RULES = specifiedRules.filter(
  (rule) => rule !== NoUnusedFragmentsRule && rule !== NoUnusedVariablesRule,
);

/** Authorizes an operation on a supergraph of these types. Both what is asked and what is left must pass validation. */
export function authorize(types: string, text: string, asking: Asking = {}): AuthorizedOperation {
  const sdl = supergraphOf(types);
  const { operationName = null, variables = {}, unmarked = 'open' } = asking;
  const rights = {
    authenticated: asking.authenticated ?? false,
    scopes: new Set(asking.scopes),
    policies: new Set(asking.policies),
  };
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const document = parse(text);
  const access = buildAccess(sdl, { unmarked });
  const authorized = authorizeOperation(access, { document, operationName, variables, rights });
  const [error] = [document, authorized.document].flatMap((each) =>
    each === null ? [] : validate(schema, each, TRUSTED_RULES),
  );
  if (error !== undefined) throw error;
  return authorized;
}

/** The outcome as two texts: the operation in one line, and one `path Coordinate` for each field denied. */
export function outcome(
  types: string,
  text: string,
  asking: Asking = {},
): { open: string | null; denied: string[] } {
  const { document, denied } = authorize(types, text, asking);
  return {
    open: document === null ? null : print(document).replace(/\s+/g, ' ').trim(),
    denied: denied.map(({ path, coordinate }) => `${path.join('.')} ${coordinate}`),
  };
}
