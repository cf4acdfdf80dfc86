import { join } from 'node:path';
import type { Work, WorkParts } from '@seisi/host/subgraph';
import { folderChannel } from './payment-channel.ts';
import { fixedWidth } from './payment-file.ts';
import { openPaymentWork } from './payment-run.step.ts';

/** The work of payment runs, whose files go into the folder `payments` of what is carried on; none where this process was given no such folder. */
export function paymentWork({ databaseUrl, outgoing, now, onNotice }: WorkParts): Work | null {
  if (outgoing === null) return null;
  const channel = folderChannel(join(outgoing, 'payments'));
  return openPaymentWork({ databaseUrl, now, onNotice, channel, format: fixedWidth });
}
