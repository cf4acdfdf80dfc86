import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  type InlineFragmentNode,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Arguments, argumentsOf } from './arguments.ts';
import { type Completion, NotCompiled } from './completion.ts';
import { entities } from './entities.ts';

/** What a document's fields are compiled against. */
export type Compiling = {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
};

/** One field of the answer, as it is asked of every object of one type. */
export type PlannedField = {
  readonly key: string;
  readonly name: string;
  /** Null is `__typename`. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | null;
  readonly args: Arguments;
  readonly info: GraphQLResolveInfo;
  readonly nodes: readonly FieldNode[];
  readonly type: Completion;
};

/** All fields that are asked of one type, in the order of the document. */
export type Selection = { readonly type: GraphQLObjectType; readonly fields: readonly PlannedField[] };

/** What a document says beside its operation. */
export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

/** Plans the selections of one object type (GraphQL §6.3.2). @throws NotCompiled for what is left to graphql-js */
export function selectionOf(
  compiling: Compiling,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Selection {
  if (type.isTypeOf != null) throw new NotCompiled('isTypeOf');
  const nodes = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const set of sets) collect(nodes, visited, compiling, type, set);
  return { type, fields: [...nodes].map(([key, of]) => plannedField(compiling, type, key, of)) };
}

function collect(
  found: Map<string, FieldNode[]>,
  visited: Set<string>,
  compiling: Compiling,
  type: GraphQLObjectType,
  set: SelectionSetNode,
): void {
  for (const selection of set.selections) {
    // The gateway takes `@skip` and `@include` away; whoever else sends them is answered by graphql-js.
    if ((selection.directives ?? []).length > 0) throw new NotCompiled('directives');
    if (selection.kind === Kind.FIELD) {
      addField(found, selection);
      continue;
    }
    const fragment = fragmentOf(selection, visited, compiling);
    if (fragment !== undefined && applies(compiling.schema, fragment.typeCondition?.name.value, type))
      collect(found, visited, compiling, type, fragment.selectionSet);
  }
}

function addField(found: Map<string, FieldNode[]>, node: FieldNode): void {
  const key = node.alias?.value ?? node.name.value;
  const known = found.get(key);
  if (known === undefined) found.set(key, [node]);
  else known.push(node);
}

/** What a fragment holds; a named one counts once for one object. */
function fragmentOf(
  selection: InlineFragmentNode | FragmentSpreadNode,
  visited: Set<string>,
  { fragments }: Compiling,
): InlineFragmentNode | FragmentDefinitionNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
  const name = selection.name.value;
  if (visited.has(name)) return undefined;
  visited.add(name);
  return fragments.get(name);
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const abstract = schema.getType(condition);
  return isAbstractType(abstract) && schema.isSubType(abstract, type);
}

function plannedField(
  compiling: Compiling,
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly [FieldNode, ...FieldNode[]] | readonly FieldNode[],
): PlannedField {
  const [first] = nodes as readonly [FieldNode];
  const name = first.name.value;
  if (name === '__typename') return typeName(compiling, parent, key, nodes);
  const definition: GraphQLField<unknown, unknown> | undefined = parent.getFields()[name];
  if (definition === undefined) throw new NotCompiled(`${parent.name}.${name}`);
  const { schema, operation, fragments } = compiling;
  return {
    key,
    name,
    nodes,
    resolve: resolverOf(definition),
    args: argumentsOf(definition, first, operation.variableDefinitions ?? []),
    // Resolvers here read no path: what is the same for every object is made once.
    info: {
      fieldName: name,
      fieldNodes: nodes,
      returnType: definition.type,
      parentType: parent,
      schema,
      operation,
      fragments: Object.fromEntries(fragments),
      rootValue: undefined,
      variableValues: {},
      path: { prev: undefined, key, typename: parent.name },
    },
    type: completionOf(compiling, definition.type, nodes),
  };
}

function resolverOf({ name, resolve }: GraphQLField<unknown, unknown>): PlannedField['resolve'] & {} {
  if (name === '_entities') return entities(resolve);
  return resolve ?? ((source) => (source as Readonly<Record<string, unknown>>)[name]);
}

function typeName(
  { schema, operation }: Compiling,
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): PlannedField {
  const info = { fieldName: '__typename', parentType: parent, schema, operation } as GraphQLResolveInfo;
  const type: Completion = { kind: 'TYPE_NAME', nonNull: true };
  return { key, name: '__typename', nodes, resolve: null, args: () => ({}), info, type };
}

function completionOf(compiling: Compiling, of: GraphQLOutputType, nodes: readonly FieldNode[]): Completion {
  const nonNull = of instanceof GraphQLNonNull;
  const type = getNullableType(of);
  if (isLeafType(type)) return { kind: 'LEAF', nonNull, type };
  if (isListType(type)) return { kind: 'LIST', nonNull, item: completionOf(compiling, type.ofType, nodes) };
  const sets = nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
  if (isObjectType(type)) return { kind: 'OBJECT', nonNull, selection: selectionOf(compiling, type, sets) };
  const selections = new Map(
    compiling.schema
      .getPossibleTypes(type)
      .map((possible) => [possible.name, selectionOf(compiling, possible, sets)] as const),
  );
  return { kind: 'ABSTRACT', nonNull, type, selections };
}
