import { type Courier, openCourier } from '@seisi/host/courier';
import { openMessageSink } from '@seisi/host/message/open-sink';
import { NOTICE, noticeCarrier } from '@seisi/host/notice';
import type { WorkParts } from '@seisi/host/subgraph';
import { addressed } from './notice.step.ts';
import { notices } from './notice.table.ts';
import { NOTICE_SENTENCES } from './notice-text.ts';
import { outbox } from './outbox.table.ts';

/** Begins to carry what stands in this room's outbox, where this process is to and messages leave it. */
export function openErrands({ messages, ...parts }: WorkParts): Courier | null {
  const sink = messages === null ? null : openMessageSink(messages);
  if (sink === null) return null;
  const carriers = { [NOTICE]: noticeCarrier(sink, { notices, addressed, sentences: NOTICE_SENTENCES }) };
  const courier = openCourier({ ...parts, room: 'volunteer', outbox, carriers });
  return {
    close: async () => {
      await courier.close();
      await sink.close();
    },
  };
}
