import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Weight = { readonly cost: number; readonly list: (args: Record<string, unknown>) => number };
/** The prices of a graph as a test knows them: by coordinate, without reading a directive. */
export type KnownPrices = Readonly<Record<string, Partial<Weight>>>;

type Asking = {
  readonly schema: GraphQLSchema;
  readonly prices: KnownPrices;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Record<string, unknown>;
};

/** The cost of an operation by building its dearest answer one object after another: slow, and by no code of the product. */
export function dearest(asking: Asking, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): number {
  const groups = new Map<string, FieldNode[]>();
  for (const set of sets) gather(asking, type, set, groups);
  let sum = 0;
  for (const nodes of groups.values()) sum += fieldCost(asking, type, nodes);
  return sum;
}

function fieldCost(asking: Asking, owner: GraphQLObjectType, nodes: readonly FieldNode[]): number {
  const [node] = nodes as [FieldNode];
  const field = owner.getFields()[node.name.value];
  if (field === undefined) return 0;
  const price = asking.prices[`${owner.name}.${field.name}`] ?? {};
  const type = getNamedType(field.type);
  const possible = isAbstractType(type) ? asking.schema.getPossibleTypes(type) : [type].filter(isObjectType);
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const list = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  const count = list ? (price.list?.(getArgumentValues(field, node, asking.variables)) ?? 100) : 1;
  let sum = 0;
  for (let item = 0; item < count; item += 1) {
    const options = possible.map((one) => dearest(asking, one, sets));
    sum += (price.cost ?? (possible.length > 0 ? 1 : 0)) + Math.max(0, ...options);
  }
  return sum;
}

function gather(
  asking: Asking,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  groups: Map<string, FieldNode[]>,
): void {
  for (const selection of set.selections) {
    if (isLeftOut(asking, selection)) continue;
    if (selection.kind === 'Field') {
      const key = selection.alias?.value ?? selection.name.value;
      groups.set(key, [...(groups.get(key) ?? []), selection]);
      continue;
    }
    const inner = selection.kind === 'InlineFragment' ? selection : spread(asking, selection);
    if (inner !== null && fits(type, inner.typeCondition)) gather(asking, type, inner.selectionSet, groups);
  }
}

function isLeftOut({ variables }: Asking, { directives = [] }: SelectionNode): boolean {
  return directives.some(({ name, arguments: [given] = [] }) => {
    const value = given?.value;
    const literal = value?.kind === 'BooleanValue' && value.value;
    const isMet = value?.kind === 'Variable' ? variables[value.name.value] === true : literal;
    return name.value === 'skip' ? isMet : !isMet;
  });
}

function spread({ fragments }: Asking, { name }: FragmentSpreadNode): FragmentDefinitionNode | null {
  return fragments.get(name.value) ?? null;
}

/** The one union of the test's graph holds every type that it meets. */
function fits(type: GraphQLObjectType, condition: NamedTypeNode | undefined): boolean {
  const on = condition?.name.value ?? type.name;
  return on === type.name || on === 'Any' || type.getInterfaces().some(({ name }) => name === on);
}
