import type { FieldNode, SelectionSetNode } from 'graphql';
import { classOf } from './closed.ts';
import { collect, type Question } from './document.ts';
import type { Path } from './expected-error.ts';
import { namedType, possibleTypes } from './graph.ts';
import { inputsGiven } from './inputs-given.ts';
import { idOf, subjectsThrough, typeOf } from './subject-ids.ts';

/** What was told of one subject, and what withheld: classes with their fields. A class that is not known is the empty text. */
export type ToldOf = {
  readonly type: string;
  /** The public id. */
  readonly id: string;
  readonly told: Map<string, Set<string>>;
  readonly withheld: Map<string, Set<string>>;
};

/** An answer as a client has it. */
export type Answered = {
  readonly data: unknown;
  readonly errors: readonly {
    readonly path?: Path | null;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
};

/** Whom what hangs below an object is about, and the classed inputs that whoever is met next has met. */
type Place = { readonly about: readonly ToldOf[]; readonly met: readonly Given[]; readonly path: Path };
type Given = { readonly coordinate: string; readonly dataClass: string };
type Value = { readonly answered: unknown; readonly named: unknown };

/**
 * What a receipt must say of an answer, read from nothing but the answer, the question and the rules as the rooms write them. Who each object is about
 * is read from `named`: the answer to the same question, which asks for the id of everybody beside (`namingEveryone`).
 */
export function receiptOf(question: Question, answer: Answered, named: unknown): readonly ToldOf[] {
  const reader = new Reader(question, answer);
  const { operation, selectionSet } = question.operation;
  const root = operation === 'mutation' ? 'Mutation' : 'Query';
  const place = { about: [], met: [], path: [] };
  if (answer.data !== null) reader.object(root, { answered: answer.data, named }, [selectionSet], place);
  return [...reader.subjects.values()];
}

class Reader {
  readonly subjects = new Map<string, ToldOf>();
  readonly #question: Question;
  readonly #answer: Answered;

  constructor(question: Question, answer: Answered) {
    this.#question = question;
    this.#answer = answer;
  }

  object(type: string, value: Value, sets: readonly SelectionSetNode[], place: Place): void {
    for (const [key, nodes] of collect(this.#question, type, sets)) {
      const [first] = nodes;
      if (first !== undefined && !first.name.value.startsWith('__'))
        this.#field(
          type,
          nodes,
          { answered: of(value.answered, key), named: of(value.named, key) },
          {
            ...place,
            path: [...place.path, key],
          },
        );
    }
  }

  #field(type: string, nodes: readonly FieldNode[], value: Value, place: Place): void {
    const name = nodes[0]?.name.value ?? '';
    const field = this.#question.graph.objects.get(type)?.fields.get(name);
    if (field === undefined) return;
    for (const { coordinate, dataClass } of this.#withheldAt(place.path))
      for (const subject of place.about) add(subject.withheld, dataClass, coordinate);
    if (value.answered === null && this.#isErrorWithin(place.path)) return;
    const own = classOf(this.#question, type, name);
    const given = inputsGiven(this.#question, `${type}.${name}`, field.arguments, nodes[0]!);
    const told = own === null ? given : [...given, { coordinate: `${type}.${name}`, dataClass: own }];
    for (const subject of place.about) tell(subject, told);
    const below = { ...place, met: [...place.met, ...given] };
    this.#value(namedType(field.type), value, nodes, below);
  }

  #value(type: string, { answered, named }: Value, nodes: readonly FieldNode[], place: Place): void {
    if (Array.isArray(answered)) {
      for (const [at, item] of answered.entries())
        this.#value(type, { answered: item, named: of(named, at) }, nodes, {
          ...place,
          path: [...place.path, at],
        });
      return;
    }
    const possible = possibleTypes(this.#question.graph, type);
    if (answered === null || possible.length === 0) return;
    const is = possible.length === 1 ? possible[0]! : typeOf(named);
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    this.object(is, { answered, named }, sets, this.#met(is, named, sets, place));
  }

  /** A subject, or whom a file or a place in a list is about; of a list of which only the page is asked, everyone in it. */
  #met(type: string, named: unknown, sets: readonly SelectionSetNode[], place: Place): Place {
    const through = subjectsThrough(this.#question.graph, type, named);
    if (through === null) return place;
    const asked = [...collect(this.#question, type, sets).values()].map((nodes) => nodes[0]?.name.value);
    const isPage = asked.some((name) => name === 'pageInfo') && !asked.includes('edges');
    if (through.isList && !isPage) return place;
    const subjects = through.subjects.map((one) => this.#subject(one.type, one.named));
    for (const subject of subjects) tell(subject, place.met);
    return through.isList ? place : { ...place, about: subjects, met: [] };
  }

  #subject(type: string, named: unknown): ToldOf {
    const id = idOf(named);
    const known = this.subjects.get(`${type} ${id}`);
    const subject = known ?? { type, id, told: new Map(), withheld: new Map() };
    this.subjects.set(`${type} ${id}`, subject);
    return subject;
  }

  #withheldAt(path: Path): readonly Given[] {
    return this.#answer.errors
      .filter((error) => error.extensions['code'] === 'UNAUTHORIZED_FIELD_OR_TYPE' && isAt(error.path, path))
      .map(({ extensions }) => ({
        coordinate: String(extensions['coordinate']),
        dataClass: String(extensions['class'] ?? ''),
      }));
  }

  #isErrorWithin(path: Path): boolean {
    return this.#answer.errors.some((error) => isAt(error.path?.slice(0, path.length), path));
  }
}

function of(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (Reflect.get(value, key) as unknown)
    : null;
}

function tell({ told }: ToldOf, given: readonly Given[]): void {
  for (const { dataClass, coordinate } of given) add(told, dataClass, coordinate);
}

function add(classes: Map<string, Set<string>>, dataClass: string, coordinate: string): void {
  classes.set(dataClass, (classes.get(dataClass) ?? new Set()).add(coordinate));
}

function isAt(one: Path | null | undefined, other: Path): boolean {
  return one?.length === other.length && one.every((step, at) => step === other[at]);
}
