import { civilDate } from '@seisi/host/context';
import type { Carrier, Recorded, Statements } from '@seisi/host/courier';
import { MessageRefused, type MessageSink } from '@seisi/host/message/message';
import type { Contact } from '@seisi/host/notice';
import type { NoticeChannel } from '@seisi/host/notice.table';
import { and, count, eq, gt } from 'drizzle-orm';
import { contactOf } from './notice.step.ts';
import { notices } from './notice.table.ts';
import { NEWEST_FIRST } from './registration.loaders.ts';
import { cards, type OkuRegistrationRow, registrations } from './registration.table.ts';
import { cardStatusOn } from './registration.ts';
import { statusChecks } from './status-check.table.ts';
import { statusText } from './status-text.ts';

/** Nobody's telephone is filled by others: what is asked more often is not sent, and whoever asked is not told so. */
const MOST_TO_ONE_A_DAY = 3;
const DAY_MILLISECONDS = 86_400_000;

const nothing: Recorded = async () => {};

/**
 * Carries a status to whom two facts named, where they named somebody: by SMS, else by e-mail, under the errand's identifier. What was sent stands among the
 * notices of the entry.
 */
export function statusCarrier(sink: MessageSink): Carrier {
  return async ({ id, at }, db) => {
    const entry = await entryOf(db, id);
    if (entry === null || (await sentLately(db, entry.id, at)) >= MOST_TO_ONE_A_DAY) return nothing;
    const contact = await contactOf(db, entry.personKey);
    const { channel, to } = wayTo(contact);
    const language = contact?.language ?? 'MS';
    const said = statusText(language, { registration: entry.status, card: await cardOf(db, entry.id, at) });
    const failure = await send(sink, { id, channel, to, ...said });
    const row = {
      id,
      aboutId: entry.id,
      personKey: entry.personKey,
      event: 'STATUS_ASKED',
      channel,
      language,
      at,
    };
    return (transaction, sentAt) =>
      transaction
        .insert(notices)
        .values({ ...row, sentAt: failure === null ? sentAt : null, failure })
        .onConflictDoNothing();
  };
}

type Message = {
  readonly id: string;
  readonly channel: NoticeChannel;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

/** Sends it; null, or why it never will be taken. @throws MessageFailure where it may be later */
async function send(sink: MessageSink, { channel, ...message }: Message): Promise<string | null> {
  if (channel === 'NONE') return 'NO_ADDRESS';
  try {
    await sink.send({ channel, ...message });
    return null;
  } catch (error) {
    if (error instanceof MessageRefused) return error.code;
    throw error;
  }
}

function wayTo(contact: Contact | null): Pick<Message, 'channel' | 'to'> {
  if (contact?.phone != null) return { channel: 'SMS', to: contact.phone };
  return contact?.email == null ? { channel: 'NONE', to: '' } : { channel: 'EMAIL', to: contact.email };
}

async function entryOf(db: Statements, checkId: string): Promise<OkuRegistrationRow | null> {
  const [found] = await db
    .select({ entry: registrations })
    .from(statusChecks)
    .innerJoin(registrations, eq(registrations.id, statusChecks.registrationId))
    .where(eq(statusChecks.id, checkId));
  return found?.entry ?? null;
}

async function cardOf(db: Statements, registrationId: string, at: Date) {
  const [newest] = await db
    .select()
    .from(cards)
    .where(eq(cards.registrationId, registrationId))
    .orderBy(...NEWEST_FIRST)
    .limit(1);
  return newest === undefined ? null : cardStatusOn(civilDate(at.getTime()), newest);
}

async function sentLately(db: Statements, aboutId: string, at: Date): Promise<number> {
  const since = new Date(at.getTime() - DAY_MILLISECONDS);
  const [found] = await db
    .select({ often: count() })
    .from(notices)
    .where(and(eq(notices.aboutId, aboutId), eq(notices.event, 'STATUS_ASKED'), gt(notices.at, since)));
  return found?.often ?? 0;
}
