import type { Context } from '@seisi/host/context';
import type { accessLogLoaders } from './access-log.loaders.ts';
import type { contestLoaders } from './contest.loaders.ts';
import type { incidentReportLoaders } from './incident-report.loaders.ts';
import type { proofLoaders } from './proof.loaders.ts';
import type { receiptLoaders } from './receipt.loaders.ts';

/** Every read of this room. */
export type ReceiptLoaders = ReturnType<typeof accessLogLoaders> &
  ReturnType<typeof contestLoaders> &
  ReturnType<typeof incidentReportLoaders> &
  ReturnType<typeof proofLoaders> &
  ReturnType<typeof receiptLoaders>;

/** What every resolver of this room is handed. */
export type RoomContext = Context<ReceiptLoaders>;
