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
import { plannedKeys } from '../names.ts';
import type { Answer } from '../request.ts';
import type { Vouching } from '../vouching.ts';
import { type ClientDocument, collectFields } from './collect.ts';
import { ErrorList, type Told, toldDenial, toldFailure } from './error-list.ts';
import { UNAVAILABLE } from './failure.ts';
import { type Check, leafCheck } from './leaf.ts';
import {
  BROKEN,
  closedShaper,
  type FieldPlace,
  NOBODY,
  type Nothing,
  type ObjectShape,
  type ShapeValue,
  type Shaping,
  valueShaper,
} from './shape-value.ts';
import { type Stand, standingOf } from './standing.ts';
import { emptyTree, own, type Tree } from './tree.ts';

/** Everything by which the shape of an answer is settled before there is one. */
export type ShapeParts = ClientDocument & {
  readonly denials: Denials;
  readonly vouching: Vouching;
  /** Fields that are unknown whatever a room said of them, as coordinates. */
  readonly unknown: ReadonlySet<string>;
};

/** The answer in the client's own names, every leaf granted, withheld or unknown (access §5). Its data are null where a non-null part at the top is missing. */
export type Shape = (tree: Tree) => Answer;

/** Compiles the shape of an operation's answers. A selection is compiled when the first object of a type is met there, and kept. */
export function compileShape(parts: ShapeParts, type: GraphQLObjectType, set: SelectionSetNode): Shape {
  const root = new Shapes(parts).of(type, [set], parts.denials.root);
  return (tree) => {
    const shaping = { errors: new ErrorList(), path: [] };
    const data = root.shape(tree, shaping);
    return { data: data === BROKEN ? null : data, errors: shaping.errors.list() };
  };
}

/** One field of an object: its key in the answer and in the tree, and what becomes of its value. */
type FieldShape = {
  readonly key: string;
  /** Null where no room has a say. */
  readonly planned: string | null;
  /** Of a leaf: whether a value that is neither object nor list may stand as it is. */
  readonly leaf: Check | null;
  readonly shape: ShapeValue;
  readonly nothing: Nothing;
};

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
    const stand = standingOf(type, this.#parts.vouching);
    const shape = new Selected(stand, () => this.#fields(type, sets, closed));
    this.#shapes.set(key, shape);
    return shape;
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
    const { denials, unknown } = this.#parts;
    const name = nodes[0]?.name.value ?? '';
    const coordinate = `${type.name}.${name}`;
    const returned = type.getFields()[name]?.type;
    const nothing: Nothing = isNonNullType(returned) ? BROKEN : null;
    const settled = (shape: ShapeValue): FieldShape => ({ key, planned: null, leaf: null, shape, nothing });
    if (closed?.isClosed) return settled(closedShaper(toldDenial(denials.of(closed.coordinate)), nothing));
    const unavailable = toldFailure(UNAVAILABLE, coordinate);
    if (unknown.has(coordinate)) return settled(closedShaper(unavailable, nothing));
    if (name === '__typename') return settled(() => type.name);
    // The schema's own fields are answered elsewhere; whoever selects them beside data is refused before.
    if (returned === undefined) return settled(() => null);
    const planned = plannedKeys(this.#parts.schema)(name, nodes[0]?.alias?.value);
    const bare = getNullableType(returned);
    const place = this.#place(coordinate, unavailable, returned, nodes, closed?.below ?? NOTHING_CLOSED);
    const leaf = isLeafType(bare) ? leafCheck(bare) : null;
    return { key, planned, leaf, shape: valueShaper(returned, place), nothing };
  }

  #place(
    coordinate: string,
    unavailable: Told,
    returned: GraphQLOutputType,
    nodes: readonly FieldNode[],
    closed: ClosedPlace,
  ): FieldPlace {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const shapeOn = (type: GraphQLObjectType) => this.of(type, sets, closed);
    let below: readonly Told[] | undefined;
    return {
      coordinate,
      unavailable,
      shapeOf: this.#shapeOf(getNamedType(returned), shapeOn),
      below: () => {
        below ??= this.#parts.denials.below(closed).map(toldDenial);
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

/** What is selected on objects of one type. */
class Selected implements ObjectShape {
  readonly stand: Stand;
  readonly #compile: () => readonly FieldShape[];
  #fields: readonly FieldShape[] = [];
  /** An object with all keys and no values; null until the first is shaped. Its copies are of one form, and so are made quickly. */
  #blank: Tree | null = null;

  constructor(stand: Stand, compile: () => readonly FieldShape[]) {
    this.stand = stand;
    this.#compile = compile;
  }

  shape(tree: Tree, shaping: Shaping): Tree | typeof BROKEN {
    const shaped = this.#copy();
    let isBroken = false;
    for (const field of this.#fields) {
      const given = field.planned === null ? undefined : own(tree, field.planned);
      const value = isReadyLeaf(field, given) ? given : shapeAt(field, given, shaping);
      if (value === BROKEN) isBroken = true;
      else shaped[field.key] = value;
    }
    return isBroken ? BROKEN : shaped;
  }

  /** Plain objects are made and written several times as fast as those that inherit nothing; but a client may call a field `__proto__`. */
  #copy(): Tree {
    if (this.#blank === null) {
      this.#fields = this.#compile();
      const isPlain = this.#fields.every(({ key }) => key !== '__proto__');
      this.#blank = isPlain ? {} : emptyTree();
      for (const { key } of this.#fields) this.#blank[key] = null;
    }
    return Object.assign(Object.getPrototypeOf(this.#blank) === null ? emptyTree() : {}, this.#blank);
  }
}

function isReadyLeaf({ leaf }: FieldShape, given: unknown): boolean {
  return leaf !== null && given !== undefined && typeof given !== 'object' && leaf(given);
}

function shapeAt({ key, shape, nothing }: FieldShape, given: unknown, shaping: Shaping): unknown {
  shaping.path.push(key);
  const value = shape(given, shaping);
  shaping.path.pop();
  return value === NOBODY ? nothing : value;
}
