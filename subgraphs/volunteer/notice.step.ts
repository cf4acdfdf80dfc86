import type { Transaction } from '@seisi/host/act';
import type { Statements } from '@seisi/host/courier';
import { type Contact, tell } from '@seisi/host/notice';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { applications } from './application.table.ts';
import { notices } from './notice.table.ts';
import { outbox } from './outbox.table.ts';
import type { VolunteerNoticeEvent } from './types.generated.ts';
import { type VolunteeringRow, volunteerings } from './volunteering.table.ts';

/** What is told, and the day that it names (YYYY-MM-DD). */
export type Event = { readonly event: VolunteerNoticeEvent; readonly day?: string | null; readonly at: Date };

/** A record of before this system has no application, so it holds no address. */
const NOWHERE: Contact = { phone: null, email: null, language: 'MS' };

/** Tells a volunteer of a step, in the transaction of that step, where the application that was sent last says. */
export async function tellVolunteer(
  transaction: Transaction,
  { id: aboutId, personKey }: VolunteeringRow,
  { event, day = null, at }: Event,
): Promise<void> {
  const contact = (await contactOf(transaction, aboutId)) ?? NOWHERE;
  await tell(transaction, { notices, outbox }, { aboutId, personKey, event, day }, { contact, at });
}

/** Where a volunteer wants to be told, and the number by which they know it; null where the record is gone. */
export async function addressed(
  db: Statements,
  aboutId: string,
): Promise<(Omit<Contact, 'language'> & { readonly reference: string }) | null> {
  const [record] = await db
    .select({ reference: volunteerings.applicationNumber })
    .from(volunteerings)
    .where(eq(volunteerings.id, aboutId));
  if (record === undefined) return null;
  return { ...((await contactOf(db, aboutId)) ?? NOWHERE), ...record };
}

async function contactOf(db: Pick<Statements, 'select'>, volunteeringId: string): Promise<Contact | null> {
  const { phone, email, language } = applications;
  const [newest] = await db
    .select({ phone, email, language })
    .from(applications)
    .where(and(eq(applications.volunteeringId, volunteeringId), isNotNull(applications.submittedAt)))
    .orderBy(desc(applications.startedAt))
    .limit(1);
  return newest ?? null;
}
