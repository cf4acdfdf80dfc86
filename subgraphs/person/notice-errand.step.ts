import type { Carrier, Recorded, Statements } from '@seisi/host/courier';
import { MessageRefused, type MessageSink } from '@seisi/host/message/message';
import { eq } from 'drizzle-orm';
import { notices } from './notice.table.ts';
import { noticeText } from './notice-text.ts';
import { people } from './person.table.ts';

/**
 * Carries notices to where the person is reached now. Each is sent under its identifier, so twice is once. An address that takes nothing is written down,
 * and not tried again: an officer must tell them.
 */
export function noticeCarrier(sink: MessageSink): Carrier {
  return async ({ id }, db) => {
    const { way, kind, phone, email } = await noticeOf(db, id);
    const to = way === 'SMS' ? phone : email;
    if (kind === 'STATUS_ASKED' || way === 'NONE' || to === null || to === '')
      return refused(id, 'NO_ADDRESS');
    try {
      await sink.send({ id, channel: way, to, ...noticeText(kind) });
    } catch (error) {
      if (error instanceof MessageRefused) return refused(id, error.code);
      throw error;
    }
    return (transaction, at) => transaction.update(notices).set({ sentAt: at }).where(eq(notices.id, id));
  };
}

async function noticeOf(db: Statements, id: string) {
  const { way, kind } = notices;
  const { phone, email } = people;
  const [found] = await db
    .select({ way, kind, phone, email })
    .from(notices)
    .leftJoin(people, eq(people.key, notices.personKey))
    .where(eq(notices.id, id));
  if (found === undefined) throw new Error('This errand has no notice.');
  return found;
}

function refused(id: string, failure: string): Recorded {
  return (transaction) => transaction.update(notices).set({ failure }).where(eq(notices.id, id));
}
