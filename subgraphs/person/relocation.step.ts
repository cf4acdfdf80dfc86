import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { assessAgain } from './assess-again.step.ts';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import type { Mover } from './move.policy.ts';
import { moveLife } from './move.ts';
import { isOneOfThem } from './move-officers.statement.ts';
import { tell } from './notice.step.ts';
import { keepAddress, type LockedAddress, lockedAddress } from './recorded-address.step.ts';
import type { Provenance } from './recorded-income.ts';
import { checkReachedPlaces } from './relocation.policy.ts';
import { type KeptRelocation, type RelocationRow, relocations } from './relocation.table.ts';
import { faultOfRelocating, type ReachedPlaces, type Relocated, relocatesTheSame } from './relocation.ts';
import { isSealed } from './seal.policy.ts';

/** An officer at a household's move: who it is, which sides are within reach, and when. */
export type Relocating = { readonly officer: Mover; readonly reached: ReachedPlaces; readonly at: Date };

/**
 * Keeps what a first officer says of a household's move. It changes nothing; of a household that the officer does not reach nothing is looked up that could be
 * told by a refusal.
 * @throws NOT_FOUND where neither side is within the officer's reach, STEP_REFUSED where a household that is reached cannot move so
 */
export async function proposeRelocation(
  transaction: Transaction,
  said: Relocated & Pick<KeptRelocation, 'reason' | 'origin' | 'method'>,
  { officer, reached, at }: Relocating,
): Promise<RelocationRow> {
  checkReachedPlaces(reached);
  const standing = await standingOf(transaction, said.householdId);
  const fault = faultOfRelocating(said, standing);
  if (reached.household && fault !== null) throw refused(fault);
  const sealed = reached.household && (await isUnderSeal(transaction, standing, civilDate(at.getTime())));
  const row: KeptRelocation = {
    ...{ ...said, id: crypto.randomUUID(), status: 'PROPOSED', isSealed: sealed },
    ...{ isHouseholdReached: reached.household, isAreaReached: reached.area },
    ...{ holdsProtection: officer.holdsProtection, proposedBy: officer.id, proposerKey: officer.personKey },
    ...{ proposedAt: at, closedBy: null, closedAt: null },
  };
  await transaction.insert(relocations).values(row);
  return met(row);
}

/**
 * Confirms a household's move: address and area change, and the household is assessed anew, all in one transaction.
 * @throws NOT_FOUND where neither side is within the officer's reach, and where there is none of these identifiers
 * @throws STEP_REFUSED where it does not wait any more, for the officer who proposed it, where both do not say the same, and where it does not stand as it was proposed
 */
export async function confirmRelocation(
  transaction: Transaction,
  id: string,
  said: Relocated,
  { officer, reached, at }: Relocating,
): Promise<RelocationRow> {
  checkReachedPlaces(reached);
  const kept = await lockedRelocation(transaction, id);
  if (kept === null || kept.householdId !== said.householdId)
    throw new RegistryError('NOT_FOUND', 'There is no such move. Check both identifiers.');
  const status = advance(moveLife, { thing: 'move', status: kept.status, step: 'CONFIRM' });
  if (kept.proposedBy === officer.id || kept.proposerKey === officer.personKey)
    throw refused('Another officer confirms a move than the one who proposed it.');
  if (!relocatesTheSame(kept, said))
    throw refused('The first officer has it otherwise. Read it again, together.');
  const standing = await standingOf(transaction, said.householdId);
  const fault = faultOfRelocating(said, standing);
  if (standing === null || fault !== null) throw refused(reached.household && fault ? fault : CHANGED);
  if (!(await mayRelocate(transaction, kept, standing, { officer, reached, at }))) throw refused(CHANGED);
  const { addressLine, postcode, district, state, strata, since } = said;
  const recording = { ...provenanceOf(kept), by: officer.id, at };
  const address = { addressLine, postcode, district, state, strata, since };
  await keepAddress(transaction, standing, address, recording);
  await assessAgain(transaction, [standing.household.key], at);
  await tell(transaction, [{ personKey: standing.household.headKey, kind: 'MOVED', aboutId: id }], at);
  await close(transaction, id, { status, closedBy: officer.id, closedAt: at });
  return met(kept);
}

