import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
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
import { HIDDEN_GRANT, HIDDEN_ID, HIDDEN_KEY } from '../names.ts';

/** What it takes to know whom to ask for grants: the whole graph, and which room owns which subject type. */
export type GrantGraph = {
  readonly schema: GraphQLSchema;
  readonly owners: ReadonlyMap<string, string>;
};

/**
 * The document of a fetch that asks each subject, wherever it asks for the hidden `id`, for its key and its grant too: by these a receipt is made.
 * Neither is in the API schema, so that no plan can ask for them; only the room that owns the subject is asked. What the planner asks of
 * the same object by itself is not asked twice. The same document where there is nothing to add.
 */
export function askingGrants(document: DocumentNode, room: string, graph: GrantGraph): DocumentNode {
  const types = new TypeInfo(graph.schema);
  const leave = (node: SelectionSetNode): SelectionSetNode | undefined => {
    const type = getNamedType(types.getParentType() ?? types.getType());
    if (!isCompositeType(type) || !node.selections.some(isHiddenId)) return undefined;
    const added = addedOn(type, room, graph, node.selections);
    return added.length === 0 ? undefined : { ...node, selections: [...node.selections, ...added] };
  };
  return visit(document, visitWithTypeInfo(types, { SelectionSet: { leave } }));
}

function addedOn(
  type: GraphQLCompositeType,
  room: string,
  { schema, owners }: GrantGraph,
  asked: readonly SelectionNode[],
): SelectionNode[] {
  if (isAbstractType(type))
    return schema.getPossibleTypes(type).flatMap((possible): SelectionNode[] => {
      const selections = addedOn(possible, room, { schema, owners }, []);
      if (selections.length === 0) return [];
      const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
      const typeCondition = { kind: Kind.NAMED_TYPE, name: name(possible.name) } as const;
      return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet }];
    });
  if (!isObjectType(type) || owners.get(type.name) !== room) return [];
  const known = type.getFields();
  return HIDDEN_FIELDS.filter(
    ({ of }) => known[of] !== undefined && !asked.some((selection) => isPlain(selection, of)),
  ).map(({ of, as }): FieldNode => ({ kind: Kind.FIELD, name: name(of), alias: name(as) }));
}

const HIDDEN_FIELDS = [
  { of: 'key', as: HIDDEN_KEY },
  { of: 'grant', as: HIDDEN_GRANT },
] as const;

function isHiddenId(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD && selection.alias?.value === HIDDEN_ID;
}

function isPlain(selection: SelectionNode, of: string): boolean {
  return selection.kind === Kind.FIELD && selection.alias === undefined && selection.name.value === of;
}

function name(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
