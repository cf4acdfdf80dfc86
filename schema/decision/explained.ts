import type { SelectionSetNode } from 'graphql';
import { RegistryError, type WithheldReason } from '../errors.ts';
import { type Asked, askedOf } from './asked.ts';
import { rootOf } from './authorize-operation.ts';
import { collect, type FieldNodes } from './collected.ts';
import { type Asking, type Decision, type Rules, rightsOf, type Standing } from './decide.ts';
import { type ClosedPlace, Denials, NOTHING_CLOSED } from './denial.ts';
import { Judge } from './judge.ts';

/** What was decided of one field of an operation: of everyone that the ground reaches, and so of nobody in particular. */
export type ExplainedField = {
  /** Response keys, without list indices. */
  readonly path: readonly string[];
  readonly coordinate: string;
  /** The field's class where it is open, the class that is missing where it is not. */
  readonly dataClass: string | null;
  readonly decision: 'OPEN' | 'WITHHELD';
  /** Null where it is open. */
  readonly reason: WithheldReason | null;
};

const MOST_EXPLAINED = 10_000;

/**
 * A decision, field by field, in the order of the document: what is fetched is open, what is left null is withheld, and below that nothing is
 * told. A field that its own conditions exclude is not there. Where types above differ, one field can be open under one and withheld under
 * another: then it is told twice.
 * @throws OPERATION_TOO_LARGE beyond 10,000
 */
export function explained(
  rules: Rules,
  asking: Asking,
  standing: Standing,
  decision: Decision,
): readonly ExplainedField[] {
  const asked = askedOf(asking.document, asking.operationName, asking.variables);
  const judge = new Judge(rules.access, rightsOf(standing), asked);
  const root = rootOf(rules.access, asked.operation);
  const explainer = new Explainer({
    rules,
    asked,
    judge,
    denials: new Denials(decision.denials, decision.closed),
  });
  explainer.walk([], [asked.operation.selectionSet], [root], decision.closed);
  return explainer.told();
}

type Parts = {
  readonly rules: Rules;
  readonly asked: Asked;
  readonly judge: Judge;
  readonly denials: Denials;
};

class Explainer {
  readonly #parts: Parts;
  readonly #told = new Map<string, ExplainedField>();
  readonly #walked = new Set<string>();
  readonly #numbers = new Map<object, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  told(): readonly ExplainedField[] {
    return [...this.#told.values()];
  }

  /** What is selected at one place of the answer, on an object that is of one of these types. */
  walk(
    path: readonly string[],
    sets: readonly SelectionSetNode[],
    types: readonly string[],
    place: ClosedPlace,
  ): void {
    // Under several types the same selection can stand at the same place: it is told once.
    const use = JSON.stringify([path, sets.map((set) => this.#number(set)), types, this.#number(place)]);
    if (this.#walked.has(use)) return;
    this.#walked.add(use);
    if (this.#walked.size > MOST_EXPLAINED) throw tooLarge();
    const { asked, judge } = this.#parts;
    for (const [key, byType] of collect(sets, types, asked, judge))
      for (const [type, nodes] of byType) this.#field([...path, key], type, nodes, place);
  }

  #field(path: readonly string[], type: string, nodes: FieldNodes, place: ClosedPlace): void {
    const { judge, denials, rules } = this.#parts;
    if (judge.isHidden(type)) return;
    const name = nodes[0].name.value;
    const coordinate = `${type}.${name}`;
    const closed = denials.field(place, path.at(-1) ?? '', type);
    if (closed?.isClosed) {
      const { dataClass, reason } = denials.of(coordinate);
      this.#tell({ path, coordinate, dataClass, decision: 'WITHHELD', reason });
      return;
    }
    const own = rules.table.field(type, name);
    const dataClass = own.kind === 'class' ? own.dataClass : null;
    this.#tell({ path, coordinate, dataClass, decision: 'OPEN', reason: null });
    const sets = new Set(nodes.map((node) => node.selectionSet).filter((set) => set !== undefined));
    if (sets.size === 0) return;
    const below = judge.possible(judge.returns(type, name) ?? '');
    this.walk(path, [...sets], below, closed?.below ?? NOTHING_CLOSED);
  }

  #tell(field: ExplainedField): void {
    const key = JSON.stringify([field.path, field.coordinate, field.decision]);
    this.#told.set(key, field);
    if (this.#told.size > MOST_EXPLAINED) throw tooLarge();
  }

  #number(object: object): number {
    const number = this.#numbers.get(object) ?? this.#numbers.size;
    this.#numbers.set(object, number);
    return number;
  }
}

function tooLarge(): RegistryError {
  return new RegistryError(
    'OPERATION_TOO_LARGE',
    'The operation asks for too many fields to tell of each whether it is open. Split it.',
  );
}
