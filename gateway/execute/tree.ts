import { type GraphQLSchema, isObjectType } from 'graphql';
import { Failure } from './failure.ts';

/** The data that fetches put together, under planner names. A key that is missing was never answered: unknown, not none. */
export type Tree = Record<string, unknown>;

/** Marks a subject of which the person room said that nothing is within reach. */
export const ABSENT: unique symbol = Symbol('absent');

/** Whether a value is an object of the tree that has not been found absent. */
export function isPresent(value: unknown): value is Tree {
  return isTree(value) && !(ABSENT in value);
}

/** Whether a value is an object of the tree: neither leaf, list, failure nor grant. */
export function isTree(value: unknown): value is Tree {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Failure)
    return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** The value of an object's own key; an inherited name is no key. */
export function own(object: Tree, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** An empty object that inherits nothing. */
export function emptyTree(): Tree {
  return Object.create(null) as Tree;
}

/** The present objects at a planner's path below some objects; `@` goes into a list. */
export function objectsAt(from: readonly Tree[], path: readonly (string | number)[]): Tree[] {
  let here: unknown[] = [...from];
  for (const step of path) {
    here =
      step === '@'
        ? here.flatMap((value) => (Array.isArray(value) ? value : []))
        : here.map((value) => child(value, step));
  }
  return here.flatMap((value) => (Array.isArray(value) ? value : [value])).filter(isPresent);
}

function child(value: unknown, step: string | number): unknown {
  return isPresent(value) ? own(value, String(step)) : undefined;
}

/**
 * Puts what a fetch answered into the tree, in place: objects field by field, lists item by item. Safe against prototype names. The type that an
 * object is stands: a room that knows it as an interface object says the interface's name, and fetches end in any order.
 */
export function mergeInto(schema: GraphQLSchema, target: Tree, source: Readonly<Tree>): void {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue;
    const known = own(target, key);
    if (key === '__typename' && isObject(schema, known) && !isObject(schema, source[key])) continue;
    target[key] = merged(schema, known, source[key]);
  }
}

function isObject(schema: GraphQLSchema, name: unknown): boolean {
  return typeof name === 'string' && isObjectType(schema.getType(name));
}

function merged(schema: GraphQLSchema, known: unknown, answered: unknown): unknown {
  if (isTree(known) && isTree(answered)) {
    mergeInto(schema, known, answered);
    return known;
  }
  if (Array.isArray(known) && Array.isArray(answered) && known.length === answered.length)
    return known.map((item, index) => merged(schema, item, answered[index]));
  return answered;
}
