import {
  buildSchema,
  type DocumentNode,
  executeSync,
  type FieldNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { GraphModel } from './model.ts';
import { type Asked, Openness } from './openness.ts';
import type { Question } from './operation.ts';
import { plainSdl } from './plain-sdl.ts';
import type { CaseRights } from './rule.ts';
import { Selected } from './selected.ts';
import { Stripper, type Told, TYPE_KEY } from './stripper.ts';
import { type Arguments, Thing, type World } from './world.ts';

/** What a gateway must answer. */
export type Expected = {
  readonly data: unknown;
  readonly told: Told;
  readonly asked: Asked;
  /** Whether the rules of a coordinate hold, asked or not. */
  readonly opens: (coordinate: string) => boolean;
};

/** Executes operations on one plain schema over the world, and strips by rule what the asker may not see. */
export class Oracle {
  readonly schema: GraphQLSchema;
  readonly #graph: GraphModel;
  readonly #world: World;

  constructor(world: World) {
    this.schema = buildSchema(plainSdl(world.graph));
    this.#graph = world.graph;
    this.#world = world;
  }

  expected(question: Question, rights: CaseRights): Expected {
    const document = parse(question.query);
    const variables = this.#coerced(document, question);
    const selected = new Selected(this.#graph, document, question.operationName, variables);
    const openness = new Openness(this.#graph, rights, selected);
    const full = this.#execute(document, question);
    const { data, told } = new Stripper(this.#graph, selected, openness).answer(full);
    const opens = (coordinate: string): boolean => {
      const [type = '', field = ''] = coordinate.split('.');
      return openness.opens(type, field);
    };
    return { data, told, asked: openness.asked(), opens };
  }

  #coerced(
    document: DocumentNode,
    { operationName, variables }: Question,
  ): Readonly<Record<string, unknown>> {
    const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
    const { coerced, errors } = getVariableValues(this.schema, definitions, variables);
    if (errors !== undefined) throw errors[0];
    return coerced;
  }

  #execute(document: DocumentNode, { operationName, variables }: Question): unknown {
    const { data, errors } = executeSync({
      schema: this.schema,
      document: withTypes(document),
      operationName,
      variableValues: variables,
      rootValue: this.#world.root(),
      fieldResolver: (source, args: Arguments, _context, { fieldName }) =>
        source instanceof Thing ? this.#world.value(source, fieldName, args) : null,
      typeResolver: (value) => (value instanceof Thing ? value.type : undefined),
    });
    if (errors !== undefined) throw errors[0];
    return data;
  }
}

/** Asks every object for its type, under a key that no client uses. */
function withTypes(document: DocumentNode): DocumentNode {
  const type: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: TYPE_KEY },
    name: { kind: Kind.NAME, value: '__typename' },
  };
  return visit(document, {
    SelectionSet: (node: SelectionSetNode) => ({ ...node, selections: [...node.selections, type] }),
  });
}
