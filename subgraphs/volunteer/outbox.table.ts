import { outboxTable } from '@seisi/host/outbox';
import { volunteer } from './volunteering.table.ts';

/** What is to be carried out of this room: notices to those who applied and to volunteers. */
export const outbox = outboxTable(volunteer);
