import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** What an operation asks at one place, without its own names: fields by coordinate and arguments, and what is asked below each. */
export type Footprint = ReadonlyMap<string, AskedField>;

type AskedField = {
  readonly coordinate: string;
  /** Printed, by name; `$` where a variable gives it whole, and every variable within it by the same name. */
  readonly given: ReadonlyMap<string, string>;
  readonly below: Map<string, AskedField>;
};

type Walk = {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
};

const ANY = '$';

/** The footprint of a valid operation. Aliases, fragments, conditions and the order of fields leave none; a condition can only leave something out. */
export function footprintOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Footprint {
  const definitions = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const walk = { schema, fragments: new Map(definitions.map((one) => [one.name.value, one])) };
  const found = new Map<string, AskedField>();
  const root = schema.getRootType(operation.operation);
  if (root != null) within(walk, root, found, operation.selectionSet);
  return found;
}

/** Whether what one operation asks is part of what another does: no field, argument or value more, but any value where the other takes one from a variable. */
export function isNarrower(one: Footprint, other: Footprint): boolean {
  return [...one.values()].every((asked) =>
    [...other.values()].some(
      (known) =>
        asked.coordinate === known.coordinate &&
        isGivenLike(asked.given, known.given) &&
        isNarrower(asked.below, known.below),
    ),
  );
}

function isGivenLike(asked: AskedField['given'], known: AskedField['given']): boolean {
  if (asked.size !== known.size) return false;
  return [...asked].every(([name, value]) => known.get(name) === ANY || known.get(name) === value);
}

function within(
  walk: Walk,
  type: GraphQLCompositeType,
  found: Map<string, AskedField>,
  set: SelectionSetNode,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      ofField(walk, type, found, selection);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    const on =
      fragment.typeCondition === undefined ? type : walk.schema.getType(fragment.typeCondition.name.value);
    if (isCompositeType(on)) within(walk, on, found, fragment.selectionSet);
  }
}

function ofField(
  walk: Walk,
  type: GraphQLCompositeType,
  found: Map<string, AskedField>,
  node: FieldNode,
): void {
  const name = node.name.value;
  const coordinate = `${type.name}.${name}`;
  const given = new Map((node.arguments ?? []).map((argument) => [argument.name.value, valueText(argument)]));
  const key = JSON.stringify([coordinate, [...given].toSorted()]);
  const own = found.get(key) ?? { coordinate, given, below: new Map<string, AskedField>() };
  found.set(key, own);
  if (node.selectionSet === undefined || !(isObjectType(type) || isInterfaceType(type))) return;
  const field = type.getFields()[name];
  const below = field === undefined ? undefined : getNamedType(field.type);
  if (isCompositeType(below)) within(walk, below, own.below, node.selectionSet);
}

function valueText({ value }: ArgumentNode): string {
  const nameless = visit(value, { Variable: (node) => ({ ...node, name: { ...node.name, value: 'any' } }) });
  return value.kind === Kind.VARIABLE ? ANY : print(nameless);
}
