import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { CLASS_NAMES } from '@seisi/schema/class-names';
import { withheld } from '@seisi/schema/errors';
import { factsFor } from '@seisi/schema/facts';
import { commitment, commitmentLeaf } from '@seisi/schema/receipt/commitment';
import { inclusionProof } from '@seisi/schema/receipt/proof';
import { entryPlace } from './access-log.loaders.ts';
import { SEALED_BY_LAW } from './access-log.ts';
import { contestKey } from './contest.loaders.ts';
import type { Resolvers } from './types.generated.ts';

const SORT = 'leafIndex desc, position desc';

/** From the graph to the log of a person, and to what proves an entry. */
export const accessLogResolvers = {
  Person: {
    accessLog: async ({ key, facts }, given, context) => {
      const list: PageList = { coordinate: 'Person.accessLog', sort: SORT, filter: { key } };
      const { basis } = context.passport;
      // The log is the person's own, or of a child whose guardian asks; a duty to read receipts is about receipts, not about people.
      if (basis.kind !== 'SELF') throw withheld(list.coordinate, 'receipts', 'NOT_FOR_THIS_SUBJECT');
      const page = openPage(given, list, context);
      const { homes } = factsFor('receipt', facts);
      const subjects = [{ key, since: null, classes: null }, ...homes];
      const rows = await context.loaders.accessLogOf(key, subjects, page);
      const connection = sealPage(rows, page, ({ stored }) => entryPlace(stored), list, context);
      return { ...connection, mayHoldMore: { laws: [...SEALED_BY_LAW.laws] } };
    },
  },

  AccessEntry: {
    proof: async ({ stored, isWhole, isAgencyVeiled, receipt }, _given, { loaders }) => {
      if (!isWhole || isAgencyVeiled) return null;
      const { leafIndex, position, leaf, text, salt } = stored;
      const [way, siblings] = await Promise.all([
        loaders.inclusionOf(leafIndex),
        loaders.entriesByReceipt.load(receipt.number),
      ]);
      if (way === null) return null;
      const leafHashes = siblings.map((each) => commitmentLeaf(commitment(each.salt, each.text)));
      return {
        ...{ entry: text, salt, position, leaf },
        entryHashes: inclusionProof(leafHashes, position),
        leafIndex: String(leafIndex),
        leafHashes: way.hashes,
        checkpoint: way.note,
      };
    },
    contest: ({ personKey, stored: { leafIndex, subjectKey } }, _given, { loaders }) =>
      loaders.contestByEntry.load(contestKey({ personKey, leafIndex, subjectKey })),
  },

  ToldClass: {
    className: ({ class: name }, { language }) => CLASS_NAMES[name][language === 'EN' ? 'en' : 'ms'],
  },

  LogNotice: {
    sentence: (_notice, { language }) => SEALED_BY_LAW.sentence[language === 'EN' ? 'EN' : 'MS'],
  },
} satisfies Resolvers;
