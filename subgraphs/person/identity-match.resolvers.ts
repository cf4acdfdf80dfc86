import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage, siftedRows } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { agreementsOf } from './identity-finding.ts';
import { identityMatchPlace } from './identity-match.loaders.ts';
import { grantOfMatch, refuseMatches } from './identity-match.policy.ts';
import { keepFinding, noMatch } from './identity-match.step.ts';
import type { IdentityMatchRow } from './identity-match.table.ts';
import { registrarOf } from './registration.policy.ts';
import { readText } from './registration-input.ts';
import type { Resolvers } from './types.generated.ts';

/** Whether two entries of the register are one person's: what officers are asked, and what they found. */
export const identityMatchResolvers = {
  Query: {
    identityMatchFiles: async (_root, given, context) => {
      refuseMatches('Query.identityMatchFiles', context.passport.basis);
      const list: PageList = { coordinate: 'Query.identityMatchFiles', sort: 'weight desc', filter: {} };
      const page = openPage(given, list, context);
      const rows = await siftedRows(page, {
        load: (part) => context.loaders.identityMatchPage(part),
        placeOf: identityMatchPlace,
        keep: (found) => opened(found, context),
      });
      return sealPage(rows, page, identityMatchPlace, list, context);
    },
  },

  Mutation: {
    decideIdentityMatch: async (_root, { input }, context) => {
      const { personKey: byKey } = registrarOf(context, 'decideIdentityMatch');
      const matchId = uuidArgument('input.match', input.match);
      const found = { matchId, finding: input.finding, reason: readText('reason', input.reason) };
      const match = await context.loaders.identityMatchOf(matchId);
      if (match === null || (await opened([match], context)).length === 0) throw noMatch();
      const by = context.passport.viewer?.id ?? '';
      await takeAct(context, acts, {
        ...{ name: 'decideIdentityMatch', idempotencyKey: input.idempotencyKey, input: found },
        take: async (transaction, at) => {
          await keepFinding(transaction, { ...found, by, byKey, at });
          return matchId;
        },
      });
      return { match: await context.loaders.identityMatchOf(matchId) };
    },
  },

  IdentityMatchFile: {
    first: ({ firstKey }, _given, { loaders }) => loaders.personByKey.load(firstKey),
    second: ({ secondKey }, _given, { loaders }) => loaders.personByKey.load(secondKey),
    match: (row) => row,
  },

  IdentityMatch: {
    agrees: ({ likeness }) => [...agreementsOf(likeness)],
    steps: ({ id }, _given, { loaders }) => loaders.stepsByIdentityMatch.load(id),
  },
} satisfies Resolvers;

/** The pairs of whom both are open to this viewer, with all that the duty opens. */
async function opened(
  rows: readonly IdentityMatchRow[],
  { loaders }: RoomContext,
): Promise<readonly IdentityMatchRow[]> {
  const grants = await Promise.all(
    rows.map((row) => grantOfMatch(row, async (key) => loaders.grantOf('Person', key))),
  );
  return rows.filter((_row, at) => grants[at] !== null);
}
