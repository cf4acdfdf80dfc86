import type { PersonaToken } from '@seisi/migrations/seed/personas';
import { type FieldNode, Kind, type SelectionSetNode, type TypeNode } from 'graphql';
import { refusalOf } from './act.ts';
import { agencyFields } from './agency-fields.ts';
import { articleFields } from './article-fields.ts';
import { assessmentFields } from './assessment-fields.ts';
import type { Classes } from './class-set.ts';
import { Closed, classOf, type Withheld } from './closed.ts';
import { derivedFields } from './derived-fields.ts';
import { argumentsOf, classesGiven, collect, type Question, readQuestion } from './document.ts';
import { missingOfDuty } from './duty.ts';
import { type ExpectedError, fold, type Path } from './expected-error.ts';
import { type Field, NotForThisSubject, Typed, type World } from './field.ts';
import { type Graph, namedType, possibleTypes } from './graph.ts';
import { groundOf } from './ground.ts';
import { reasonClosed } from './limit.ts';
import { OWN_LISTS } from './own-list.ts';
import { personFields } from './person-fields.ts';
import { programmeFields } from './programme-fields.ts';
import { classesOfHousehold, classesOfPerson } from './reach.ts';
import { receiptFields } from './receipt-fields.ts';
import { recordFields, subjectOf } from './record-fields.ts';
import type {
  ApplicationRow,
  ConsentRow,
  HouseholdRow,
  PersonRow,
  ReferralRow,
  Registry,
} from './registry.ts';
import { rootFields } from './root-fields.ts';
import { schemeFields } from './scheme-fields.ts';

/** Who asks: the claims of a token or none, and the agreement that a header chooses. */
export type Asker = { readonly token: PersonaToken | null; readonly agreement: string | null };

/** What the house must answer. Cursors are `CURSOR`. */
export type Expected = { readonly data: unknown; readonly errors: readonly ExpectedError[] };

/** The answer to a valid question by the rules of access and the rows of the seed alone; to a mutation, why it is refused, if it is. */
export function expectedAnswer(
  parts: { readonly graph: Graph; readonly registry: Registry },
  asker: Asker,
  asked: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> },
): Expected {
  const ground = groundOf(parts.registry, asker.token, asker.agreement);
  if (ground === 'several') return { data: null, errors: [{ path: null, code: 'BASIS_REQUIRED' }] };
  const question = readQuestion(parts.graph, asked.query, asked.variables ?? {});
  const world = { ...parts, token: asker.token, ground };
  if (question.operation.operation === 'mutation') return { data: null, errors: refusalOf(question, world) };
  const executor = new Executor(question, world);
  const data = executor.object('Query', {}, null, [question.operation.selectionSet], []);
  return { data: data === BROKEN ? null : data, errors: fold(executor.errors) };
}

/** A null where none may stand. */
const BROKEN = Symbol('broken');
/** A subject out of reach. */
const ABSENT = Symbol('absent');

const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.entries({
    ...rootFields,
    ...articleFields,
    ...assessmentFields,
    ...personFields,
    ...recordFields,
    ...agencyFields,
    ...programmeFields,
    ...schemeFields,
    ...derivedFields,
    ...receiptFields,
  }),
);

/** Where an object stands: its type, its row, and the classes open for the subject that it belongs to. */
type Place = { readonly type: string; readonly row: object; readonly open: Classes | null };
type Asked = { readonly type: string; readonly nodes: readonly FieldNode[] };

class Executor {
  readonly errors: ExpectedError[] = [];
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

