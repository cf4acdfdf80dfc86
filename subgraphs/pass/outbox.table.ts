import { outboxTable } from '@seisi/host/outbox';
import { pass } from './work-pass.table.ts';

/** What is to be carried out of this room: notices to employers. */
export const outbox = outboxTable(pass);
