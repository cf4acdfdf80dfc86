import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';

/**
 * Refuses a supergraph in which `@requires` of several fields mean one field with different arguments. The planner fetches it once, with the arguments of
 * one of them, and the others would be computed from what they did not ask for.
 * @throws Error that names the field
 */
export function refuseConflictingRequires(sdl: string, schema: GraphQLSchema): void {
  const required = new Required(schema);
  const definition = (node: {
    readonly name: { readonly value: string };
    readonly fields?: readonly object[] | undefined;
  }) => {
    const type = schema.getType(node.name.value);
    for (const field of node.fields ?? [])
      visit(field as never, {
        Argument: ({ name, value }) => {
          if (name.value === 'requires' && value.kind === Kind.STRING) required.add(type, value.value);
        },
      });
    return false;
  };
  visit(parse(sdl, { noLocation: true }), {
    ObjectTypeDefinition: definition,
    InterfaceTypeDefinition: definition,
  });
}

class Required {
  readonly #schema: GraphQLSchema;
  /** By the coordinate of a field, the arguments with which it is required. */
  readonly #arguments = new Map<string, string>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  add(type: GraphQLNamedType | undefined, requires: string): void {
    const [operation] = parse(`{ ${requires} }`, { noLocation: true }).definitions;
    if (operation?.kind === Kind.OPERATION_DEFINITION) this.#walk(type, operation.selectionSet);
  }

  #walk(type: GraphQLNamedType | undefined, set: SelectionSetNode): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) this.#field(type, node);
      if (node.kind !== Kind.INLINE_FRAGMENT) continue;
      const condition = node.typeCondition?.name.value;
      this.#walk(condition === undefined ? type : this.#schema.getType(condition), node.selectionSet);
    }
  }

  #field(type: GraphQLNamedType | undefined, node: FieldNode): void {
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    const name = node.name.value;
    this.#meet(`${type.name}.${name}`, (node.arguments ?? []).map(print).toSorted().join(', '));
    const field = type.getFields()[name];
    if (field !== undefined && node.selectionSet !== undefined)
      this.#walk(getNamedType(field.type), node.selectionSet);
  }

  #meet(coordinate: string, given: string): void {
    const known = this.#arguments.get(coordinate) ?? given;
    this.#arguments.set(coordinate, known);
    if (known !== given)
      throw new Error(
        `The field ${coordinate} is required with different arguments (${known}; ${given}). Give them one field each.`,
      );
  }
}
