import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { OpenElements } from '../decision/open-elements.ts';
import type { ViewInputs } from './view-inputs.ts';

type Field = GraphQLField<unknown, unknown>;

/**
 * Which fields of a graph can be asked: those that are open, can be given what they must be given, and have something to ask below them. Of an interface those
 * that can be asked of every object behind it, so that a view is a valid schema; what only some of them open is asked by fragments on those.
 */
export class ViewOutputs {
  readonly #schema: GraphQLSchema;
  readonly #open: OpenElements;
  readonly #inputs: ViewInputs;
  /** Composite types of which something can be asked. */
  #fruitful: ReadonlySet<string> = new Set();
  /** Interfaces that have no field for all that stands behind them. */
  readonly #gone = new Set<string>();

  constructor(schema: GraphQLSchema, open: OpenElements, inputs: ViewInputs) {
    this.#schema = schema;
    this.#open = open;
    this.#inputs = inputs;
    const interfaces = Object.values(schema.getTypeMap()).filter(isInterfaceType);
    for (let before = -1; before < this.#gone.size; ) {
      before = this.#gone.size;
      this.#fruitful = this.#findFruitful();
      for (const type of interfaces) {
        const hasField = Object.values(type.getFields()).some((field) => this.field(type, field));
        if (this.#fruitful.has(type.name) && !hasField) this.#gone.add(type.name);
      }
    }
  }

  /** Whether a type has a place in the view, where something leads to it. */
  type(type: GraphQLNamedType): boolean {
    return isLeafType(type) || this.#fruitful.has(type.name);
  }

  field(type: GraphQLObjectType | GraphQLInterfaceType, field: Field): boolean {
    if (!this.type(getNamedType(field.type))) return false;
    return this.#bearers(type).every((bearer) => this.#opens(bearer, field.name));
  }

  argument(type: GraphQLObjectType | GraphQLInterfaceType, field: Field, argument: GraphQLArgument): boolean {
    return [type, ...this.#bearers(type)].every(({ name }) =>
      this.#inputs.argument(name, field.name, argument),
    );
  }

  /** The objects of the view that a type stands for. */
  #bearers(type: GraphQLObjectType | GraphQLInterfaceType): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type];
    return this.#schema.getPossibleTypes(type).filter(({ name }) => this.#fruitful.has(name));
  }

  #opens(type: GraphQLObjectType, field: string): boolean {
    const returned = type.getFields()[field];
    return (
      returned !== undefined &&
      this.type(getNamedType(returned.type)) &&
      this.#open.field(type.name, field) &&
      this.#inputs.required(type.name, field)
    );
  }

  /** From the leaves up: a type that leads to nothing but itself is none. */
  #findFruitful(): ReadonlySet<string> {
    const found = new Set<string>();
    this.#fruitful = found;
    const types = Object.values(this.#schema.getTypeMap());
    for (let before = -1; before < found.size; ) {
      before = found.size;
      for (const type of types) if (this.#isFruitful(type)) found.add(type.name);
    }
    return found;
  }

  #isFruitful(type: GraphQLNamedType): boolean {
    if (this.#gone.has(type.name) || type.name.startsWith('__')) return false;
    if (isObjectType(type)) return Object.keys(type.getFields()).some((field) => this.#opens(type, field));
    if (!isAbstractType(type)) return false;
    return this.#schema.getPossibleTypes(type).some(({ name }) => this.#fruitful.has(name));
  }
}
