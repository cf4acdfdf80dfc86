import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { households } from './household.table.ts';
import { type IdentityCardRow, identityCards } from './identity-card.table.ts';
import { type IdentityCardAct, identityCardLife, officeOf } from './identity-card.ts';

/** Who issues or ends the card of a household, and when. */
export type Issuing = { readonly householdKey: string; readonly by: string; readonly at: Date };

const TRIES = 5;

/** Issues a card. @throws STEP_REFUSED where the household is not confirmed, or has one */
export async function issueCard(transaction: Transaction, issuing: Issuing): Promise<string> {
  const state = await confirmedState(transaction, issuing.householdKey);
  const active = await activeCard(transaction, issuing.householdKey);
  if (active === undefined) return newCard(transaction, issuing, state);
  throw new RegistryError('STEP_REFUSED', 'This household has a card. Replace it, or cancel it first.');
}

/** Issues another card in the place of one that was lost or spoilt. @throws STEP_REFUSED where the household is not confirmed, or has none */
export async function replaceCard(
  transaction: Transaction,
  issuing: Issuing,
  { reason }: { readonly reason: string },
): Promise<string> {
  const state = await confirmedState(transaction, issuing.householdKey);
  await endCard(transaction, issuing, { act: 'REPLACE', reason });
  return newCard(transaction, issuing, state);
}

/** Ends a card. @throws STEP_REFUSED where the household has none */
export async function cancelCard(
  transaction: Transaction,
  issuing: Issuing,
  { reason }: { readonly reason: string },
): Promise<string> {
  await lockedHousehold(transaction, issuing.householdKey);
  return endCard(transaction, issuing, { act: 'CANCEL', reason });
}

async function endCard(
  transaction: Transaction,
  { householdKey, by, at }: Issuing,
  { act, reason }: { readonly act: IdentityCardAct; readonly reason: string },
): Promise<string> {
  const active = await activeCard(transaction, householdKey);
  if (active === undefined) throw new RegistryError('STEP_REFUSED', 'This household has no card in force.');
  const status = advance(identityCardLife, { thing: 'card', status: active.status, step: act });
  await transaction
    .update(identityCards)
    .set({ status, endedOn: civilDate(at.getTime()), endReason: reason, endedBy: by })
    .where(eq(identityCards.id, active.id));
  return active.id;
}

/** Two at once about one household wait for one another. */
async function lockedHousehold(transaction: Transaction, householdKey: string) {
  const { registrationStatus, state } = households;
  const [found] = await transaction
    .select({ registrationStatus, state })
    .from(households)
    .where(eq(households.key, householdKey))
    .for('update');
  return found;
}

async function confirmedState(transaction: Transaction, householdKey: string): Promise<string> {
  const found = await lockedHousehold(transaction, householdKey);
  if (found?.registrationStatus === 'CONFIRMED') return found.state;
  throw new RegistryError('STEP_REFUSED', 'A card is issued to a household whose registration is confirmed.');
}

async function activeCard(
  transaction: Transaction,
  householdKey: string,
): Promise<IdentityCardRow | undefined> {
  const [active] = await transaction
    .select()
    .from(identityCards)
    .where(and(eq(identityCards.householdKey, householdKey), eq(identityCards.status, 'ACTIVE')));
  return active;
}

async function newCard(
  transaction: Transaction,
  { householdKey, by, at }: Issuing,
  state: string,
): Promise<string> {
  const id = crypto.randomUUID();
  const card = { id, householdKey, status: 'ACTIVE', office: officeOf(state) } as const;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const made = await transaction
      .insert(identityCards)
      .values({ ...card, number: freshNumber(), issuedOn: civilDate(at.getTime()), issuedBy: by })
      .onConflictDoNothing({ target: identityCards.number })
      .returning({ id: identityCards.id });
    if (made.length > 0) return id;
  }
  throw new Error('No number of a card was free.');
}

/** Nine digits by chance: the number tells neither district nor order, nor the registration number. */
function freshNumber(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `KAD-${String(random % 1_000_000_000).padStart(9, '0')}`;
}
