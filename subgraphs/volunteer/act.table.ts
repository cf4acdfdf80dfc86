import { actTable } from '@seisi/host/act.table';
import { volunteer } from './volunteering.table.ts';

/** Every act that changed something in this room, once for each idempotency key of a viewer. */
export const acts = actTable(volunteer);
