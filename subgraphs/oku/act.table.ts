import { actTable } from '@seisi/host/act.table';
import { oku } from './registration.table.ts';

/** Every act that changed something in this room, once for each idempotency key of a viewer. */
export const acts = actTable(oku);
