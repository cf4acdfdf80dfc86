import { outboxTable } from '@seisi/host/outbox';
import { aid } from './scheme.table.ts';

/** What is to be carried out of this room: notices. */
export const outbox = outboxTable(aid);
