import { type Courier, openCourier } from '@seisi/host/courier';
import { openMessageSink } from '@seisi/host/message/open-sink';
import type { WorkParts } from '@seisi/host/subgraph';
import { NOTICE } from './notice.step.ts';
import { noticeCarrier } from './notice-errand.step.ts';
import { outbox } from './outbox.table.ts';
import { postingCodeCarrier } from './posting-code-errand.step.ts';
import { POSTING_CODE } from './posting-offer.step.ts';

/** Begins to carry what stands in this room's outbox, where this process is to and messages leave it. */
export function openErrands({ messages, ...parts }: WorkParts): Courier | null {
  const sink = messages === null ? null : openMessageSink(messages);
  if (sink === null) return null;
  const courier = openCourier({
    ...parts,
    room: 'agency',
    outbox,
    carriers: { [NOTICE]: noticeCarrier(sink), [POSTING_CODE]: postingCodeCarrier(sink) },
  });
  return {
    close: async () => {
      await courier.close();
      await sink.close();
    },
  };
}
