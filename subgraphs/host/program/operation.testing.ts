import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { drawn } from './world.testing.ts';

/** A random operation of the world: aliases, repeated keys, named and inline fragments, arguments by value and by variable. */
export function operationOf(schema: GraphQLSchema, seed: number): string {
  return new Writer(schema, drawn(`operation ${seed}`)).operation();
}

const ARGUMENTS: Readonly<Record<string, readonly [string, string]>> = {
  by: ['by: $by', 'by: 7'],
  of: ['of: ["x"]', 'of: []'],
  key: ['key: $word', 'key: 3'],
  keys: ['keys: ["a", $word]', 'keys: "b"'],
};

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #draw: () => number;
  readonly #fragments: string[] = [];

  constructor(schema: GraphQLSchema, draw: () => number) {
    this.#schema = schema;
    this.#draw = draw;
  }

  operation(): string {
    const selection = this.#selection('Query', 4);
    return `query ($by: Int, $word: ID! = "w") ${selection} ${this.#fragments.join(' ')}`;
  }

  #selection(typeName: string, depth: number): string {
    const type = this.#schema.getType(typeName);
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const asked = fields.filter(({ type: of }) => this.#isWanted(of, depth));
    const parts = asked.map((field) => this.#field(field, depth));
    for (const name of neighbours(this.#schema, type))
      if (depth > 0 && this.#draw() < 0.5) parts.push(this.#fragment(name, this.#selection(name, depth - 1)));
    return `{ __typename ${parts.join(' ')} }`;
  }

  #isWanted(of: GraphQLField<unknown, unknown>['type'], depth: number): boolean {
    return (isLeafType(getNamedType(of)) || depth > 0) && this.#draw() < 0.4;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const named = getNamedType(field.type);
    const below = isLeafType(named) ? '' : this.#selection(named.name, depth - 1);
    return `${this.#alias(field)}${field.name}${this.#arguments(field)} ${below}`;
  }

  /** Arguments have a key of their own for each use: two uses of one key would be two questions in one place. */
  #alias({ name, args }: GraphQLField<unknown, unknown>): string {
    if (args.length > 0) return `k${Math.floor(this.#draw() * 1e9)}: `;
    return this.#draw() < 0.2 ? `${name}_${Math.floor(this.#draw() * 2)}: ` : '';
  }

  #arguments({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.filter(({ type }) => isNonNullType(type) || this.#draw() < 0.5);
    const values = given.map(({ name }) => ARGUMENTS[name]?.[this.#draw() < 0.5 ? 0 : 1]);
    return values.length === 0 ? '' : `(${values.join(', ')})`;
  }

  #fragment(on: string, body: string): string {
    if (this.#draw() < 0.5) return `... on ${on} ${body}`;
    this.#fragments.push(`fragment F${this.#fragments.length} on ${on} ${body}`);
    return `...F${this.#fragments.length - 1}`;
  }
}

/** The types that can stand where a type stands: its own possible ones, and the interfaces that it is. */
function neighbours(schema: GraphQLSchema, type: GraphQLNamedType | undefined): string[] {
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  const interfaces = isObjectType(type) ? type.getInterfaces() : [];
  return [...possible, ...interfaces].map(({ name }) => name);
}
