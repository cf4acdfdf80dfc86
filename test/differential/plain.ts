import { buildSchema, executeSync, type GraphQLSchema, parse } from 'graphql';
import type { Question } from '../conformance/operation.ts';
import { plainSdl } from '../conformance/plain-sdl.ts';
import { type Arguments, Thing, type World } from '../conformance/world.ts';
import type { Answered } from './answered.ts';

/** The whole graph as one schema without a federation, executed by graphql-js. */
export class Plain {
  readonly schema: GraphQLSchema;
  readonly #world: World;

  constructor(world: World) {
    this.schema = buildSchema(plainSdl(world.graph));
    this.#world = world;
  }

  answer({ query, operationName, variables }: Question): Answered {
    const { data, errors = [] } = executeSync({
      schema: this.schema,
      document: parse(query),
      operationName,
      variableValues: variables,
      rootValue: this.#world.root(),
      fieldResolver: (source, args: Arguments, _context, { fieldName }) =>
        source instanceof Thing ? this.#world.value(source, fieldName, args) : null,
      typeResolver: (value) => (value instanceof Thing ? value.type : undefined),
    });
    return { data, errors };
  }
}
