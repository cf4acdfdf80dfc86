import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import { movePlace } from './move.loaders.ts';
import { moverOf, reachedOf, refuseMoves } from './move.policy.ts';
import { confirmMove, proposeMove, withdrawMove } from './move.step.ts';
import { readGrounds, readMoved } from './move.ts';
import type { Resolvers } from './types.generated.ts';

/** Moves: proposed by one officer, confirmed by another. */
export const moveResolvers = {
  Query: {
    proposedMoves: async (_root, given, context) => {
      refuseMoves('Query.proposedMoves', context.passport.basis);
      const list: PageList = { coordinate: 'Query.proposedMoves', sort: 'proposedAt desc', filter: {} };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.movePage(page), page, movePlace, list, context);
    },
  },

  Mutation: {
    proposeMove: async (_root, { input }, context) => {
      const officer = await moverOf('proposeMove', context);
      const said = { ...readMoved(input, context.today), ...readGrounds(input) };
      const reached = await reachedOf(said, context);
      const move = await takeAct(context, acts, {
        ...{ name: 'proposeMove', idempotencyKey: input.idempotencyKey, input: said },
        take: (transaction, at) => proposeMove(transaction, said, { officer, reached, at }),
      });
      return { move };
    },

    confirmMove: async (_root, { input }, context) => {
      const officer = await moverOf('confirmMove', context);
      const id = uuidArgument('input.id', input.id);
      const said = readMoved(input, context.today);
      const reached = await reachedOf(said, context);
      const move = await takeAct(context, acts, {
        ...{ name: 'confirmMove', idempotencyKey: input.idempotencyKey, input: { id, ...said } },
        take: (transaction, at) => confirmMove(transaction, id, said, { officer, reached, at }),
      });
      return { move };
    },

    withdrawMove: async (_root, { input }, context) => {
      const officer = await moverOf('withdrawMove', context);
      const id = uuidArgument('input.id', input.id);
      const move = await takeAct(context, acts, {
        ...{ name: 'withdrawMove', idempotencyKey: input.idempotencyKey, input: { id } },
        take: (transaction, at) => withdrawMove(transaction, id, { officer, at }),
      });
      return { move };
    },
  },

  Move: {
    person: ({ personId }, _given, { loaders }) => loaders.personById.load(personId),
    household: ({ householdId }, _given, { loaders }) =>
      householdId === null ? null : loaders.householdById.load(householdId),
  },
} satisfies Resolvers;
