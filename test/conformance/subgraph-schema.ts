import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  visit,
} from 'graphql';
import type { GraphModel } from './model.ts';
import { subgraphSdl } from './sdl.ts';

/** The schema that a subgraph of a random graph executes. */
export function subgraphSchema(graph: GraphModel, subgraph: number): GraphQLSchema {
  return executableSchema(subgraphSdl(graph, subgraph));
}

/** What a subgraph executes: its own SDL without directives, and `_entities` as the subgraph specification has it. */
export function executableSchema(sdl: string): GraphQLSchema {
  const document = parse(sdl, { noLocation: true });
  const entities = document.definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && hasKey(node.directives) ? [node.name.value] : [],
  );
  const bare = visit(document, { SchemaExtension: () => null, Directive: () => null });
  if (entities.length === 0) return buildASTSchema(bare, { assumeValid: true });
  const added = parse(`
    scalar _Any
    union _Entity = ${entities.join(' | ')}
    type Query { _entities(representations: [_Any!]!): [_Entity]! }`);
  return buildASTSchema(withAdded(bare, added), { assumeValid: true });
}

function hasKey(directives: readonly ConstDirectiveNode[] | undefined): boolean {
  return (directives ?? []).some(({ name }) => name.value === 'key');
}

/** Both documents as one, with the fields of their two `Query` types together. */
function withAdded(document: DocumentNode, added: DocumentNode): DocumentNode {
  const roots = [...document.definitions, ...added.definitions].filter(isQuery);
  const [first] = roots;
  const others = [...document.definitions, ...added.definitions].filter((node) => !isQuery(node));
  const query = first && { ...first, fields: roots.flatMap(({ fields }) => fields ?? []) };
  return { kind: Kind.DOCUMENT, definitions: query === undefined ? others : [query, ...others] };
}

function isQuery(node: DefinitionNode): node is ObjectTypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Query';
}
