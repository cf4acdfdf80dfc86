import { createHash, type Hash } from 'node:crypto';
import type { LockedListEntryRow } from './locked-list.table.ts';

/** One row of a locked list as it is told to the room that draws programmes from it, and hashed. */
export type ToldHead = Omit<LockedListEntryRow, 'listId' | 'place'>;

/** A row in the one order of its parts in which it is told and hashed. */
export function toldHead(row: ToldHead): ToldHead {
  const { householdKey, personKey, state, district, sex, maritalStatus } = row;
  const { povertyStatus, exitReason, income, members } = row;
  const { hasChild, hasUnmarriedChild, isHusbandUnable } = row;
  return {
    ...{ householdKey, personKey, state, district, sex, maritalStatus },
    ...{ povertyStatus, exitReason, income, members },
    ...{ hasChild, hasUnmarriedChild, isHusbandUnable },
  };
}

/** The hash of a list is one SHA-256 over its rows, each as a line of JSON. */
export function beginHash(): Hash {
  return createHash('sha256');
}

/** Goes on with it by the next row. */
export function hashHead(hash: Hash, row: ToldHead): void {
  hash.update(`${JSON.stringify(toldHead(row))}\n`);
}
