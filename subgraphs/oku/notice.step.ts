import type { Transaction } from '@seisi/host/act';
import type { Statements } from '@seisi/host/courier';
import { type Contact, tell } from '@seisi/host/notice';
import { desc, eq } from 'drizzle-orm';
import { applications, type OkuApplicationRow } from './application.table.ts';
import { notices } from './notice.table.ts';
import { outbox } from './outbox.table.ts';
import { type OkuRegistrationRow, registrations } from './registration.table.ts';
import type { OkuNoticeEvent } from './types.generated.ts';

/** What is told, and the day that it names (YYYY-MM-DD). */
export type Event = { readonly event: OkuNoticeEvent; readonly day?: string | null; readonly at: Date };

const TABLES = { notices, outbox };
const NOWHERE: Contact = { phone: null, email: null, language: 'MS' };

/** Tells who made an application of a step of it, in the transaction of that step. */
export function tellApplicant(
  transaction: Transaction,
  { id: aboutId, personKey, phone, email, language }: OkuApplicationRow,
  { event, day = null, at }: Event,
): Promise<void> {
  return tell(
    transaction,
    TABLES,
    { aboutId, personKey, event, day },
    { contact: { phone, email, language }, at },
  );
}

/** Tells the holder of an entry, where the newest application of theirs says; who never made one here has left no address. */
export async function tellHolder(
  transaction: Transaction,
  { id: aboutId, personKey }: Pick<OkuRegistrationRow, 'id' | 'personKey'>,
  { event, day = null, at }: Event,
): Promise<void> {
  const contact = (await contactOf(transaction, personKey)) ?? NOWHERE;
  await tell(transaction, TABLES, { aboutId, personKey, event, day }, { contact, at });
}

/** Where a person wants to be told, and by which reference they know what it is about: an application, or an entry of the register. Null where it is gone. */
export async function addressed(
  db: Statements,
  aboutId: string,
): Promise<(Omit<Contact, 'language'> & { readonly reference: string }) | null> {
  const { reference, phone, email } = applications;
  const [application] = await db
    .select({ reference, phone, email })
    .from(applications)
    .where(eq(applications.id, aboutId));
  if (application !== undefined) return application;
  const [entry] = await db
    .select({ personKey: registrations.personKey })
    .from(registrations)
    .where(eq(registrations.id, aboutId));
  const contact = entry === undefined ? null : await contactOf(db, entry.personKey);
  return contact === null ? null : { ...contact, reference: 'JKM' };
}

/** Where the newest application of a person says; null where they never made one here. */
export async function contactOf(db: Pick<Statements, 'select'>, personKey: string): Promise<Contact | null> {
  const { phone, email, language } = applications;
  const [newest] = await db
    .select({ phone, email, language })
    .from(applications)
    .where(eq(applications.personKey, personKey))
    .orderBy(desc(applications.startedAt), desc(applications.id))
    .limit(1);
  return newest ?? null;
}
