import { type DataClass, opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';
import type { LockedListRow } from './locked-list.table.ts';

/** What a list is made of, and so what its officer's duty opens: that of the register (S3: PPN). */
const DUTY = ['register', 'area', 'kinship', 'income', 'poverty'] as const satisfies readonly DataClass[];

/** Figures about fewer are not given (access §2). None is a figure about nobody. */
const FEWEST = 10;

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseLists(coordinate: string, basis: Basis): void {
  if (isListOfficer(basis)) return;
  const missing = opens(ceiling(basis), DUTY[0]) ? 'poverty' : DUTY[0];
  throw withheld(coordinate, missing, reasonClosed(basis, missing));
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseLocking(basis: Basis): void {
  if (!isListOfficer(basis)) throw withheld('Mutation.lockList', null, 'CLASS_NOT_IN_BASIS');
}

/** @throws STEP_REFUSED where the posting is not for the whole place of which the register is told */
export function checkPlace(basis: Basis, state: string | null): void {
  const areas = areasOf(basis);
  if (areas === null || (state !== null && areas.includes(state))) return;
  throw new RegistryError(
    'STEP_REFUSED',
    'Your posting is not for the whole of this place. Lock the list of a state that it covers.',
  );
}

/** The states of whose lists a posting reads; null for all of them. */
export function areasOf(basis: Basis): readonly string[] | null {
  const areas = basis.kind === 'POSTING' ? basis.areas : [];
  return areas.includes('MY') ? null : areas;
}

/** How many stand in a list. @throws UNAUTHORIZED_FIELD_OR_TYPE where so few would tell of people */
export function countTold({ count }: LockedListRow): number {
  if (count === 0 || count >= FEWEST) return count;
  throw withheld('LockedList.people', null, 'NOT_FOR_THIS_SUBJECT');
}

function isListOfficer(basis: Basis): boolean {
  return basis.kind === 'POSTING' && DUTY.every((name) => opens(ceiling(basis), name));
}
