import type { Carrier, Recorded, Statements } from '@seisi/host/courier';
import { MessageRefused, type MessageSink } from '@seisi/host/message/message';
import { eq } from 'drizzle-orm';
import { applications } from './application.table.ts';
import { applicationContacts } from './application-process.table.ts';
import { type NoticeRow, notices } from './notice.table.ts';
import { noticeText, type Told } from './notice-text.ts';

/**
 * Carries notices to where the applicant wants them now: an address that was changed since counts. It is sent under the notice's identifier, so twice is
 * once. An address that takes nothing is written down, and not tried again: an officer must tell them.
 */
export function noticeCarrier(sink: MessageSink): Carrier {
  return async ({ id, body }, db) => {
    const found = await noticeOf(db, id);
    const to = found.notice.channel === 'SMS' ? found.phone : found.email;
    if (found.notice.channel === 'NONE' || to === null || to === '') return refused(id, 'NO_ADDRESS');
    const { event, channel, language } = found.notice;
    const said = noticeText(language, found.reference, { event, day: dayOf(body) } as Told);
    try {
      await sink.send({ id, channel, to, ...said });
    } catch (error) {
      if (error instanceof MessageRefused) return refused(id, error.code);
      throw error;
    }
    return (transaction, at) => transaction.update(notices).set({ sentAt: at }).where(eq(notices.id, id));
  };
}

type Found = {
  readonly notice: NoticeRow;
  readonly reference: string;
  readonly phone: string | null;
  readonly email: string | null;
};

async function noticeOf(db: Statements, id: string): Promise<Found> {
  const { phone, email } = applicationContacts;
  const [found] = await db
    .select({ notice: notices, reference: applications.reference, phone, email })
    .from(notices)
    .innerJoin(applications, eq(applications.id, notices.applicationId))
    .leftJoin(applicationContacts, eq(applicationContacts.applicationId, notices.applicationId))
    .where(eq(notices.id, id));
  if (found === undefined) throw new Error('This errand has no notice.');
  return found;
}

function refused(id: string, failure: string): Recorded {
  return (transaction) => transaction.update(notices).set({ failure }).where(eq(notices.id, id));
}

function dayOf(body: unknown): string | undefined {
  return (body as { readonly day?: string }).day;
}
