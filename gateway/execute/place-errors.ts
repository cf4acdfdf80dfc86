import type { RoomError, RoomResult } from '@seisi/schema/room';
import { type Failure, failureOf } from './failure.ts';
import { emptyTree, isTree, type Tree } from './tree.ts';

/**
 * A room's data with each error standing at its place, or null where the room gave no data at all. An error at a part that may not be null
 * leaves a room without data; it still says what is wrong, and where.
 */
export function placeErrors(result: RoomResult): Tree | null {
  const errors = result.errors ?? [];
  if (!isTree(result.data) && !errors.some(({ path }) => path !== undefined && path.length > 0)) return null;
  const data = isTree(result.data) ? result.data : emptyTree();
  for (const error of errors) place(data, error);
  return data;
}

/** Follows an error's path down to the first null, and puts the failure there. An error without a path leaves its nulls to be told by others. */
function place(data: Tree, error: RoomError): void {
  let here: unknown = data;
  for (const step of error.path ?? []) {
    const holder = holderOf(here, step);
    if (holder === null) return;
    const value = Object.hasOwn(holder, step) ? holder[step] : undefined;
    if (value == null) {
      holder[step] = failureOf(error) satisfies Failure;
      return;
    }
    here = value;
  }
}

/** The object that has such a step, or could: a path leads neither out of a list nor to what every object inherits. */
function holderOf(here: unknown, step: string | number): Record<string | number, unknown> | null {
  if (Array.isArray(here)) return Object.hasOwn(here, step) ? (here as never) : null;
  return isTree(here) && step !== '__proto__' ? here : null;
}
