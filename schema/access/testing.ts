const DEFINITIONS = `
directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
enum link__Purpose { SECURITY EXECUTION }
scalar link__Import
directive @join__type(graph: String, key: String, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION | ENUM_VALUE | INPUT_FIELD_DEFINITION
directive @inaccessible on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION | SCALAR | ENUM | INPUT_FIELD_DEFINITION
directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
`;

/** The links that Apollo's composer writes for these specifications. */
export const LINKS = [
  'tag/v0.3',
  'inaccessible/v0.2',
  'authenticated/v0.1',
  'requiresScopes/v0.1',
  'policy/v0.1',
].map(
  (spec) =>
    `@link(url: "https://specs.apollo.dev/${spec}"${spec.startsWith('tag') ? '' : ', for: SECURITY'})`,
);

/** A supergraph of these types, with these links on its schema. */
export function supergraphOf(types: string, links: readonly string[] = LINKS): string {
  const mutation = /^\s*type Mutation\b/m.test(types) ? ' mutation: Mutation' : '';
  return `schema\n  ${links.join('\n  ')}\n{ query: Query${mutation} }\n${DEFINITIONS}\n${types}`;
}
