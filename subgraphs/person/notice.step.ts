import type { Transaction } from '@seisi/host/act';
import { anyOf } from '@seisi/host/any-of';
import { putOut } from '@seisi/host/outbox';
import { type NoticeRow, notices } from './notice.table.ts';
import { outbox } from './outbox.table.ts';
import { people } from './person.table.ts';

/** The kind of the errands that carry notices. */
export const NOTICE = 'notice';

/** Whom something is told, and about what. */
export type Told = Pick<NoticeRow, 'personKey' | 'kind' | 'aboutId'>;

/**
 * Tells people of what happened, in the transaction in which it did: a notice by each way on which they can be reached. Who has left neither telephone nor
 * e-mail has a notice that says so, and an officer must tell them. Neither the notice nor its errand holds an address.
 */
export async function tell(transaction: Transaction, told: readonly Told[], at: Date): Promise<void> {
  if (told.length === 0) return;
  const { key, phone, email } = people;
  const contacts = await transaction
    .select({ key, phone, email })
    .from(people)
    .where(anyOf(people.key, [...new Set(told.map(({ personKey }) => personKey))]));
  const byKey = new Map(contacts.map((contact) => [contact.key, contact]));
  const made = told.flatMap((one) =>
    waysTo(byKey.get(one.personKey)).map((way) => ({ ...one, id: crypto.randomUUID(), way, at })),
  );
  await transaction.insert(notices).values(made);
  const carried = made.filter(({ way }) => way !== 'NONE');
  const errands = carried.map(({ id, aboutId }) => ({ id, kind: NOTICE, about: aboutId, body: {} }));
  await putOut(transaction, outbox, errands, at);
}

/** By which ways somebody can be told. */
export function waysTo(
  contact: { readonly phone: string | null; readonly email: string | null } | undefined,
): NoticeRow['way'][] {
  const ways: NoticeRow['way'][] = [];
  if ((contact?.phone ?? '') !== '') ways.push('SMS');
  if ((contact?.email ?? '') !== '') ways.push('EMAIL');
  return ways.length === 0 ? ['NONE'] : ways;
}