/** Takes a household's move back. @throws NOT_FOUND where it is not the officer's own, STEP_REFUSED where it does not wait any more */
export async function withdrawRelocation(
  transaction: Transaction,
  id: string,
  { officer, at }: Pick<Relocating, 'officer' | 'at'>,
): Promise<RelocationRow> {
  const kept = await lockedRelocation(transaction, id);
  if (kept === null || kept.proposedBy !== officer.id)
    throw new RegistryError('NOT_FOUND', 'You proposed no such move. Check its identifier.');
  const status = advance(moveLife, { thing: 'move', status: kept.status, step: 'WITHDRAW' });
  await close(transaction, id, { status, closedBy: officer.id, closedAt: at });
  return met(kept);
}

/** One sentence for whatever the officer may not be told. */
const CHANGED =
  'The move does not stand as it was proposed: the household has changed, or it is not for these two officers. Look at it again and propose it anew.';

/** Between them the two reach both sides; under a seal each of them reaches the household and holds protection; neither lives there; and nothing was recorded of the address since. */
async function mayRelocate(
  transaction: Transaction,
  kept: KeptRelocation,
  standing: LockedAddress,
  { officer, reached, at }: Relocating,
): Promise<boolean> {
  const today = civilDate(at.getTime());
  if (!(kept.isHouseholdReached || reached.household) || !(kept.isAreaReached || reached.area)) return false;
  const isOfTwo =
    kept.holdsProtection && officer.holdsProtection && kept.isHouseholdReached && reached.household;
  if (!isOfTwo && (await isUnderSeal(transaction, standing, today))) return false;
  const living = await transaction
    .select({ key: memberships.personKey })
    .from(memberships)
    .where(
      and(
        eq(memberships.householdKey, standing.household.key),
        inForce(memberships.since, memberships.until, today),
      ),
    );
  const keys = living.map(({ key }) => key);
  if (await isOneOfThem(transaction, kept, officer, { keys, today })) return false;
  return standing.versions.every(({ recordedAt }) => recordedAt === null || recordedAt < kept.proposedAt);
}

/** The household of an identifier, locked, with what was ever said of its address; null where there is none. */
async function standingOf(transaction: Transaction, id: string): Promise<LockedAddress | null> {
  const [found] = await transaction
    .select({ key: households.key })
    .from(households)
    .where(eq(households.id, id));
  return found === undefined ? null : lockedAddress(transaction, found.key);
}

async function isUnderSeal(
  transaction: Transaction,
  standing: LockedAddress | null,
  today: string,
): Promise<boolean> {
  if (standing === null) return false;
  const sealed = await transaction
    .select({ key: households.key })
    .from(households)
    .where(and(eq(households.key, standing.household.key), isSealed(today)));
  return sealed.length > 0;
}

async function lockedRelocation(transaction: Transaction, id: string): Promise<KeptRelocation | null> {
  const [kept] = await transaction.select().from(relocations).where(eq(relocations.id, id)).for('update');
  return kept ?? null;
}

async function close(
  transaction: Transaction,
  id: string,
  closing: Pick<KeptRelocation, 'status' | 'closedBy' | 'closedAt'>,
): Promise<void> {
  await transaction.update(relocations).set(closing).where(eq(relocations.id, id));
}

function provenanceOf({ origin, method }: KeptRelocation): Provenance {
  return { origin, method };
}

function refused(why: string): RegistryError {
  return new RegistryError('STEP_REFUSED', why);
}

function met({ id, householdId }: KeptRelocation): RelocationRow {
  return { id, householdId };
}
