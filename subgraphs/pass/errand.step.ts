import { type Courier, openCourier, type Statements } from '@seisi/host/courier';
import { openMessageSink } from '@seisi/host/message/open-sink';
import { NOTICE, noticeCarrier } from '@seisi/host/notice';
import type { WorkParts } from '@seisi/host/subgraph';
import { eq } from 'drizzle-orm';
import { notices } from './notice.table.ts';
import { NOTICE_SENTENCES } from './notice-text.ts';
import { outbox } from './outbox.table.ts';
import { renewals } from './renewal.table.ts';

/** Begins to carry what stands in this room's outbox, where this process is to and messages leave it. */
export function openErrands({ messages, ...parts }: WorkParts): Courier | null {
  const sink = messages === null ? null : openMessageSink(messages);
  if (sink === null) return null;
  const carriers = { [NOTICE]: noticeCarrier(sink, { notices, addressed, sentences: NOTICE_SENTENCES }) };
  const courier = openCourier({ ...parts, room: 'pass', outbox, carriers });
  return {
    close: async () => {
      await courier.close();
      await sink.close();
    },
  };
}

/** Where the employer wants to be told now. */
async function addressed(db: Statements, renewalId: string) {
  const { reference, phone, email } = renewals;
  const [found] = await db
    .select({ reference, phone, email })
    .from(renewals)
    .where(eq(renewals.id, renewalId));
  return found ?? null;
}
