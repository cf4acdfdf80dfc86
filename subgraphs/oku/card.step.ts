import { randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { workingDayAfter } from '@seisi/schema/calendar/working-day';
import { RegistryError } from '@seisi/schema/errors';
import { and, count, eq, gte, isNull } from 'drizzle-orm';
import { isRenewable, LETTERS, lastDayOf, ruleOn } from './card.ts';
import { cardRules } from './card-rule.table.ts';
import { lockedRegistration, type Office } from './locked-registration.step.ts';
import { tellHolder } from './notice.step.ts';
import { NEWEST_FIRST } from './registration.loaders.ts';
import { cards, type OkuCardRow, type OkuRegistrationRow } from './registration.table.ts';
import { cardStatusOn } from './registration.ts';
import type { OkuCardPurpose, OkuCategory } from './types.generated.ts';

const NUMBERS = 10 ** 10;
const ATTEMPTS = 5;

/** A card to be made; to a last day (YYYY-MM-DD) where it takes the place of another. */
export type OrderedCard = {
  readonly registrationId: string;
  readonly category: OkuCategory;
  readonly purpose: OkuCardPurpose;
  readonly expiresOn: string | null;
};

/** Makes a card under a number that begins with the letters of its category; gives the last day on which it is to leave (S0: seven working days). */
export async function issueCard(
  transaction: Transaction,
  { registrationId, category, purpose, expiresOn }: OrderedCard,
  { state, at }: Office,
): Promise<string> {
  const today = civilDate(at.getTime());
  const rule = ruleOn(await transaction.select().from(cardRules), today);
  const sendBy = workingDayAfter(state, today, rule.sendWorkingDays);
  const [{ nth } = { nth: 0 }] = await transaction
    .select({ nth: count() })
    .from(cards)
    .where(eq(cards.registrationId, registrationId));
  const days = { issuedOn: today, expiresOn: expiresOn ?? lastDayOf(rule, today), sendBy };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const number = `K${LETTERS[category]}${String(randomInt(NUMBERS)).padStart(10, '0')}`;
    const made = await transaction
      .insert(cards)
      .values({ id: crypto.randomUUID(), registrationId, number, purpose, nth, ...days })
      .onConflictDoNothing()
      .returning({ id: cards.id });
    if (made.length > 0) return sendBy;
  }
  throw new Error('No number was free.');
}

/** Ends whatever card of an entry could still be shown. */
export async function cancelCards(
  transaction: Transaction,
  registrationId: string,
  today: string,
): Promise<void> {
  const standing = and(
    eq(cards.registrationId, registrationId),
    isNull(cards.cancelledOn),
    gte(cards.expiresOn, today),
  );
  await transaction.update(cards).set({ cancelledOn: today }).where(standing);
}

/** An act on the newest card of an entry. */
export type CardAct = Office & { readonly registrationId: string };

/** Reports that the newest card is lost. @throws STEP_REFUSED where it is not valid, or was issued after that day */
export async function reportLost(transaction: Transaction, act: CardAct, lostOn: string): Promise<void> {
  const { card, today } = await newestOf(transaction, act);
  if (cardStatusOn(today, card) !== 'ACTIVE') throw refused(`The card is ${cardStatusOn(today, card)}.`);
  if (lostOn < card.issuedOn) throw refused('The card was issued after that day.');
  await transaction.update(cards).set({ lostOn }).where(eq(cards.id, card.id));
}

/** Has a lost card replaced, to the same last day. @throws STEP_REFUSED where it is not lost, or has ended meanwhile */
export async function replaceCard(transaction: Transaction, act: CardAct): Promise<void> {
  const { card, entry, today } = await newestOf(transaction, act);
  const { category } = registered(entry);
  if (cardStatusOn(today, card) !== 'LOST') throw refused('The card was not reported lost.');
  // What would end at once is made as a renewal.
  const { expiresOn } = card;
  const isOver = expiresOn < today;
  await cancelCards(transaction, entry.id, today);
  const order = { registrationId: entry.id, category, expiresOn: isOver ? null : expiresOn };
  await issueCard(transaction, { ...order, purpose: isOver ? 'RENEWAL' : 'REPLACEMENT' }, act);
}

/** Has a card renewed that ends soon or has ended. @throws STEP_REFUSED before its time, and for what was lost, cancelled or handed back */
export async function renewCard(transaction: Transaction, act: CardAct): Promise<void> {
  const { card, entry, today } = await newestOf(transaction, act);
  const { category } = registered(entry);
  const rule = ruleOn(await transaction.select().from(cardRules), today);
  if (!isRenewable(card, rule, today))
    throw refused(
      cardStatusOn(today, card) === 'ACTIVE'
        ? `The card ends on ${card.expiresOn}; it is renewed from ${rule.renewalOpensDays} days before on.`
        : `The card is ${cardStatusOn(today, card)}; it cannot be renewed.`,
    );
  await cancelCards(transaction, entry.id, today);
  await issueCard(
    transaction,
    { registrationId: entry.id, category, purpose: 'RENEWAL', expiresOn: null },
    act,
  );
}

/** Records that the newest card left, and tells its holder. @throws STEP_REFUSED where it had left, is not valid, or was not made by that day */
export async function recordSent(transaction: Transaction, act: CardAct, sentOn: string): Promise<void> {
  const { card, entry, today } = await newestOf(transaction, act);
  if (card.sentOn !== null || card.sendBy === null) throw refused('No card waits to be sent.');
  if (cardStatusOn(today, card) !== 'ACTIVE') throw refused(`The card is ${cardStatusOn(today, card)}.`);
  if (sentOn < card.issuedOn) throw refused('The card was made after that day.');
  await transaction.update(cards).set({ sentOn }).where(eq(cards.id, card.id));
  await tellHolder(transaction, entry, { event: 'CARD_SENT', day: sentOn, at: act.at });
}

/** Records that the newest card was handed back (Act 685 s.25). @throws STEP_REFUSED where it was before */
export async function surrenderCard(transaction: Transaction, act: CardAct): Promise<void> {
  const { card, today } = await newestOf(transaction, act);
  if (card.surrenderedOn !== null) throw refused('The card was handed back already.');
  const ended = { surrenderedOn: today, cancelledOn: card.cancelledOn ?? today };
  await transaction.update(cards).set(ended).where(eq(cards.id, card.id));
}

type Newest = { readonly entry: OkuRegistrationRow; readonly card: OkuCardRow; readonly today: string };

/** The entry, locked, with the card issued last. @throws STEP_REFUSED where none was issued */
async function newestOf(transaction: Transaction, { registrationId, at }: CardAct): Promise<Newest> {
  const entry = await lockedRegistration(transaction, registrationId);
  const [card] = await transaction
    .select()
    .from(cards)
    .where(eq(cards.registrationId, registrationId))
    .orderBy(...NEWEST_FIRST)
    .limit(1);
  if (card === undefined) throw refused('No card was issued.');
  return { entry, card, today: civilDate(at.getTime()) };
}

function registered({ status, category }: OkuRegistrationRow): { readonly category: OkuCategory } {
  if (status === 'REGISTERED' && category !== null) return { category };
  throw refused('The person is not registered.');
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
