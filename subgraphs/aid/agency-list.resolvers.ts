import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { RegistryError } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { agencyListPlace } from './agency-list.loaders.ts';
import { refuseAgencyLists, refuseImporting } from './agency-list.policy.ts';
import { keepAgencyList, matchRows } from './agency-list.step.ts';
import { readListedRows, readTitle } from './agency-list.ts';
import { checkWhole } from './programme-draw.policy.ts';
import type { Resolvers } from './types.generated.ts';

/** Agencies' own lists: handed in by officers of programmes, matched by the register of households. */
export const agencyListResolvers = {
  Query: {
    agencyLists: async (_root, given, context) => {
      refuseAgencyLists('Query.agencyLists', context.passport.basis);
      const list: PageList = { coordinate: 'Query.agencyLists', sort: 'importedAt desc', filter: {} };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.agencyListPage(page), page, agencyListPlace, list, context);
    },
  },

  Mutation: {
    importAgencyList: async (_root, { input }, context) => {
      const { passport, loaders, inquire } = context;
      refuseImporting(passport.basis);
      const [name, rows] = [readTitle(input.name), readListedRows(input.rows)];
      const programme = await loaders.programmeOf(input.programme);
      if (programme === null)
        throw new RegistryError('NOT_FOUND', 'There is no such programme. `programmes` lists them.');
      const { code: programmeCode, state } = programme;
      checkWhole(passport.basis, state);
      const lists = await loaders.listsByProgramme.load(programmeCode);
      if (!lists.some(({ kind }) => kind === 'AGENCY'))
        throw new RegistryError('STEP_REFUSED', 'This programme is drawn from no list of an agency.');
      // Before the transaction: another room is asked.
      const matched = await matchRows(inquire, rows);
      const id = await takeAct(context, acts, {
        ...{ name: 'importAgencyList', idempotencyKey: input.idempotencyKey },
        input: { programmeCode, name, rows },
        take: (transaction, importedAt) => {
          const importedBy = passport.viewer?.id ?? '';
          return keepAgencyList(transaction, { programmeCode, name, importedBy, importedAt }, matched);
        },
      });
      return { agencyList: await loaders.agencyListOf(id) };
    },
  },

  AgencyList: {
    programme: ({ programmeCode }, _given, { loaders }) => loaders.programmeOf(programmeCode),
    lines: ({ id }, _given, { loaders }) => loaders.linesByAgencyList.load(id),
  },

  AgencyListLine: {
    isMatched: ({ personKey }) => personKey !== null,
  },
} satisfies Resolvers;
