import type { RoomError, RoomResult } from '@seisi/schema/room';
import { type Failure, failureOf } from './failure.ts';
import { isTree, type Tree } from './tree.ts';

/** A room's data with each error standing at its place, or null where the room gave no data at all. */
export function placeErrors(result: RoomResult): Tree | null {
  const data = result.data;
  if (!isTree(data)) return null;
  for (const error of result.errors ?? []) place(data, error);
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
