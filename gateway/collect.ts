import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  type SelectionSetNode,
} from 'graphql';
import { isExcluded } from './condition.ts';

/** What shaping knows of the client's own document. */
export type ClientDocument = {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced, under the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
};

/** The fields that a client selects on one object, by response key and in the order of the document (GraphQL §6.3.2). */
export function collectFields(
  client: ClientDocument,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const set of sets) collectInto(fields, visited, client, type, set);
  return fields;
}

function collectInto(
  fields: Map<string, FieldNode[]>,
  visited: Set<string>,
  client: ClientDocument,
  type: GraphQLObjectType,
  set: SelectionSetNode,
): void {
  for (const selection of set.selections) {
    if (isExcluded(selection, client.variables)) continue;
    if (selection.kind === 'Field') {
      addField(fields, selection);
      continue;
    }
    const fragment =
      selection.kind === 'InlineFragment' ? selection : fragmentOf(selection.name.value, visited, client);
    if (fragment !== undefined && applies(client.schema, fragment.typeCondition?.name.value, type))
      collectInto(fields, visited, client, type, fragment.selectionSet);
  }
}

function addField(fields: Map<string, FieldNode[]>, node: FieldNode): void {
  const key = node.alias?.value ?? node.name.value;
  const known = fields.get(key);
  if (known === undefined) fields.set(key, [node]);
  else known.push(node);
}

function fragmentOf(
  name: string,
  visited: Set<string>,
  client: ClientDocument,
): FragmentDefinitionNode | undefined {
  if (visited.has(name)) return undefined;
  visited.add(name);
  return client.fragments.get(name);
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const abstract = schema.getType(condition);
  return isAbstractType(abstract) && schema.isSubType(abstract, type);
}
