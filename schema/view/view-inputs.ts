import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import type { OpenElements } from '../decision/open-elements.ts';

/** Which inputs of a graph can be given: those that are open, and of which every required part is. */
export class ViewInputs {
  readonly #schema: GraphQLSchema;
  readonly #open: OpenElements;
  /** Input types of which nothing can be made. */
  readonly #gone = new Set<string>();
  /** Enums that answers hold: what an answer can say stays told. */
  readonly #answered: ReadonlySet<string>;

  constructor(schema: GraphQLSchema, open: OpenElements) {
    this.#schema = schema;
    this.#open = open;
    this.#answered = answeredTypes(schema);
    const types = Object.values(schema.getTypeMap()).filter(isGiven);
    // What is gone takes with it whatever needs it, so it is looked at again until nothing more goes.
    for (let before = -1; before < this.#gone.size; ) {
      before = this.#gone.size;
      for (const type of types) if (!this.#canBeMade(type)) this.#gone.add(type.name);
    }
  }

  /** Whether a value of the type can be given at all. */
  type(name: string): boolean {
    return !this.#gone.has(name);
  }

  inputField(type: string, field: GraphQLInputField): boolean {
    return this.#open.input(`${type}.${field.name}`) && this.type(getNamedType(field.type).name);
  }

  enumValue(type: string, value: string): boolean {
    return this.#answered.has(type) || this.#open.input(`${type}.${value}`);
  }

  argument(type: string, field: string, argument: GraphQLArgument): boolean {
    return (
      this.#open.input(`${type}.${field}(${argument.name}:)`) && this.type(getNamedType(argument.type).name)
    );
  }

  /** Whether a field can be given all that it must be given. */
  required(type: string, field: string): boolean {
    const parent = this.#schema.getType(type);
    if (!isObjectType(parent) && !isInterfaceType(parent)) return false;
    const required = (parent.getFields()[field]?.args ?? []).filter(isRequiredArgument);
    return required.every((argument) => this.argument(type, field, argument));
  }

  #canBeMade(type: GraphQLEnumType | GraphQLInputObjectType): boolean {
    if (isEnumType(type)) return type.getValues().some(({ name }) => this.enumValue(type.name, name));
    const fields = Object.values(type.getFields());
    const given = fields.filter((field) => this.inputField(type.name, field));
    return given.length > 0 && fields.every((field) => !isRequiredInputField(field) || given.includes(field));
  }
}

function isGiven(type: unknown): type is GraphQLEnumType | GraphQLInputObjectType {
  return isEnumType(type) || isInputObjectType(type);
}

function answeredTypes(schema: GraphQLSchema): ReadonlySet<string> {
  const composite = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) || isInterfaceType(type),
  );
  return new Set(
    composite.flatMap((type) =>
      Object.values(type.getFields()).map((field) => getNamedType(field.type).name),
    ),
  );
}
