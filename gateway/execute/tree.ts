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

/** One step of a path: a key, `@` into a list, or the types of which an object must be. */
type PathStep = string | ReadonlySet<unknown>;

/** Reads a planner's path once: its steps may be empty, and may end in the types that the objects there must be of (`house|[Villa,Hut]`). */
export function pathOf(planned: readonly (string | number)[]): PathStep[] {
  return planned.flatMap((step): PathStep[] => {
    const [key = '', types] = String(step).split('|[');
    const into = key === '' ? [] : [key];
    return types === undefined ? into : [...into, new Set(types.slice(0, -1).split(','))];
  });
}

/** The present objects at a path below some objects. */
export function objectsAt(from: readonly Tree[], path: readonly PathStep[]): Tree[] {
  const found: Tree[] = [];
  for (const object of from) follow(object, path, 0, found);
  return found;
}

function follow(value: unknown, path: readonly PathStep[], depth: number, found: Tree[]): void {
  const step = path[depth];
  if (step === undefined) addPresent(value, found);
  else if (step === '@') {
    for (const item of Array.isArray(value) ? value : []) follow(item, path, depth + 1, found);
  } else if (isPresent(value)) {
    if (typeof step === 'string') follow(own(value, step), path, depth + 1, found);
    else if (step.has(own(value, '__typename'))) follow(value, path, depth + 1, found);
  }
}

function addPresent(value: unknown, found: Tree[]): void {
  for (const item of Array.isArray(value) ? value : [value]) if (isPresent(item)) found.push(item);
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
    target[key] = known === undefined ? source[key] : merged(schema, known, source[key]);
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

/** The same objects and lists anew, so that what is put into one place of the tree changes no other; leaves, failures and grants are the same. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isTree(value)) return value;
  const copy = emptyTree();
  for (const key of Object.keys(value)) copy[key] = copyOf(value[key]);
  return copy;
}

/** Whether two values of the tree hold the same; what is neither object nor list must be the same itself. */
export function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isAlike(item, other[index]));
  if (!isTree(one) || !isTree(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isAlike(one[key], other[key]))
  );
}
