import type { Transaction } from '@seisi/host/act';
import { putOut } from '@seisi/host/outbox';
import { eq } from 'drizzle-orm';
import type { ApplicationRow } from './application.table.ts';
import { type ApplicationContactRow, applicationContacts } from './application-process.table.ts';
import { type NoticeRow, notices } from './notice.table.ts';
import { NOTICE } from './notice.ts';
import type { Told } from './notice-text.ts';
import { outbox } from './outbox.table.ts';

/**
 * Tells the applicant of a step, in the transaction of that step (S0: at every change): a notice for each address that they left. Where they left
 * none the notice says so, and an officer must tell them. Neither the notice nor its errand holds the address.
 */
export async function tell(
  transaction: Transaction,
  { id: applicationId, applicantKey: personKey }: Pick<ApplicationRow, 'id' | 'applicantKey'>,
  { event, day }: Told,
  at: Date,
): Promise<void> {
  const ofThis = eq(applicationContacts.applicationId, applicationId);
  const [contact] = await transaction.select().from(applicationContacts).where(ofThis);
  const language = contact?.language ?? 'MS';
  const made = channelsOf(contact).map((channel) => ({ id: crypto.randomUUID(), channel }));
  await transaction
    .insert(notices)
    .values(made.map((one) => ({ ...one, applicationId, personKey, event, language, at })));
  const carried = made.filter(({ channel }) => channel !== 'NONE');
  const errands = carried.map(({ id }) => ({ id, kind: NOTICE, about: applicationId, body: { day } }));
  await putOut(transaction, outbox, errands, at);
}

function channelsOf(contact: ApplicationContactRow | undefined): NoticeRow['channel'][] {
  const channels: NoticeRow['channel'][] = [];
  if (isGiven(contact?.phone)) channels.push('SMS');
  if (isGiven(contact?.email)) channels.push('EMAIL');
  return channels.length === 0 ? ['NONE'] : channels;
}

function isGiven(address: string | null | undefined): boolean {
  return address !== null && address !== undefined && address !== '';
}
