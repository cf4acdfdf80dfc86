import { GraphQLError } from 'graphql';
import { fieldOf, type GraphModel } from '../conformance/model.ts';
import { hashOf } from '../conformance/random.ts';
import { neededBy } from '../conformance/representation.ts';
import { type Arguments, type Thing, World } from '../conformance/world.ts';

/**
 * A world in which some nullable fields cannot be told, wherever they are asked: the subgraphs and the plain schema fail at the same places.
 * Keys and what others need are told always, for without them a gateway may rightly leave out more than the field that fails.
 */
export class FaultyWorld extends World {
  readonly #needed: ReadonlySet<string>;

  constructor(graph: GraphModel) {
    super(graph);
    this.#needed = neededIn(graph);
  }

  /** @throws GraphQLError where the value cannot be told */
  override value(of: Thing, fieldName: string, args: Arguments): unknown {
    const value = super.value(of, fieldName, args);
    if (this.#fails(of, fieldName))
      throw new GraphQLError('down', { extensions: { code: 'SOURCE_UNAVAILABLE' } });
    return value;
  }

  #fails(of: Thing, name: string): boolean {
    const isNullable = fieldOf(this.graph, of.type, name)?.type.nonNull === false;
    return (
      isNullable &&
      !this.#needed.has(name) &&
      hashOf(`${this.graph.seed} ${of.identity} ${name} fails`) % 11 === 0
    );
  }
}

/** The names of all keys, and of all that a `@requires` names at any depth. */
function neededIn(graph: GraphModel): ReadonlySet<string> {
  const types = [graph.query, ...graph.objects.values()];
  const keys = types.flatMap((type) => type.keys.flat());
  const fields = [
    ...types.flatMap((type) => [...type.fields.values()]),
    ...[...graph.faces.values()].flatMap((face) => [...face.objectFields.values()]),
  ];
  const required = fields.flatMap(({ at }) =>
    [...at.values()].flatMap(({ requires }) => (requires === null ? [] : namesIn(requires))),
  );
  return new Set([...keys, ...required]);
}

function namesIn(requires: string): string[] {
  return [...neededBy(requires)].flatMap(([name, below]) => [
    name,
    ...(below?.selections ?? []).flatMap((node) => (node.kind === 'Field' ? [node.name.value] : [])),
  ]);
}
