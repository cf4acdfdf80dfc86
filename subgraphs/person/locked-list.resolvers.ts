import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { RegistryError } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { checkState } from './area.ts';
import type { RoomContext } from './context.ts';
import { lockedListPlace } from './locked-list.loaders.ts';
import { areasOf, checkPlace, countTold, refuseLists, refuseLocking } from './locked-list.policy.ts';
import { keepLockedList, type WantedList } from './locked-list.step.ts';
import type { LockListInput, Resolvers } from './types.generated.ts';

const NAME = /^[\x20-\x7e]{1,120}$/;

/** Locked lists: made by officers of the register, and their figures. Their rows are in no answer. */
export const lockedListResolvers = {
  Query: {
    lockedLists: async (_root, given, context) => {
      refuseLists('Query.lockedLists', context.passport.basis);
      const list: PageList = { coordinate: 'Query.lockedLists', sort: 'lockedAt desc', filter: {} };
      const page = openPage(given, list, context);
      const rows = await context.loaders.lockedListPage(page, areasOf(context.passport.basis));
      return sealPage(rows, page, lockedListPlace, list, context);
    },
  },

  Mutation: {
    lockList: async (_root, { input }, context) => {
      refuseLocking(context.passport.basis);
      const wanted = await readWanted(input, context);
      checkPlace(context.passport.basis, wanted.state);
      const by = context.passport.viewer?.id ?? '';
      const id = await takeAct(context, acts, {
        ...{ name: 'lockList', idempotencyKey: input.idempotencyKey, input: wanted },
        take: (transaction, at) => keepLockedList(transaction, wanted, { by, at, today: context.today }),
      });
      return { list: await context.loaders.lockedListOf(id) };
    },
  },

  LockedList: {
    people: (list) => countTold(list),
  },
} satisfies Resolvers;

/** @throws BAD_USER_INPUT for a name that is none, a day that has not come, or a state that there is not */
async function readWanted(
  { name, asOf, state, sex }: LockListInput,
  context: RoomContext,
): Promise<WantedList> {
  const said = name.trim();
  if (!NAME.test(said)) throw bad('name', 'takes 1 to 120 printable characters');
  if (asOf > context.today) throw bad('asOf', 'takes a day, today at the latest');
  if (state != null) await checkState('input.state', state, (code) => context.loaders.stateByCode.load(code));
  return { name: said, asOf, state: state ?? null, sex: sex ?? null };
}

function bad(name: string, fault: string): RegistryError {
  const argument = `input.${name}`;
  return new RegistryError('BAD_USER_INPUT', `\`${argument}\` ${fault}.`, { argument });
}
