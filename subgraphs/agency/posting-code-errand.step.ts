import type { Carrier } from '@seisi/host/courier';
import { MessageRefused, type MessageSink } from '@seisi/host/message/message';
import { eq } from 'drizzle-orm';
import { outbox } from './outbox.table.ts';
import { postingOffers } from './posting-offer.table.ts';

/**
 * Carries the code of an offer to the telephone of whoever is posted. Once it was taken, or never will be, the code is in no outbox any more; another one is
 * sent by `renewPostingCode`.
 */
export function postingCodeCarrier(sink: MessageSink): Carrier {
  return async ({ id, about, body }, db) => {
    const [offer] = await db
      .select({ officer: postingOffers.officer, phone: postingOffers.phone })
      .from(postingOffers)
      .where(eq(postingOffers.id, about));
    if (offer === undefined) throw new Error('This errand has no offer.');
    const { code } = Object(body) as { readonly code: string };
    try {
      await sink.send({
        id,
        channel: 'SMS',
        to: offer.phone,
        subject: '',
        text: textOf(offer.officer, code),
      });
    } catch (error) {
      if (!(error instanceof MessageRefused)) throw error;
    }
    return (transaction) => transaction.update(outbox).set({ body: {} }).where(eq(outbox.id, id));
  };
}

function textOf(officer: string, code: string): string {
  return `Seisi: ID ${officer}, kod ${code}. Sah 24 jam. / ID ${officer}, code ${code}. Valid for 24 hours.`;
}
