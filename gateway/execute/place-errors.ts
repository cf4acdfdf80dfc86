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
    if (!(isTree(here) || Array.isArray(here))) return;
    const holder = here as Record<string | number, unknown>;
    if (holder[step] == null) {
      holder[step] = failureOf(error) satisfies Failure;
      return;
    }
    here = holder[step];
  }
}
