import type { Life } from '@seisi/host/life';
import { uuidArgument } from '@seisi/host/scalars';
import { isDay } from './as-of.ts';
import type { KeptMove, Remaining } from './move.table.ts';
import { type Provenance, wantedProvenance } from './recorded-income.ts';
import { badInput, readText } from './registration-input.ts';
import type { ConfirmMoveInput, ProposeMoveInput } from './types.generated.ts';

/** The life of a move: whatever it came to is its end. What was confirmed is undone by another move. */
export const moveLife: Life<KeptMove['status'], 'CONFIRM' | 'WITHDRAW'> = {
  PROPOSED: { CONFIRM: 'CONFIRMED', WITHDRAW: 'WITHDRAWN' },
  CONFIRMED: {},
  WITHDRAWN: {},
};

/** What a move does, as both officers must have it. */
export type Moved = Pick<
  KeptMove,
  'kind' | 'personId' | 'householdId' | 'relationToHead' | 'since' | 'remaining'
>;

/** Which of the two sides an officer reaches. */
export type Reached = { readonly person: boolean; readonly household: boolean };

const MOST_MEMBERS = 40;

/**
 * What a move does, as it may be kept.
 * @throws BAD_USER_INPUT for an identifier or day that is none, a day to come, a household or relation that does not fit the kind, a second head, and whoever is
 * named twice among those who stay
 */
export function readMoved(input: ProposeMoveInput | ConfirmMoveInput, today: string): Moved {
  const { kind, since } = input;
  const personId = uuidArgument('input.person', input.person);
  if (!isDay(since) || since > today) throw badInput('since', 'is no day of the calendar, today or earlier');
  const whereto = { householdId: input.household ?? null, relationToHead: input.relationToHead ?? null };
  const isInto = kind === 'INTO_HOUSEHOLD';
  if (isInto !== (whereto.householdId !== null))
    throw badInput('household', 'is said with INTO_HOUSEHOLD, and with nothing else');
  if (isInto !== (whereto.relationToHead !== null))
    throw badInput('relationToHead', 'is said with INTO_HOUSEHOLD, and with nothing else');
  if (whereto.relationToHead === 'HEAD')
    throw badInput('relationToHead', 'is HEAD: the household has one already');
  const householdId =
    whereto.householdId === null ? null : uuidArgument('input.household', whereto.householdId);
  const { relationToHead } = whereto;
  return { kind, personId, householdId, relationToHead, since, remaining: readRemaining(input, personId) };
}

/** Why it is proposed, and where that is known from. @throws BAD_USER_INPUT for no reason, and for an origin that nobody records */
export function readGrounds(input: ProposeMoveInput): Provenance & Pick<KeptMove, 'reason'> {
  return { ...wantedProvenance(input), reason: readText('reason', input.reason) };
}

function readRemaining(input: ProposeMoveInput | ConfirmMoveInput, mover: string): readonly Remaining[] {
  if (input.remaining.length > MOST_MEMBERS) throw badInput('remaining', `names ${MOST_MEMBERS} at the most`);
  const found = input.remaining.map(({ person, relationToHead }, place) => ({
    personId: uuidArgument(`input.remaining[${place}].person`, person),
    relationToHead,
  }));
  const ids = found.map(({ personId }) => personId);
  if (ids.includes(mover)) throw badInput('remaining', 'names who moves');
  if (new Set(ids).size < ids.length) throw badInput('remaining', 'names somebody twice');
  const heads = found.filter(({ relationToHead }) => relationToHead === 'HEAD');
  if (found.length > 0 && heads.length !== 1) throw badInput('remaining', 'names one HEAD');
  // In one order, so that two officers who name the same people say the same.
  return found.toSorted((one, other) => (one.personId < other.personId ? -1 : 1));
}

/** Whether two officers have the same move. */
export function saysTheSame(one: Moved, other: Moved): boolean {
  return said(one) === said(other);
}

function said({ kind, personId, householdId, relationToHead, since, remaining }: Moved): string {
  const staying = remaining.map((one) => [one.personId, one.relationToHead]);
  return JSON.stringify([kind, personId, householdId, relationToHead, since, staying]);
}
