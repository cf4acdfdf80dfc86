import { outboxTable } from '@seisi/host/outbox';
import { oku } from './registration.table.ts';

/** What is to be carried out of this room: notices to applicants and holders, and answers to status checks. */
export const outbox = outboxTable(oku);
