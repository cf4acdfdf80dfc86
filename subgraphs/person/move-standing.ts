import type { HouseholdMemberRow } from './household.table.ts';
import type { Moved, Reached } from './move.ts';

/** One who lives in a household today. */
export type Living = { readonly personKey: string; readonly personId: string; readonly membershipId: string };

/** How the register stands of those whom a move is about, today. */
export type Standing = {
  /** Who moves; null where nobody has the identifier. */
  readonly person: { readonly key: string; readonly isAdult: boolean; readonly isSealed: boolean } | null;
  /** Where they live; several homes are a fault of the register. */
  readonly homes: readonly Home[];
  /** The day on which they last left one; null where they never did. */
  readonly lastLeft: string | null;
  /** Whereto; null where there is none of that identifier, or none is meant. */
  readonly target: {
    readonly key: string;
    readonly isSealed: boolean;
    readonly hasHead: boolean;
    readonly living: readonly Living[];
  } | null;
};

export type Home = Pick<HouseholdMemberRow, 'householdKey' | 'relationToHead' | 'since'> & {
  readonly membershipId: string;
  readonly isSealed: boolean;
  /** Whether a registration of it is under way. */
  readonly isRegistering: boolean;
  /** Who lives there beside the one who moves. */
  readonly others: readonly Living[];
};

/** What stands in the way of a move, and of which side it tells. */
export type Fault = { readonly tells: readonly (keyof Reached)[]; readonly why: string };

/** What stands in the way of a move by the register; null where nothing does. */
export function faultOf(moved: Moved, standing: Standing): Fault | null {
  const ofPerson = faultOfPerson(moved, standing);
  if (ofPerson !== null) return { tells: ['person'], why: ofPerson };
  return moved.kind === 'INTO_HOUSEHOLD' ? faultOfTarget(standing) : null;
}

function faultOfPerson(moved: Moved, { person, homes, lastLeft }: Standing): string | null {
  if (person === null) return 'Nobody has this identifier.';
  if (homes.length > 1) return 'The person lives in two households by the register; that is settled first.';
  const [home] = homes;
  if (lastLeft !== null && moved.since < lastLeft)
    return `The person left another home on ${lastLeft}, which is later.`;
  if (home === undefined)
    return moved.kind === 'INTO_HOUSEHOLD' && moved.remaining.length === 0
      ? null
      : 'The person lives in no household, so leaves none.';
  if (moved.since <= home.since)
    return `The person lives there since ${home.since}: nobody leaves before the day after they came.`;
  return faultOfLeaving(moved, home);
}

function faultOfTarget({ person, homes: [home], target }: Standing): Fault | null {
  if (target === null) return { tells: ['household'], why: 'There is no such household.' };
  if (home?.householdKey === target.key)
    return { tells: ['person', 'household'], why: 'The person lives there already.' };
  if (!target.hasHead)
    return { tells: ['household'], why: 'Nobody heads this household, so nobody moves into it.' };
  const isOutsider = person?.isAdult === true && !person.isSealed && home?.isSealed !== true;
  if (!(target.isSealed && isOutsider)) return null;
  // Whoever lives under a seal may read of those who live there.
  return {
    tells: ['person', 'household'],
    why: 'No adult from outside comes into a household under protection.',
  };
}

/** A head who leaves others behind leaves them with another head, each of them named; whoever else leaves, leaves them as they are. */
function faultOfLeaving(
  { remaining }: Moved,
  { relationToHead, isRegistering, others }: Home,
): string | null {
  if (relationToHead !== 'HEAD' || others.length === 0)
    return remaining.length === 0 ? null : 'No head leaves anybody behind, so `remaining` names nobody.';
  if (isRegistering) return 'A registration of the head’s household is under way; that is decided first.';
  const named = new Set(remaining.map(({ personId }) => personId));
  const isWhole = named.size === others.length && others.every(({ personId }) => named.has(personId));
  return isWhole
    ? null
    : 'The head leaves others behind: `remaining` names every one of them, and the new head.';
}
