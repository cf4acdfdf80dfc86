import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { facesOf, type GraphModel } from './model.ts';
import { Recording } from './recording.ts';
import { type Asked, meant } from './representation.ts';
import { subgraphSchema } from './subgraph-schema.ts';
import { type Arguments, Thing, type World } from './world.ts';

/** What a gateway asks a subgraph: `document` where it has parsed `text` already. */
export type SubgraphRequest = {
  readonly text: string;
  readonly document?: DocumentNode;
  readonly variables: Arguments;
};

/** What a subgraph answers, as GraphQL has it. */
export type SubgraphAnswer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
};

/** One subgraph as a gateway under test may reach it. */
export type SubgraphRoom = {
  readonly name: string;
  execute(request: SubgraphRequest): Promise<SubgraphAnswer>;
};

/** All subgraphs of a graph over one world, and what they meet: set `recording` anew for each case. */
export class Rooms {
  recording = new Recording();
  readonly all: readonly SubgraphRoom[];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.all = world.graph.subgraphs.map((name, subgraph) => this.#room(name, subgraph, world.graph));
  }

  #room(name: string, subgraph: number, graph: GraphModel): SubgraphRoom {
    const schema = subgraphSchema(graph, subgraph);
    return {
      name,
      execute: async ({ text, document, variables }) => {
        const recording = this.recording;
        recording.fetches += 1;
        const fieldResolver = this.#resolver(subgraph, recording);
        const rootValue = this.#world.root();
        const result = await execute({
          schema,
          document: document ?? parse(text),
          variableValues: variables,
          rootValue,
          fieldResolver,
          typeResolver: typeResolver(graph, subgraph),
        });
        const errors = result.errors?.map(({ message, path }) => ({ message, ...(path && { path }) }));
        if (errors !== undefined) recording.faults.push(`${name} failed: ${errors[0]?.message}`);
        return { data: result.data ?? null, ...(errors && { errors }) };
      },
    };
  }

  #resolver(subgraph: number, recording: Recording): GraphQLFieldResolver<unknown, unknown> {
    return (source, args: Arguments, _context, info) => {
      const { fieldName } = info;
      if (fieldName === '_entities')
        return this.#entities(subgraph, recording, args['representations'], askedOf(info));
      if (!(source instanceof Thing)) return null;
      recording.resolved.add(`${source.type}.${fieldName}`);
      return this.#world.value(source, fieldName, args);
    };
  }

  #entities(subgraph: number, recording: Recording, representations: unknown, asked: Asked): unknown[] {
    if (!Array.isArray(representations)) return [];
    return representations.map((one: Readonly<Record<string, unknown>>) => {
      const { thing, faults } = meant(this.#world, { subgraph, asked }, one);
      recording.faults.push(...faults);
      return thing;
    });
  }
}

/** Objects say their type; a subgraph that knows them as one interface object only, by that name. */
function typeResolver(graph: GraphModel, subgraph: number): GraphQLTypeResolver<unknown, unknown> {
  return (value) => {
    if (!(value instanceof Thing)) return undefined;
    const face = facesOf(graph, value.type).find(({ object }) => object?.objectAt === subgraph);
    return face === undefined ? value.type : face.name;
  };
}

/** The names of the fields that a fetch asks of its entities. */
function askedOf({ fieldNodes, fragments }: GraphQLResolveInfo): Asked {
  const asked = new Set<string>();
  const collect = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) asked.add(node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
      else collect(fragments[node.name.value]?.selectionSet);
    }
  };
  for (const { selectionSet } of fieldNodes) collect(selectionSet);
  return asked;
}
