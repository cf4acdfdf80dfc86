import { type Carrier, type Courier, openCourier } from '@seisi/host/courier';
import { openMessageSink } from '@seisi/host/message/open-sink';
import type { WorkParts } from '@seisi/host/subgraph';
import { NOTICE } from './notice.ts';
import { noticeCarrier } from './notice-errand.step.ts';
import { outbox } from './outbox.table.ts';
import { LETTER } from './recipient-letter.ts';
import { letterCarrier } from './recipient-letter-errand.step.ts';
import { CHECK } from './register-check.step.ts';
import { checkCarrier } from './register-check-errand.step.ts';

/** Begins to carry what stands in this room's outbox, where this process is to: each kind by its carrier. */
export function openErrands({ messages, ...parts }: WorkParts): Courier | null {
  if (messages === null) return null;
  const sink = openMessageSink(messages);
  const messaged: Record<string, Carrier> =
    sink === null ? {} : { [NOTICE]: noticeCarrier(sink), [LETTER]: letterCarrier(sink) };
  const carriers = { ...messaged, [CHECK]: checkCarrier(parts) };
  const courier = openCourier({ ...parts, room: 'aid', outbox, carriers });
  return {
    close: async () => {
      await courier.close();
      await sink?.close();
    },
  };
}
