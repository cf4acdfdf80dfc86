import type { Subgraph } from '@seisi/host/subgraph';
import { accessLogLoaders } from './access-log.loaders.ts';
import { accessLogResolvers } from './access-log.resolvers.ts';
import { contestLoaders } from './contest.loaders.ts';
import { contestFile, contestResolvers } from './contest.resolvers.ts';
import type { ReceiptLoaders } from './context.ts';
import { incidentReportLoaders } from './incident-report.loaders.ts';
import { incidentReportResolvers } from './incident-report.resolvers.ts';
import { proofLoaders } from './proof.loaders.ts';
import { receiptLoaders } from './receipt.loaders.ts';
import { receiptResolvers } from './receipt.resolvers.ts';
import { openSequencer } from './sequencer.step.ts';

/** The door of the room `receipt`. */
export const subgraph: Subgraph<ReceiptLoaders> = {
  name: 'receipt',
  folder: import.meta.dirname,
  resolvers: {
    ...accessLogResolvers,
    ...contestResolvers,
    ...receiptResolvers,
    Query: { ...contestResolvers.Query, ...incidentReportResolvers.Query, ...receiptResolvers.Query },
  },
  loaders: (parts) => ({
    ...accessLogLoaders(parts),
    ...contestLoaders(parts),
    ...incidentReportLoaders(parts),
    ...proofLoaders(parts),
    ...receiptLoaders(parts),
  }),
  signs: true,
  files: { ContestFile: contestFile },
  works: ({ signingKey, formerSigningKeys, ...parts }) =>
    signingKey === null ? null : openSequencer({ ...parts, key: signingKey, formerKeys: formerSigningKeys }),
};
