import { randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { eq } from 'drizzle-orm';
import type { OkuApplicationRow } from './application.table.ts';
import type { OkuAssessmentRow } from './assessment.table.ts';
import { cancelCards, issueCard } from './card.step.ts';
import { LETTERS } from './card.ts';
import type { Office } from './locked-registration.step.ts';
import { categories, registrations } from './registration.table.ts';

const NUMBERS = 10 ** 10;
const ATTEMPTS = 5;

/**
 * Enters a person in the register, or in another category, with a card that tells it. A number that was given stays: its letters may be older than the category.
 * Gives the last day on which the card is to leave.
 */
export async function registerPerson(
  transaction: Transaction,
  {
    application,
    assessment,
  }: { readonly application: OkuApplicationRow; readonly assessment: OkuAssessmentRow },
  office: Office,
): Promise<string> {
  const { category, subCategory, together } = assessment;
  if (category === null) throw new Error('A registration has a category.');
  const today = civilDate(office.at.getTime());
  const [entry] = await transaction
    .select()
    .from(registrations)
    .where(eq(registrations.personKey, application.personKey))
    .for('update');
  if (entry === undefined) throw new Error('Whoever is assessed has an entry.');
  const number = entry.number ?? (await freeNumber(transaction, LETTERS[category]));
  const isChange = application.kind === 'CATEGORY_CHANGE';
  const registeredOn = isChange ? entry.registeredOn : today;
  await transaction
    .update(registrations)
    .set({
      status: 'REGISTERED',
      number,
      category,
      subCategory,
      categorySince: today,
      registeredOn,
      struckOffOn: null,
    })
    .where(eq(registrations.id, entry.id));
  const found = { category, subCategory, together, since: today, assessmentId: assessment.id };
  await transaction
    .insert(categories)
    .values({ id: crypto.randomUUID(), registrationId: entry.id, ...found });
  await cancelCards(transaction, entry.id, today);
  const purpose = isChange ? 'CATEGORY_CHANGE' : 'FIRST';
  return issueCard(transaction, { registrationId: entry.id, category, purpose, expiresOn: null }, office);
}

/** A number that nobody bears: the letters of the category, and digits that tell neither place nor order. */
async function freeNumber(transaction: Transaction, letters: string): Promise<string> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const number = `${letters}00${String(randomInt(NUMBERS)).padStart(10, '0')}`;
    const [borne] = await transaction
      .select({ id: registrations.id })
      .from(registrations)
      .where(eq(registrations.number, number));
    if (borne === undefined) return number;
  }
  throw new Error('No number was free.');
}
