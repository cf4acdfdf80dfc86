import type { Carrier, Recorded, Statements } from '@seisi/host/courier';
import { MessageRefused, type MessageSink } from '@seisi/host/message/message';
import { eq } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import { notices } from './notice.table.ts';
import { noticeText } from './notice-text.ts';

/**
 * Carries notices to where the agency is written to now. Each is sent under its identifier, so twice is once. An address that takes nothing is written down
 * and not tried again; so is an agency that left none.
 */
export function noticeCarrier(sink: MessageSink): Carrier {
  return async ({ id }, db) => {
    const { kind, about, to } = await noticeOf(db, id);
    if (to === null || to === '') return refused(id, 'NO_ADDRESS');
    try {
      await sink.send({ id, channel: 'EMAIL', to, ...noticeText(kind, about) });
    } catch (error) {
      if (error instanceof MessageRefused) return refused(id, error.code);
      throw error;
    }
    return (transaction, at) => transaction.update(notices).set({ sentAt: at }).where(eq(notices.id, id));
  };
}

async function noticeOf(db: Statements, id: string) {
  const [found] = await db
    .select({ kind: notices.kind, about: notices.about, to: agencies.contactEmail })
    .from(notices)
    .leftJoin(agencies, eq(agencies.code, notices.agencyCode))
    .where(eq(notices.id, id));
  if (found === undefined) throw new Error('This errand has no notice.');
  return found;
}

function refused(id: string, failure: string): Recorded {
  return (transaction) => transaction.update(notices).set({ failure }).where(eq(notices.id, id));
}
