import type { Mover } from './move.policy.ts';
import type { KeptMove } from './move.table.ts';
import type { Reached } from './move.ts';
import type { Standing } from './move-standing.ts';

/** Each side is within reach of one of the two, at the least. Who lives nowhere is within nobody's reach: then both stand for the household. */
export function isVouchedFor(move: KeptMove, reached: Reached, { homes }: Standing): boolean {
  const isHouseholdBoth = move.isHouseholdReached && reached.household;
  if (move.kind !== 'INTO_HOUSEHOLD') return move.isPersonReached && reached.person;
  const isPerson = homes.length === 0 ? isHouseholdBoth : move.isPersonReached || reached.person;
  return isPerson && (move.isHouseholdReached || reached.household);
}

/** What is under protection is moved by two whose duty holds it, each of whom reaches that side. */
export function mayMeetSeals(move: KeptMove, officer: Mover, reached: Reached, standing: Standing): boolean {
  const isOfTwo = move.holdsProtection && officer.holdsProtection;
  const isPersonFine = !isPersonSealed(standing) || (isOfTwo && move.isPersonReached && reached.person);
  const isTargetFine = !isTargetSealed(standing) || (isOfTwo && move.isHouseholdReached && reached.household);
  return isPersonFine && isTargetFine;
}

/** Whether who moves is under protection: by name, or by living with somebody who is. */
export function isPersonSealed({ person, homes }: Standing): boolean {
  return person?.isSealed === true || homes.some(({ isSealed }) => isSealed);
}

/** Whether the new household is under protection. */
export function isTargetSealed({ target }: Standing): boolean {
  return target?.isSealed === true;
}
