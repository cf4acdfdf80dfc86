import { outboxTable } from '@seisi/host/outbox';
import { agency } from './agency.table.ts';

/** What is to be carried out of this room: notices to agencies. */
export const outbox = outboxTable(agency);
