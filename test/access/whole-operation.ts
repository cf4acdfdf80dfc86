import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';

type Given = 'REQUIRED' | 'ALL';

/** An operation that asks every field that its root leads to, each once, with the arguments that must be given, or with all that there are. Its values have no sense; it is decided, not asked. */
export function wholeOperation(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation',
  given: Given,
): string | null {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  return root == null ? null : `${kind} ${new Maker(schema, given).selections(root)}`;
}

class Maker {
  readonly #schema: GraphQLSchema;
  readonly #given: Given;
  readonly #seen = new Set<string>();
  #names = 0;

  constructor(schema: GraphQLSchema, given: Given) {
    this.#schema = schema;
    this.#given = given;
  }

  /** All of a type where it is met first, and one leaf of it elsewhere. */
  selections(type: GraphQLNamedType): string {
    if (!isCompositeType(type)) return '';
    if (isUnionType(type))
      return `{ ${type
        .getTypes()
        .map((one) => `... on ${one.name} ${this.selections(one)}`)
        .join(' ')} }`;
    if (this.#seen.has(type.name)) return `{ ${this.#leafPath(type, []) ?? '__typename'} }`;
    this.#seen.add(type.name);
    const fields = Object.values(type.getFields()).map((field) => this.#field(field));
    const objects = isInterfaceType(type) ? this.#schema.getPossibleTypes(type) : [];
    const behind = objects.map((one) => `... on ${one.name} ${this.selections(one)}`);
    return `{ ${[...fields, ...behind].join(' ')} }`;
  }

  #field(field: GraphQLField<unknown, unknown>): string {
    return `${this.#head(field)} ${this.selections(getNamedType(field.type))}`;
  }

  #head({ name, args }: GraphQLField<unknown, unknown>): string {
    this.#names += 1;
    const given = args.filter((one) => this.#given === 'ALL' || isRequiredArgument(one));
    const text = given.map((one: GraphQLArgument) => `${one.name}: ${this.#literal(one.type, 3)}`).join(', ');
    return `f${this.#names}: ${name}${text === '' ? '' : `(${text})`}`;
  }

  #leafPath(type: GraphQLNamedType, above: readonly string[]): string | null {
    if (!(isObjectType(type) || isInterfaceType(type)) || above.includes(type.name)) return null;
    for (const field of Object.values(type.getFields())) {
      const below = getNamedType(field.type);
      if (!isCompositeType(below)) return this.#head(field);
    }
    for (const field of Object.values(type.getFields())) {
      const below = this.#leafPath(getNamedType(field.type), [...above, type.name]);
      if (below !== null) return `${this.#head(field)} { ${below} }`;
    }
    return null;
  }

  #literal(wrapped: GraphQLInputType, levels: number): string {
    const type = getNullableType(wrapped);
    if (isListType(type)) {
      const item = getNullableType(type.ofType);
      if (isEnumType(item)) return `[${item.getValues().map(({ name }) => name)}]`;
      return `[${this.#literal(type.ofType, levels)}]`;
    }
    if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
    if (!isInputObjectType(type)) return '"given"';
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || (this.#given === 'ALL' && levels > 0),
    );
    return `{ ${fields.map((field) => `${field.name}: ${this.#literal(field.type, levels - 1)}`).join(', ')} }`;
  }
}
