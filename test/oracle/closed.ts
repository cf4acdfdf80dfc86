import type { FieldNode } from 'graphql';
import type { Classes } from './class-set.ts';
import { classesGiven, collect, type Question } from './document.ts';
import { namedType, possibleTypes } from './graph.ts';

/** What a request may ask at the most: whether anyone is known to ask, and the classes of the ground. */
export type Ceiling = { readonly authenticated: boolean; readonly classes: Classes };

/** One field that the ground never opens. `dataClass` is told where the class of the field, or of what it returns, is what is missing. */
export type Withheld = {
  readonly coordinate: string;
  readonly dataClass: string | null;
};

/**
 * What the ground closes of a question, whatever the rows say (access §5): a field is closed where a rule of it, of its type, of what it
 * returns or of its arguments is not met, and where everything below it is closed, so that the error stands at the outermost field.
 */
export class Closed {
  readonly #question: Question;
  readonly #ceiling: Ceiling;

  constructor(question: Question, ceiling: Ceiling) {
    this.#question = question;
    this.#ceiling = ceiling;
  }

  /** The field of this type that these nodes select together, if it is closed. */
  at(type: string, nodes: readonly FieldNode[]): Withheld | null {
    const name = nodes[0]?.name.value ?? '';
    if (nodes.every((node) => this.#opens(type, node)) && this.#leavesSomething(type, nodes)) return null;
    const asked = [classOf(this.#question, type, name), classOfReturned(this.#question, type, name)];
    const dataClass = asked.find((each) => each !== null && !this.#ceiling.classes.has(each)) ?? null;
    return { coordinate: `${type}.${name}`, dataClass };
  }

  /** Everything closed below a field, as far as its types tell: what an empty list withholds. */
  below(type: string, nodes: readonly FieldNode[]): readonly Withheld[] {
    return this.#fieldsBelow(type, nodes).flatMap(([below, fields]) => {
      const closed = this.at(below, fields);
      return closed === null ? this.below(below, fields) : [closed];
    });
  }

  /** Not everything below is closed; a selection of which nothing is left by its own conditions asks for nothing closed. */
  #leavesSomething(type: string, nodes: readonly FieldNode[]): boolean {
    const below = this.#fieldsBelow(type, nodes);
    return below.length === 0 || below.some(([each, fields]) => this.at(each, fields) === null);
  }

  #fieldsBelow(type: string, nodes: readonly FieldNode[]): [string, readonly FieldNode[]][] {
    const field = this.#question.graph.objects.get(type)?.fields.get(nodes[0]?.name.value ?? '');
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const possible = field === undefined ? [] : possibleTypes(this.#question.graph, namedType(field.type));
    return possible.flatMap((each) =>
      [...collect(this.#question, each, sets).values()].map((fields): [string, readonly FieldNode[]] => [
        each,
        fields,
      ]),
    );
  }

  #opens(type: string, node: FieldNode): boolean {
    const { graph } = this.#question;
    const parent = graph.objects.get(type);
    const field = parent?.fields.get(node.name.value);
    if (parent === undefined) return false;
    const asked = [parent.rule.dataClass];
    if (field !== undefined) {
      asked.push(field.dataClass, ...classesGiven(this.#question, field.arguments, node));
      asked.push(classOfReturned(this.#question, type, node.name.value));
    } else if (node.name.value !== '__typename') return false;
    const needed = asked.filter((name) => name !== null);
    if (!this.#ceiling.authenticated && (needed.length > 0 || field?.authenticated)) return false;
    return needed.every((name) => this.#ceiling.classes.has(name));
  }
}

/** The one class of a field: its own, else its type's, else that of what it returns. */
export function classOf(question: Question, type: string, name: string): string | null {
  const parent = question.graph.objects.get(type);
  const field = parent?.fields.get(name);
  if (field === undefined) return null;
  return field.dataClass ?? parent?.rule.dataClass ?? classOfReturned(question, type, name);
}

/** The class of the type that a field returns. */
function classOfReturned({ graph }: Question, type: string, name: string): string | null {
  const field = graph.objects.get(type)?.fields.get(name);
  return field === undefined ? null : (graph.objects.get(namedType(field.type))?.rule.dataClass ?? null);
}
