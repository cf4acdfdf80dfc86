import { type GraphQLLeafType, type GraphQLOutputType, isLeafType, isListType, isNonNullType } from 'graphql';
import type { ErrorList, Told } from './error-list.ts';
import { Failure } from './failure.ts';
import { leafCheck } from './leaf.ts';
import type { Ledger } from './ledger.ts';
import { NO_MARK } from './marks.ts';
import type { Meet } from './meeting.ts';
import type { Stand } from './standing.ts';
import { isTree, type Tree } from './tree.ts';

/** Stands for a null that may not stand where it is: it makes its parent null (GraphQL §6.4.4). */
export const BROKEN: unique symbol = Symbol('broken');
/** Stands for a subject out of reach: null, and dropped from a list. */
export const NOBODY: unique symbol = Symbol('nobody');

/** One answer while it is shaped: its errors, where shaping stands, with list indices, and what it tells of subjects; null where no receipt is made. */
export type Shaping = {
  readonly errors: ErrorList;
  readonly path: (string | number)[];
  readonly ledger: Ledger | null;
};

/** Shapes one value; null, `BROKEN` or `NOBODY` where there is none that may be told. */
export type ShapeValue = (value: unknown, shaping: Shaping) => unknown;

/** What is told where there is no value: null, or that the parent breaks. */
export type Nothing = null | typeof BROKEN;

/** What objects of one type become at one place of the answer. */
export type ObjectShape = {
  readonly stand: Stand;
  /** Null where an object tells of nobody new, or no receipt is made. */
  readonly meet: Meet | null;
  /** `BROKEN` where a part is null that may not be. */
  shape(tree: Tree, shaping: Shaping): Tree | typeof BROKEN;
};

/** A field of the answer, as its values need to know it. */
export type FieldPlace = {
  /** What is told where its value is unknown. */
  readonly unavailable: Told;
  /** What is told of what failed there. */
  readonly failed: (failure: Failure) => Told;
  /** The shape of an object that stands here; null where it is of no type that may. */
  readonly shapeOf: (value: Tree) => ObjectShape | null;
  /** What an empty list would have withheld. */
  readonly below: () => readonly Told[];
};

/** Compiles how values of a field's type are shaped: every leaf granted or unknown, subjects out of reach left out. */
export function valueShaper(type: GraphQLOutputType, field: FieldPlace, nothing: Nothing = null): ShapeValue {
  if (isNonNullType(type)) return valueShaper(type.ofType, field, BROKEN);
  if (isListType(type)) return listShaper(valueShaper(type.ofType, field), field, nothing);
  return isLeafType(type) ? leafShaper(type, field, nothing) : objectShaper(field, nothing);
}

/** Null and its error, whether or not there is a value. */
export function closedShaper(told: Told, nothing: Nothing): ShapeValue {
  return (_value, shaping) => {
    tell(told, shaping);
    return nothing;
  };
}

function leafShaper(type: GraphQLLeafType, field: FieldPlace, nothing: Nothing): ShapeValue {
  const fits = leafCheck(type);
  return (value, shaping) => {
    if (value === null) return nothing;
    const isKnown = value !== undefined && !(value instanceof Failure) && fits(value);
    return isKnown ? value : unknown(value, field, shaping, nothing);
  };
}

function listShaper(shapeItem: ShapeValue, field: FieldPlace, nothing: Nothing): ShapeValue {
  return (value, shaping) => {
    if (value === null) return nothing;
    if (!Array.isArray(value)) return unknown(value, field, shaping, nothing);
    const place = shaping.ledger?.place ?? 0;
    const items = shapeItems(value, shapeItem, shaping);
    if (items === BROKEN) {
      shaping.ledger?.takeBack(place);
      return nothing;
    }
    // Also where everyone in it was out of reach: that must not look other than a list of nobody.
    if (items.length === 0) for (const told of field.below()) tell(told, shaping);
    return items;
  };
}

function shapeItems(
  list: readonly unknown[],
  shapeItem: ShapeValue,
  shaping: Shaping,
): unknown[] | typeof BROKEN {
  const { path } = shaping;
  const items: unknown[] = [];
  for (const item of list) {
    path.push(items.length);
    const shaped = shapeItem(item, shaping);
    path.pop();
    if (shaped === BROKEN) return BROKEN;
    if (shaped !== NOBODY) items.push(shaped);
  }
  return items;
}

function objectShaper(field: FieldPlace, nothing: Nothing): ShapeValue {
  return (value, shaping) => {
    if (value === null) return nothing;
    const shape = isTree(value) ? field.shapeOf(value) : null;
    if (shape === null) return unknown(value, field, shaping, nothing);
    const standing = shape.stand(value as Tree);
    if (standing === 'ABSENT') return NOBODY;
    if (standing === 'UNKNOWN') return unknown(value, field, shaping, nothing);
    const shaped = shapedAs(shape, value as Tree, shaping);
    return shaped === BROKEN ? nothing : shaped;
  };
}

/** What is told below a subject is told of it, and the conditions by which it was found are met by nobody below it. */
function shapedAs(shape: ObjectShape, value: Tree, shaping: Shaping): Tree | typeof BROKEN {
  const { ledger } = shaping;
  if (ledger === null) return shape.shape(value, shaping);
  const { place, about, conditions } = ledger;
  shape.meet?.(value, ledger);
  const shaped = shape.shape(value, shaping);
  if (shaped === BROKEN) ledger.takeBack(place);
  ledger.about = about;
  ledger.conditions = conditions;
  return shaped;
}

/** A value that no room told, or that is none of its type: one error at its place, nothing below. */
function unknown(value: unknown, field: FieldPlace, shaping: Shaping, nothing: Nothing): Nothing {
  tell(value instanceof Failure ? field.failed(value) : field.unavailable, shaping);
  return nothing;
}

function tell(told: Told, { errors, path, ledger }: Shaping): void {
  errors.tell(told, path);
  if (told.mark !== NO_MARK) ledger?.mark(told.mark);
}
