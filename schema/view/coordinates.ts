import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { ViewInputs } from './view-inputs.ts';
import type { ViewOutputs } from './view-outputs.ts';

/** The coordinates of everything in a view: what its roots lead to, and nothing else. */
export function coordinatesOf(
  schema: GraphQLSchema,
  inputs: ViewInputs,
  outputs: ViewOutputs,
): ReadonlySet<string> {
  const reached = new Reached(schema, inputs, outputs);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const given = schema.getDirectives().flatMap(({ args }) => args.map(({ type }) => getNamedType(type)));
  for (const type of [...roots, ...given]) if (type != null) reached.type(type);
  return reached.coordinates;
}

class Reached {
  readonly coordinates = new Set<string>();
  readonly #schema: GraphQLSchema;
  readonly #inputs: ViewInputs;
  readonly #outputs: ViewOutputs;

  constructor(schema: GraphQLSchema, inputs: ViewInputs, outputs: ViewOutputs) {
    this.#schema = schema;
    this.#inputs = inputs;
    this.#outputs = outputs;
  }

  type(type: GraphQLNamedType): void {
    if (this.coordinates.has(type.name) || !this.#stands(type)) return;
    this.coordinates.add(type.name);
    if (isObjectType(type) || isInterfaceType(type)) this.#fields(type);
    if (isAbstractType(type)) for (const object of this.#schema.getPossibleTypes(type)) this.type(object);
    if (isInputObjectType(type)) this.#inputFields(type);
    if (isEnumType(type)) this.#values(type);
  }

  #inputFields(type: GraphQLInputObjectType): void {
    for (const field of Object.values(type.getFields())) {
      if (!this.#inputs.inputField(type.name, field)) continue;
      this.coordinates.add(`${type.name}.${field.name}`);
      this.type(getNamedType(field.type));
    }
  }

  #values(type: GraphQLEnumType): void {
    for (const { name } of type.getValues())
      if (this.#inputs.enumValue(type.name, name)) this.coordinates.add(`${type.name}.${name}`);
  }

  #stands(type: GraphQLNamedType): boolean {
    return isInputObjectType(type) ? this.#inputs.type(type.name) : this.#outputs.type(type);
  }

  #fields(type: GraphQLObjectType | GraphQLInterfaceType): void {
    for (const face of type.getInterfaces()) this.type(face);
    for (const field of Object.values(type.getFields())) {
      if (!this.#outputs.field(type, field)) continue;
      const coordinate = `${type.name}.${field.name}`;
      this.coordinates.add(coordinate);
      this.type(getNamedType(field.type));
      for (const argument of field.args) {
        if (!this.#outputs.argument(type, field, argument)) continue;
        this.coordinates.add(`${coordinate}(${argument.name}:)`);
        this.type(getNamedType(argument.type));
      }
    }
  }
}
