import type { Transaction } from '@seisi/host/act';
import { anyOf } from '@seisi/host/any-of';
import { civilDate } from '@seisi/host/context';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { checkReached, type Mover } from './move.policy.ts';
import { type KeptMove, type MoveRow, moves } from './move.table.ts';
import { type Moved, moveLife, type Reached, saysTheSame } from './move.ts';
import { takeEffect, tellOfMove } from './move-effect.step.ts';
import { isMovedSince, isOfThem } from './move-officers.statement.ts';
import { isPersonSealed, isTargetSealed, isVouchedFor, mayMeetSeals } from './move-officers.ts';
import { standingOf } from './move-standing.statement.ts';
import { type Fault, faultOf } from './move-standing.ts';
import { people } from './person.table.ts';
import type { Provenance } from './recorded-income.ts';

/** An officer at a move: who it is, which sides are within reach, and when. */
export type Moving = { readonly officer: Mover; readonly reached: Reached; readonly at: Date };

/**
 * Keeps what a first officer says of a move. It changes nothing. What the officer reaches is held against the register; of the rest nothing is looked up that
 * could be told by a refusal.
 * @throws NOT_FOUND where neither side is within the officer's reach
 * @throws STEP_REFUSED where what the officer reaches stands in the way
 */
export async function proposeMove(
  transaction: Transaction,
  said: Moved & Provenance & Pick<KeptMove, 'reason'>,
  { officer, reached, at }: Moving,
): Promise<MoveRow> {
  checkReached(said, reached);
  const standing = await standingOf(transaction, said, civilDate(at.getTime()));
  const fault = faultOf(said, standing);
  if (fault !== null && isTold(fault, reached)) throw refused(fault.why);
  const row: KeptMove = {
    ...{ id: crypto.randomUUID(), status: 'PROPOSED', kind: said.kind, since: said.since },
    ...{ personId: said.personId, householdId: said.householdId, relationToHead: said.relationToHead },
    ...{ remaining: said.remaining, reason: said.reason, origin: said.origin, method: said.method as 'FORM' },
    ...{ isPersonReached: reached.person, isHouseholdReached: reached.household },
    holdsProtection: officer.holdsProtection,
    isSealed: (reached.person && isPersonSealed(standing)) || (reached.household && isTargetSealed(standing)),
    ...{
      proposedBy: officer.id,
      proposerKey: officer.personKey,
      proposedAt: at,
      closedBy: null,
      closedAt: null,
    },
  };
  await transaction.insert(moves).values(row);
  return met(row);
}

/**
 * Confirms a move: it takes effect, all in one transaction. Of two at once the second meets what the first left, for the rows are locked.
 * @throws NOT_FOUND where neither side is within the officer's reach, and where there is none of these identifiers
 * @throws STEP_REFUSED where it does not wait any more, for the officer who proposed it, where both do not say the same, and where it does not stand as it was proposed
 */
export async function confirmMove(
  transaction: Transaction,
  id: string,
  said: Moved,
  { officer, reached, at }: Moving,
): Promise<MoveRow> {
  checkReached(said, reached);
  const move = await lockedMove(transaction, id);
  if (move === null || move.personId !== said.personId || move.householdId !== said.householdId)
    throw new RegistryError('NOT_FOUND', 'There is no such move. Check all identifiers.');
  const status = advance(moveLife, { thing: 'move', status: move.status, step: 'CONFIRM' });
  if (move.proposedBy === officer.id || move.proposerKey === officer.personKey)
    throw refused('Another officer confirms a move than the one who proposed it.');
  if (!saysTheSame(move, said)) throw refused('The first officer has it otherwise. Read it again, together.');
  const today = civilDate(at.getTime());
  await lockSides(transaction, said, today);
  const standing = await standingOf(transaction, said, today);
  const fault = faultOf(said, standing);
  if (fault !== null) throw refused(isTold(fault, reached) ? fault.why : CHANGED);
  if (!isVouchedFor(move, reached, standing)) throw refused(CHANGED);
  if (!mayMeetSeals(move, officer, reached, standing)) throw refused(CHANGED);
  if (await isOfThem(transaction, move, officer, standing, today)) throw refused(CHANGED);
  if (await isMovedSince(transaction, move, standing)) throw refused(CHANGED);
  const recording = { origin: move.origin, method: move.method, by: officer.id, at };
  await takeEffect(transaction, said, standing, recording);
  await tellOfMove(transaction, move, standing, at);
  await transaction.update(moves).set({ status, closedBy: officer.id, closedAt: at }).where(eq(moves.id, id));
  return met(move);
}

/** Takes a move back. @throws NOT_FOUND where it is not the officer's own, STEP_REFUSED where it does not wait any more */
export async function withdrawMove(
  transaction: Transaction,
  id: string,
  { officer, at }: Pick<Moving, 'officer' | 'at'>,
): Promise<MoveRow> {
  const move = await lockedMove(transaction, id);
  if (move === null || move.proposedBy !== officer.id)
    throw new RegistryError('NOT_FOUND', 'You proposed no such move. Check its identifier.');
  const status = advance(moveLife, { thing: 'move', status: move.status, step: 'WITHDRAW' });
  await transaction.update(moves).set({ status, closedBy: officer.id, closedAt: at }).where(eq(moves.id, id));
  return met(move);
}

/** One sentence for whatever the officer may not be told: who was sealed, who has moved and who is whose relative read the same. */
const CHANGED =
  'The move does not stand as it was proposed: those whom it is about, or where they live, have changed, or it is not for these two officers. Look at it again and propose it anew.';

function refused(why: string): RegistryError {
  return new RegistryError('STEP_REFUSED', why);
}

function isTold({ tells }: Fault, reached: Reached): boolean {
  return tells.every((side) => reached[side]);
}

async function lockedMove(transaction: Transaction, id: string): Promise<KeptMove | null> {
  const [move] = await transaction.select().from(moves).where(eq(moves.id, id)).for('update');
  return move ?? null;
}

/** Who moves, and then the homes in one order: of two moves that touch one of them the second reads what the first has written. */
async function lockSides(
  transaction: Transaction,
  { personId, householdId }: Moved,
  today: string,
): Promise<void> {
  const [person] = await transaction.select().from(people).where(eq(people.id, personId)).for('update');
  const homes =
    person === undefined
      ? []
      : await transaction
          .select({ key: memberships.householdKey })
          .from(memberships)
          .where(
            and(eq(memberships.personKey, person.key), inForce(memberships.since, memberships.until, today)),
          );
  const targets =
    householdId === null
      ? []
      : await transaction
          .select({ key: households.key })
          .from(households)
          .where(eq(households.id, householdId));
  const keys = [...homes, ...targets].map(({ key }) => key);
  await transaction
    .select({ key: households.key })
    .from(households)
    .where(anyOf(households.key, keys))
    .orderBy(households.key)
    .for('update');
}

function met({ id, personId, householdId }: KeptMove): MoveRow {
  return { id, personId, householdId };
}
