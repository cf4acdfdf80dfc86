import {
  type ClosedField,
  type ClosedPlace,
  type Denials,
  NOTHING_CLOSED,
} from '@seisi/schema/decision/denial';
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type ClientDocument, collectFields } from '../collect.ts';
import { plannedKeys } from '../names.ts';
import type { Answer } from '../request.ts';
import type { Vouching } from '../vouching.ts';
import { ErrorList, type Told, toldDenial, toldFailure } from './error-list.ts';
import { STEP_UNKNOWN, UNAVAILABLE } from './failure.ts';
import { leafCheck } from './leaf.ts';
import type { Ledger } from './ledger.ts';
import { type Marks, NO_MARK, NO_MARKS } from './marks.ts';
import { meetingOf } from './meeting.ts';
import { type FieldShape, Selected } from './selected.ts';
import {
  BROKEN,
  closedShaper,
  type FieldPlace,
  type Nothing,
  type ObjectShape,
  type ShapeValue,
  valueShaper,
} from './shape-value.ts';
import { standingOf } from './standing.ts';
import { own, type Tree } from './tree.ts';

/** Everything by which the shape of an answer is settled before there is one. */
export type ShapeParts = ClientDocument & {
  readonly denials: Denials;
  readonly vouching: Vouching;
  /** Fields that are unknown whatever a room said of them, as coordinates. */
  readonly unknown: ReadonlySet<string>;
  /** What the answers can tell of subjects; null where no receipt is made. */
  readonly marks: Marks | null;
};

/** The answer in the client's own names, every leaf granted, withheld or unknown (access §5). Its data are null where a non-null part at the top is missing. What it tells of subjects goes into the ledger. */
export type Shape = (tree: Tree, ledger?: Ledger | null) => Answer;

/** Compiles the shape of an operation's answers. A selection is compiled when the first object of a type is met there, and kept. */
export function compileShape(parts: ShapeParts, type: GraphQLObjectType, set: SelectionSetNode): Shape {
  const root = new Shapes(parts).of(type, [set], parts.denials.root);
  return (tree, ledger = null) => {
    const shaping = { errors: new ErrorList(), path: [], ledger };
    const data = root.shape(tree, shaping);
    if (data === BROKEN) ledger?.takeBack(0);
    return { data: data === BROKEN ? null : data, errors: shaping.errors.list() };
  };
}

/** Of what no room has a say in, and no receipt speaks. */
const SETTLED = { planned: null, leaf: null, mark: NO_MARK, conditions: NO_MARKS };

/** The shapes of one operation: the same selections on the same type, with the same closed below, are one shape. */
class Shapes {
  readonly #parts: ShapeParts;
  readonly #shapes = new Map<string, ObjectShape>();
  readonly #numbers = new Map<object, number>();

  constructor(parts: ShapeParts) {
    this.#parts = parts;
  }

  of(type: GraphQLObjectType, sets: readonly SelectionSetNode[], closed: ClosedPlace): ObjectShape {
    const key = `${type.name} ${this.#number(closed)} ${sets.map((set) => this.#number(set))}`;
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const { vouching, marks } = this.#parts;
    const stand = standingOf(type, vouching, marks !== null);
    const meet = marks === null ? null : meetingOf(type, vouching, () => this.#names(type, sets));
    const shape = new Selected(stand, meet, () => this.#fields(type, sets, closed));
    this.#shapes.set(key, shape);
    return shape;
  }

  #names(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly string[] {
    return [...collectFields(this.#parts, type, sets).values()].flatMap(([first]) => first?.name.value ?? []);
  }

  #fields(type: GraphQLObjectType, sets: readonly SelectionSetNode[], closed: ClosedPlace): FieldShape[] {
    return [...collectFields(this.#parts, type, sets)].map(([key, nodes]) =>
      this.#field(type, key, nodes, this.#parts.denials.field(closed, key, type.name)),
    );
  }

  #field(
    type: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
    closed: ClosedField | undefined,
  ): FieldShape {
    const { denials, unknown, marks } = this.#parts;
    const name = nodes[0]?.name.value ?? '';
    const coordinate = `${type.name}.${name}`;
    const returned = type.getFields()[name]?.type;
    const nothing: Nothing = isNonNullType(returned) ? BROKEN : null;
    const settled = (shape: ShapeValue): FieldShape => ({ ...SETTLED, key, shape, nothing });
    if (closed?.isClosed)
      return settled(closedShaper(toldDenial(denials.of(closed.coordinate), marks), nothing));
    if (unknown.has(coordinate)) return settled(closedShaper(toldFailure(UNAVAILABLE, coordinate), nothing));
    if (name === '__typename') return settled(() => type.name);
    // The schema's own fields are answered elsewhere; whoever selects them beside data is refused before.
    if (returned === undefined) return settled(() => null);
    const planned = plannedKeys(this.#parts.schema)(name, nodes[0]?.alias?.value);
    const bare = getNullableType(returned);
    const isStep = type === this.#parts.schema.getMutationType();
    const unavailable = toldFailure(isStep ? STEP_UNKNOWN : UNAVAILABLE, coordinate);
    const place = this.#place(coordinate, unavailable, returned, nodes, closed?.below ?? NOTHING_CLOSED);
    const leaf = isLeafType(bare) ? leafCheck(bare) : null;
    const mark = marks?.field(type.name, name) ?? NO_MARK;
    const conditions = (nodes[0] === undefined ? undefined : marks?.inputs(type.name, nodes[0])) ?? NO_MARKS;
    return { key, planned, leaf, shape: valueShaper(returned, place), nothing, mark, conditions };
  }

  #place(
    coordinate: string,
    unavailable: Told,
    returned: GraphQLOutputType,
    nodes: readonly FieldNode[],
    closed: ClosedPlace,
  ): FieldPlace {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const { denials, marks } = this.#parts;
    const shapeOn = (type: GraphQLObjectType) => this.of(type, sets, closed);
    let below: readonly Told[] | undefined;
    return {
      unavailable,
      failed: (failure) => (failure === UNAVAILABLE ? unavailable : toldFailure(failure, coordinate, marks)),
      shapeOf: this.#shapeOf(getNamedType(returned), shapeOn),
      below: () => {
        below ??= denials.below(closed).map((denial) => toldDenial(denial, marks));
        return below;
      },
    };
  }

  /** The shape by the type of the object: what the field returns, or of an abstract type the one that the object says. */
  #shapeOf(
    named: ReturnType<typeof getNamedType>,
    shapeOn: (type: GraphQLObjectType) => ObjectShape,
  ): FieldPlace['shapeOf'] {
    let only: ObjectShape | undefined;
    if (isObjectType(named))
      return () => {
        only ??= shapeOn(named);
        return only;
      };
    const possible = isAbstractType(named) ? this.#parts.schema.getPossibleTypes(named) : [];
    const types = new Map<unknown, GraphQLObjectType>(possible.map((type) => [type.name, type]));
    const shapes = new Map<unknown, ObjectShape>();
    return (value) => {
      const name = own(value, '__typename');
      const type = types.get(name);
      if (type === undefined) return null;
      const shape = shapes.get(name) ?? shapeOn(type);
      shapes.set(name, shape);
      return shape;
    };
  }

  #number(object: object): number {
    const number = this.#numbers.get(object) ?? this.#numbers.size;
    this.#numbers.set(object, number);
    return number;
  }
}
