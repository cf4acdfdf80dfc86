import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { receiptPlace, type WantedReceipts } from './receipt.loaders.ts';
import { readInstant, readSize } from './receipt.ts';
import { refuseWithoutDuty } from './receipt-duty.policy.ts';
import type { Resolvers } from './types.generated.ts';

const COORDINATE = 'Query.receipts';

/** From the graph to receipts for auditors, and to what the log says of itself to everyone. */
export const receiptResolvers = {
  Query: {
    receipts: async (_root, { filter, ...given }, context) => {
      refuseWithoutDuty(COORDINATE, context.passport.basis);
      const wanted: WantedReceipts = {
        agencyCode: filter?.agencyCode ?? null,
        purpose: filter?.purpose ?? null,
        class: filter?.class ?? null,
        incident: filter?.incident ?? null,
        from: readInstant('filter.from', filter?.from),
        until: readInstant('filter.until', filter?.until),
      };
      const list: PageList = { coordinate: COORDINATE, sort: 'leafIndex desc', filter: wanted };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.receiptPage(wanted, page), page, receiptPlace, list, context);
    },
    checkpoint: (_root, _given, { loaders }) => loaders.newestCheckpoint(),
    consistency: async (_root, { from, to }, { loaders }) => {
      const [first, second] = [readSize(from), readSize(to)];
      if (first === null || second === null) return null;
      const hashes = await loaders.consistencyOf(first, second);
      return hashes === null ? null : { from, to, hashes };
    },
  },

  Receipt: {
    proof: async ({ stored: { leaf, leafIndex } }, _given, { loaders }) => {
      const way = await loaders.inclusionOf(leafIndex);
      return way === null
        ? null
        : { leaf, leafIndex: String(leafIndex), leafHashes: way.hashes, checkpoint: way.note };
    },
  },

  Checkpoint: {
    size: ({ size }) => String(size),
  },
} satisfies Resolvers;
