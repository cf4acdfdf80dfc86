import { eq } from 'drizzle-orm';
import type { Transaction } from './act.ts';
import type { Carrier, Recorded, Statements } from './courier.ts';
import { MessageRefused, type MessageSink } from './message/message.ts';
import type { NoticeChannel, NoticeLanguage, NoticeTable } from './notice.table.ts';
import { type OutboxTable, putOut } from './outbox.ts';

/** The kind of the errands that carry notices. */
export const NOTICE = 'notice';

/** Where somebody wants to be told: a telephone, an e-mail, both or neither. */
export type Contact = {
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: NoticeLanguage;
};

/** What is told, of which record, to whom; the day (YYYY-MM-DD) where it names one. */
export type Told<Event extends string> = {
  readonly aboutId: string;
  readonly personKey: string | null;
  readonly event: Event;
  readonly day?: string;
};

/** Each event in Malay and in English, with `{reference}` and `{day}` in their places: no name, no number of a person, no place, no address to follow. */
export type Sentences<Event extends string> = Readonly<
  Record<Event, readonly [malay: string, english: string]>
>;

/**
 * Tells somebody of a step, in the transaction of that step: a notice for each address that the record holds. Where it holds none the notice says so.
 * Neither the notice nor its errand holds the address: where it goes is asked when it leaves.
 */
export async function tell<Event extends string>(
  transaction: Transaction,
  { notices, outbox }: { readonly notices: NoticeTable; readonly outbox: OutboxTable },
  { day = null, ...told }: Omit<Told<Event>, 'day'> & { readonly day?: string | null },
  { contact, at }: { readonly contact: Contact; readonly at: Date },
): Promise<void> {
  const { language } = contact;
  const made = channelsOf(contact).map((channel) => ({ id: crypto.randomUUID(), channel }));
  await transaction.insert(notices).values(made.map((one) => ({ ...told, ...one, day, language, at })));
  const carried = made.filter(({ channel }) => channel !== 'NONE');
  const errands = carried.map(({ id }) => ({ id, kind: NOTICE, about: told.aboutId, body: {} }));
  await putOut(transaction, outbox, errands, at);
}

/** What a room gives so that its notices leave. */
export type NoticeSource<Event extends string> = {
  readonly notices: NoticeTable;
  /** Where a record's person wants to be told now, and by which reference they know it; null where the record is gone. */
  readonly addressed: (
    db: Statements,
    aboutId: string,
  ) => Promise<(Omit<Contact, 'language'> & { readonly reference: string }) | null>;
  readonly sentences: Sentences<Event>;
};

/**
 * Carries notices to where their person wants them now: an address that was changed since counts. Each is sent under its own identifier, so twice is once.
 * An address that takes nothing is written down and not tried again: an officer must tell them.
 */
export function noticeCarrier<Event extends string>(
  sink: MessageSink,
  { notices, addressed, sentences }: NoticeSource<Event>,
): Carrier {
  return async ({ id }, db) => {
    const refused =
      (failure: string): Recorded =>
      (transaction) =>
        transaction.update(notices).set({ failure }).where(eq(notices.id, id));
    const [notice] = await db.select().from(notices).where(eq(notices.id, id));
    if (notice === undefined) throw new Error('This errand has no notice.');
    const found = await addressed(db, notice.aboutId);
    const to = notice.channel === 'SMS' ? found?.phone : found?.email;
    if (found === null || notice.channel === 'NONE' || to == null || to === '') return refused('NO_ADDRESS');
    const said = noticeText(sentences, { ...notice, reference: found.reference });
    try {
      await sink.send({ id, channel: notice.channel, to, ...said });
    } catch (error) {
      if (error instanceof MessageRefused) return refused(error.code);
      throw error;
    }
    return (transaction, at) => transaction.update(notices).set({ sentAt: at }).where(eq(notices.id, id));
  };
}

/** What became of a notice. What was refused and what has no address an officer must tell. */
export function noticeStatus(notice: {
  readonly channel: NoticeChannel;
  readonly sentAt: Date | null;
  readonly failure: string | null;
}): 'SENT' | 'NO_ADDRESS' | 'REFUSED' | 'WAITING' {
  if (notice.sentAt !== null) return 'SENT';
  if (notice.channel === 'NONE') return 'NO_ADDRESS';
  return notice.failure === null ? 'WAITING' : 'REFUSED';
}

/** What a notice says, in the language of whoever is told. @throws Error for an event that has no sentence */
export function noticeText<Event extends string>(
  sentences: Sentences<Event>,
  {
    event,
    language,
    reference,
    day,
  }: {
    readonly event: string;
    readonly language: NoticeLanguage;
    readonly reference: string;
    readonly day: string | null;
  },
): { readonly subject: string; readonly text: string } {
  if (!Object.hasOwn(sentences, event)) throw new Error('This event of a notice has no sentence.');
  const sentence = sentences[event as Event][language === 'MS' ? 0 : 1];
  const named: Readonly<Record<string, string>> = { reference, day: dayText(day, language) };
  const text = sentence.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => named[name] ?? '');
  return { subject: `Seisi: ${reference}`, text };
}

const LOCALES: Readonly<Record<NoticeLanguage, string>> = { MS: 'ms-MY', EN: 'en-GB' };

function dayText(day: string | null, language: NoticeLanguage): string {
  if (day === null) return '';
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(Date.parse(day));
}

function channelsOf({ phone, email }: Contact): NoticeChannel[] {
  const channels: NoticeChannel[] = [];
  if (phone !== null && phone !== '') channels.push('SMS');
  if (email !== null && email !== '') channels.push('EMAIL');
  return channels.length === 0 ? ['NONE'] : channels;
}
