import { outboxTable } from '@seisi/host/outbox';
import { person } from './household.table.ts';

/** What is to be carried out of this room: notices, and answers to who asked for a status. */
export const outbox = outboxTable(person);
