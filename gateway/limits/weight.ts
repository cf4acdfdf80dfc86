import type { Variables } from './list-size.ts';
import type { WeighedField, WeighedObject } from './weigh.ts';

/** No cost is larger, so that none overflows: far above every limit. */
export const MOST = 2 ** 50;

/** What a field adds: once where it is asked, and for each of its values. */
type Adds = {
  readonly call: (field: WeighedField, variables: Variables) => number;
  readonly value: (field: WeighedField) => number;
};

const POINTS: Adds = { call: ({ call }, variables) => call(variables), value: ({ value }) => value };

/** Counts objects in place of points. */
export const OBJECTS: Adds = { call: () => 0, value: ({ below }) => (below.length > 0 ? 1 : 0) };

/** What a weighed operation can cost at the most under these variables: of possible types the dearest, of lists their bound. */
export function estimate(root: WeighedObject, variables: Variables, adds: Adds = POINTS): number {
  const known = new Map<WeighedObject, Map<number, number>>();
  const ofObject = (object: WeighedObject, slice: number): number => {
    const bySlice = known.get(object) ?? new Map<number, number>();
    known.set(object, bySlice);
    const found = bySlice.get(slice);
    if (found !== undefined) return found;
    const cost = object.fields.reduce((sum, field) => bounded(sum + ofField(field, slice)), 0);
    bySlice.set(slice, cost);
    return cost;
  };
  const ofField = (field: WeighedField, slice: number): number => {
    const count = bounded(field.count === null ? slice : field.count(variables));
    const below = field.slice(variables);
    const dearest = field.below.reduce((most, object) => Math.max(most, ofObject(object, below)), 0);
    return bounded(adds.call(field, variables) + bounded(count * bounded(adds.value(field) + dearest)));
  };
  return ofObject(root, 0);
}

/**
 * What an answer cost, by its values alone: what is null cost nothing, whatever the reason (access §7). An object of an abstract type is of the first type
 * that has all of its keys, for the answer itself does not say more.
 */
export function actual(root: WeighedObject, variables: Variables, data: unknown): number {
  const ofObject = (object: WeighedObject, value: Tree): number =>
    object.fields.reduce((sum, field) => {
      const of = ofValues(field, value[field.key], field.lists);
      return bounded(sum + field.call(variables) + of);
    }, 0);
  const ofValues = (field: WeighedField, value: unknown, lists: number): number => {
    if (value === null || value === undefined) return 0;
    if (lists > 0 && Array.isArray(value))
      return value.reduce((sum: number, item) => bounded(sum + ofValues(field, item, lists - 1)), 0);
    const object = isTree(value) ? field.below.find((one) => fits(one, value)) : undefined;
    return field.value + (object === undefined ? 0 : ofObject(object, value as Tree));
  };
  return isTree(data) ? ofObject(root, data) : 0;
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fits({ fields }: WeighedObject, value: Tree): boolean {
  return fields.every(({ key }) => Object.hasOwn(value, key));
}

function bounded(cost: number): number {
  return Math.min(MOST, cost);
}