  object(
    type: string,
    row: object,
    open: Classes | null,
    sets: readonly SelectionSetNode[],
    path: Path,
  ): unknown {
    const data: Record<string, unknown> = Object.create(null);
    let broken = false;
    for (const [key, nodes] of collect(this.#question, type, sets)) {
      const value = this.#field({ type, row, open }, nodes, [...path, key]);
      if (value === BROKEN) broken = true;
      else data[key] = value;
    }
    return broken ? BROKEN : data;
  }

  #field(place: Place, nodes: readonly FieldNode[], path: Path): unknown {
    const name = nodes[0]?.name.value ?? '';
    const field = this.#question.graph.objects.get(place.type)?.fields.get(name);
    const closed = this.#closed.at(place.type, nodes);
    if (closed !== null)
      return this.#withhold({ ...closed, reason: this.#reason(closed) }, field?.type, path);
    if (field === undefined) return place.type;
    const coordinate = `${place.type}.${name}`;
    const unread = this.#unread(coordinate);
    if (unread !== null) return this.#withhold({ ...unread, reason: this.#reason(unread) }, field.type, path);
    const missing = this.#missing(place, nodes);
    if (missing !== null)
      return this.#withhold(
        { coordinate, dataClass: missing, reason: 'NOT_FOR_THIS_SUBJECT' },
        field.type,
        path,
      );
    const given = argumentsOf(this.#question, field.arguments, nodes[0]!);
    const value = (FIELDS.get(coordinate) ?? propertyOf(name))(place.row, given, this.#world);
    if (value instanceof NotForThisSubject)
      return this.#withhold({ ...value, coordinate, reason: 'NOT_FOR_THIS_SUBJECT' }, field.type, path);
    const shaped = this.#value(field.type, value, place.open, { type: place.type, nodes }, path);
    return shaped === ABSENT ? null : shaped;
  }

  /** That somebody consented, applied or was referred is a fact of the own record: an empty list would say that there is none. Receipts, contests and payment runs are for a duty, contests also for their person. */
  #unread(coordinate: string): Withheld | null {
    const { kind, ceiling } = this.#world.ground;
    const duty = missingOfDuty(coordinate, this.#world.ground);
    if (duty !== undefined) return duty;
    const dataClass = OWN_LISTS.get(coordinate);
    if (dataClass === undefined || kind !== 'SELF' || ceiling.has(dataClass)) return null;
    return { coordinate, dataClass };
  }

  /** The class that this subject does not open to this viewer. */
  #missing({ type, open }: Place, nodes: readonly FieldNode[]): string | null {
    const node = nodes[0]!;
    const own = classOf(this.#question, type, node.name.value);
    const known = this.#question.graph.objects.get(type)?.fields.get(node.name.value)?.arguments ?? new Map();
    const needed = [...(own === null ? [] : [own]), ...classesGiven(this.#question, known, node)];
    return needed.find((name) => open !== null && !open.has(name)) ?? null;
  }

  /** What a ground of another kind does not open, whatever its classes, is not in it. */
  #reason({ dataClass }: Withheld): string {
    const { limit, named, ceiling } = this.#world.ground;
    if (dataClass !== null && ceiling.has(dataClass)) return 'CLASS_NOT_IN_BASIS';
    return reasonClosed(limit, named, dataClass);
  }

  #withhold(
    { coordinate, dataClass, reason }: { coordinate: string; dataClass: string | null; reason: string },
    type: TypeNode | undefined,
    path: Path,
  ): unknown {
    this.errors.push({
      path,
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      coordinate,
      ...(dataClass === null ? {} : { class: dataClass }),
      reason,
    });
    return type?.kind === Kind.NON_NULL_TYPE ? BROKEN : null;
  }

  #value(type: TypeNode, value: unknown, open: Classes | null, asked: Asked, path: Path): unknown {
    if (type.kind === Kind.NON_NULL_TYPE) {
      const inner = this.#value(type.type, value, open, asked, path);
      return inner === null ? BROKEN : inner;
    }
    if (value === null || value === undefined) return null;
    if (type.kind === Kind.LIST_TYPE) return this.#list(type.type, value as unknown[], open, asked, path);
    const name = type.name.value;
    const possible = possibleTypes(this.#question.graph, name);
    if (possible.length === 0) return value instanceof Date ? value.toISOString() : value;
    const typed = value instanceof Typed ? value : new Typed(name, value);
    return this.#composite(typed, open, asked, path);
  }

  #list(type: TypeNode, values: unknown[], open: Classes | null, asked: Asked, path: Path): unknown {
    const items: unknown[] = [];
    for (const value of values) {
      const item = this.#value(type, value, open, asked, [...path, items.length]);
      if (item === BROKEN) return null;
      if (item !== ABSENT) items.push(item);
    }
    if (items.length === 0)
      for (const closed of this.#closed.below(asked.type, asked.nodes))
        this.#withhold({ ...closed, reason: this.#reason(closed) }, undefined, path);
    return items;
  }

  #composite({ type, row }: Typed, open: Classes | null, { nodes }: Asked, path: Path): unknown {
    const { subjects, files } = this.#question.graph;
    const isMet = subjects.has(type) || files.has(type);
    const within = isMet ? this.#openOf(type, row) : open;
    if ((isMet && within === null) || this.#holdsNobody(type, row)) return ABSENT;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const object = this.object(type, row, within, sets, path);
    return object === BROKEN ? null : object;
  }

  /** A place in a list of subjects or files stands only where its node does. Pages are cut before, so one may be short. */
  #holdsNobody(type: string, row: object): boolean {
    const { objects, subjects, files } = this.#question.graph;
    const node = objects.get(type)?.fields.get('node');
    const name = node === undefined ? '' : namedType(node.type);
    if (!(subjects.has(name) || files.has(name))) return false;
    return this.#openOf(name, (row as { node: object }).node) === null;
  }

  /** A subject is judged by itself, a file by whom it is about; null is out of reach. */
  #openOf(type: string, row: object): Classes | null {
    const { registry, ground } = this.#world;
    if (type === 'Household') return classesOfHousehold(registry, ground, row as HouseholdRow);
    if (type === 'Person') return classesOfPerson(registry, ground, row as PersonRow);
    if (type === 'ApplicationFile') {
      const applicant = registry.personByKey((row as ApplicationRow).applicantKey);
      return applicant === null ? null : classesOfPerson(registry, ground, applicant);
    }
    if (type === 'ConsentFile') {
      const giver = registry.personByKey((row as ConsentRow).personKey);
      return giver === null ? null : classesOfPerson(registry, ground, giver);
    }
    const subject = subjectOf(registry, row as ReferralRow);
    return subject === null ? null : this.#openOf(subject.type, subject.row);
  }
}

function propertyOf(name: string): Field {
  return (row: Readonly<Record<string, unknown>>) => row[name];
}
