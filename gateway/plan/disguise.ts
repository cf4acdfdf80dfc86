import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type NameNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { isExcluded, withoutConditions } from '../condition.ts';
import { HIDDEN_ID, type PlannedKey, plannedKeys, plannedVariable } from '../names.ts';
import { connectionOf, isPageAlone, type Vouching } from '../vouching.ts';

/** What disguising needs to know of the graph. */
export type Graph = {
  readonly schema: GraphQLSchema;
  readonly vouching: Vouching;
  /** Whether receipts are made: then it must be known who is in a list of which only the page is asked. */
  readonly findsAll?: boolean;
};

/**
 * The operation as the planner sees it: aliases and variables renamed, excluded selections gone, and a hidden `id` asked of every
 * subject, also where only `__typename` is wanted (access §4), and of the subject of every file. Names of types and fields stay as they are.
 */
export function disguise(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  graph: Graph,
): DocumentNode {
  const types = new TypeInfo(graph.schema);
  const keyOf = plannedKeys(graph.schema);
  const renamed = visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter: (node) => (isExcluded(node, variables) ? null : undefined),
        leave: (node: FieldNode) => renamedField(node, keyOf),
      },
      InlineFragment: {
        enter: (node) => (isExcluded(node, variables) ? null : undefined),
        leave: withoutConditions,
      },
      FragmentSpread: (node) => (isExcluded(node, variables) ? null : withoutConditions(node)),
      SelectionSet: {
        leave: (node: SelectionSetNode) => withHidden(node, types, graph),
      },
      Variable: (node) => ({ ...node, name: { ...node.name, value: plannedVariable(node.name.value) } }),
    }),
  );
  return withoutUnused(renamed);
}

function renamedField(node: FieldNode, keyOf: PlannedKey): FieldNode {
  const { alias, ...bare } = withoutConditions(node);
  const key = keyOf(node.name.value, alias?.value);
  return key === node.name.value ? bare : { ...bare, alias: name(key) };
}

/** Adds what the gateway itself must know of an object: whether it is within reach, and of which type it is. */
function withHidden(node: SelectionSetNode, types: TypeInfo, graph: Graph): SelectionSetNode {
  const type = getNamedType(types.getParentType() ?? types.getType());
  if (!isCompositeType(type)) return node;
  const added = isAbstractType(type) ? hiddenOnPossible(type, graph) : hiddenOn(type, graph);
  if (graph.findsAll === true && isObjectType(type)) added.push(...hiddenEdges(type, node, graph));
  if (isAbstractType(type) || (node.selections.length === 0 && added.length === 0))
    added.push(field('__typename'));
  return added.length === 0 ? node : { ...node, selections: [...node.selections, ...added] };
}

/** Those in a list of which the page is asked, and nobody in it. */
function hiddenEdges(
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  graph: Graph,
): SelectionNode[] {
  const edges = connectionOf(type, graph.vouching);
  const asked = selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
  if (edges === null || !isPageAlone(asked, edges.field)) return [];
  const below = hiddenOn(edges.type, graph);
  return [{ ...field(edges.field), selectionSet: { kind: Kind.SELECTION_SET, selections: below } }];
}

/** The hidden `id` of a subject, or of the subjects through which an object is vouched for. */
function hiddenOn(type: GraphQLNamedType, graph: Graph): SelectionNode[] {
  const through = graph.vouching.get(type.name);
  if (through === undefined || !isObjectType(type)) return [];
  if (through.length === 0) return [field('id', HIDDEN_ID)];
  return through.map((name) => {
    const target = getNamedType(type.getFields()[name]?.type);
    const selections = target === undefined ? [] : hiddenOn(target, graph);
    return { ...field(name), selectionSet: { kind: Kind.SELECTION_SET, selections } };
  });
}

function hiddenOnPossible(type: GraphQLAbstractType, graph: Graph): SelectionNode[] {
  return graph.schema.getPossibleTypes(type).flatMap((possible): SelectionNode[] => {
    const selections = hiddenOn(possible, graph);
    if (selections.length === 0) return [];
    const typeCondition = { kind: Kind.NAMED_TYPE, name: name(possible.name) } as const;
    return [
      { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { kind: Kind.SELECTION_SET, selections } },
    ];
  });
}

/** Drops variables and fragments that nothing uses any more. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((d) =>
      d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [],
    ),
  );
  const used = usedBelow(document, fragments);
  return {
    ...document,
    definitions: document.definitions.flatMap((definition): DefinitionNode[] => {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        return used.fragments.has(definition.name.value) ? [definition] : [];
      if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
      const variableDefinitions = (definition.variableDefinitions ?? []).filter((v) =>
        used.variables.has(v.variable.name.value),
      );
      return [{ ...definition, variableDefinitions }];
    }),
  };
}

function usedBelow(document: DocumentNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const used = { fragments: new Set<string>(), variables: new Set<string>() };
  const collect = (node: DocumentNode['definitions'][number]): void => {
    visit(node, {
      VariableDefinition: () => false,
      Variable: (variable) => void used.variables.add(variable.name.value),
      FragmentSpread: (spread) => {
        const fragment = fragments.get(spread.name.value);
        if (fragment === undefined || used.fragments.has(spread.name.value)) return;
        used.fragments.add(spread.name.value);
        collect(fragment);
      },
    });
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) collect(definition);
  return used;
}

function field(of: string, alias?: string): FieldNode {
  return { kind: Kind.FIELD, name: name(of), ...(alias === undefined ? {} : { alias: name(alias) }) };
}

function name(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
