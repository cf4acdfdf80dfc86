import type { FieldNode, SelectionSetNode } from 'graphql';
import { Closed, classOf } from './closed.ts';
import { collect, type Question, readQuestion } from './document.ts';
import { CURSOR, type Given, type World } from './field.ts';
import { namedType, possibleTypes } from './graph.ts';
import { reasonClosed } from './limit.ts';

/** What `Viewer.explain` must tell: each field of an operation that the ground opens or withholds, whatever the rows say. Sentences are `CURSOR`. */
export function explanationOf(world: World, { operation, variables }: Given): object {
  const question = readQuestion(world.graph, String(operation), (variables ?? {}) as Given);
  const explainer = new Explainer(question, world);
  const isMutation = question.operation.operation === 'mutation';
  explainer.walk([], [isMutation ? 'Mutation' : 'Query'], [question.operation.selectionSet]);
  const isWithheld = explainer.fields.some(({ decision }) => decision === 'WITHHELD');
  return { isRefusedWhole: isMutation && isWithheld, fields: explainer.fields };
}

class Explainer {
  readonly fields: { readonly decision: string }[] = [];
  readonly #question: Question;
  readonly #world: World;
  readonly #closed: Closed;

  constructor(question: Question, world: World) {
    this.#question = question;
    this.#world = world;
    this.#closed = new Closed(question, {
      authenticated: world.token !== null,
      classes: world.ground.ceiling,
    });
  }

  walk(path: readonly string[], types: readonly string[], sets: readonly SelectionSetNode[]): void {
    const byKey = new Map<string, [string, readonly FieldNode[]][]>();
    for (const type of types)
      for (const [key, nodes] of collect(this.#question, type, sets))
        byKey.set(key, [...(byKey.get(key) ?? []), [type, nodes]]);
    for (const [key, fields] of byKey)
      for (const [type, nodes] of fields) this.#field([...path, key], type, nodes);
  }

  #field(path: readonly string[], type: string, nodes: readonly FieldNode[]): void {
    const name = nodes[0]?.name.value ?? '';
    const withheld = this.#closed.at(type, nodes);
    const { limit, named } = this.#world.ground;
    const dataClass = withheld === null ? classOf(this.#question, type, name) : withheld.dataClass;
    this.fields.push({
      path,
      coordinate: `${type}.${name}`,
      decision: withheld === null ? 'OPEN' : 'WITHHELD',
      class: dataClass,
      className: dataClass === null ? null : CURSOR,
      reason: withheld === null ? null : reasonClosed(limit, named, dataClass),
      message: CURSOR,
    } as { decision: string });
    const field = this.#question.graph.objects.get(type)?.fields.get(name);
    if (withheld !== null || field === undefined) return;
    const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    this.walk(path, possibleTypes(this.#question.graph, namedType(field.type)), below);
  }
}
